/**
 * Who was signed in here last, so that a page which is opened without a network still knows whose room
 * it shows. It opens nothing on the server.
 */
import type { Person } from "../api/types.ts"
import { tab } from "./tab.ts"

const key = "loggist.person"

function storage(): Storage {
  return tab() ? sessionStorage : localStorage
}

export function remember(person: Person): void {
  try {
    storage().setItem(key, JSON.stringify(person))
  } catch {
    // A browser that keeps nothing asks again.
  }
}

export function remembered(): Person | undefined {
  try {
    const kept = storage().getItem(key)
    return kept === null ? undefined : (JSON.parse(kept) as Person)
  } catch {
    return undefined
  }
}

export function forget(): void {
  try {
    storage().removeItem(key)
  } catch {
    // There is nothing to forget.
  }
}
