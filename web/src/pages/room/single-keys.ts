/**
 * Keys that work alone, and which of them this device has switched off: people who dictate, or who have a
 * screen reader's own keys, switch off what gets in their way (WCAG 2.1.4).
 */
import { isTyping } from "../../ui/focus.ts"

const place = "loggist.keys-off"

export interface SingleKey {
  /** As it is pressed; two keys one after the other have a space between. */
  readonly keys: string
  readonly does: string
}

export const singleKeys = [
  { keys: "n", does: "Write a new entry" },
  { keys: "/", does: "Find in the log" },
  { keys: "j", does: "Next entry" },
  { keys: "k", does: "Previous entry" },
  { keys: "c", does: "Correct the entry you are on" },
  { keys: "End", does: "Newest entry" },
  { keys: "g l", does: "Go to the log" },
  { keys: "g d", does: "Go to what waits for a decision" },
  { keys: "g a", does: "Go to the actions" },
  { keys: "g s", does: "Go to the situation" },
  { keys: "?", does: "This list" },
] as const satisfies readonly SingleKey[]

export type SingleKeys = (typeof singleKeys)[number]["keys"]

/** Where the device keeps nothing it holds for this page. */
let held: ReadonlySet<string> = new Set()

export function keysOff(): ReadonlySet<string> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? "[]")
    return new Set(Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [])
  } catch {
    return held
  }
}

export function setKeysOff(off: ReadonlySet<string>): void {
  held = off
  try {
    localStorage.setItem(place, JSON.stringify([...off]))
  } catch {
    // It holds for this page only.
  }
}

/** Never while somebody types or a dialog is open, nor one that is switched off. */
export function isSingleKey(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return false
  return !isTyping(event.target) && !keysOff().has(event.key)
}
