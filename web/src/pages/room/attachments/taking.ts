/** Takes a file that somebody chose, pasted or dropped: looks at it before anything is sent, and keeps it. */
import { sha256Of } from "../../../files/browser.ts"
import type { Sendings } from "../../../files/sendings.ts"
import { plainName, sizeWords } from "../../../incident/attachments.ts"
import { wallOf } from "../../../incident/times.ts"
import { attachment_bytes_max } from "../../../replica/limits.ts"

export interface Taken {
  readonly id: string
  readonly name: string
  readonly sha256: string
}

/** What is wrong with a file, said before it is sent. */
export function faultOf({ name, size }: Pick<File, "name" | "size">): string | undefined {
  if (size === 0) return `${name} is empty, so there is nothing to attach.`
  if (size <= attachment_bytes_max) return undefined
  return `${name} has ${sizeWords(size)}. Attach ${sizeWords(attachment_bytes_max)} at most: put it where your team keeps files, and write here where that is.`
}

/** Resolves when it is kept; rejects when this browser cannot read it. */
export async function takeFile(sendings: Sendings, file: Blob, called: string): Promise<Taken> {
  const content = new Uint8Array(await file.arrayBuffer())
  const name = plainName(called, "file")
  const sha256 = await sha256Of(content)
  return { id: await sendings.add({ name, sha256, content }), name, sha256 }
}

/** "Pasted picture 02-31.png": what a clipboard holds has no name of its own. */
export function pastedName(what: "picture" | "text", ending: string, nowMs: number): string {
  const { hour, minute } = wallOf(nowMs)
  const two = (number: number): string => String(number).padStart(2, "0")
  return `Pasted ${what} ${two(hour)}-${two(minute)}.${ending}`
}

/** As browsers name a picture that is pasted, whatever it shows. */
export function isNameless({ name }: Pick<File, "name">): boolean {
  return name === "" || /^image\.\w+$/.test(name)
}
