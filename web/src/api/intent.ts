/** Ids and times of what a person does over plain HTTP. */
import { newId, timestamp } from "../replica/ids.ts"

export function newIntent(): string {
  return newId(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length)))
}

/** This device's clock. */
export function writtenNow(): string {
  return timestamp(Date.now())
}
