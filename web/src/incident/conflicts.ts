/** Where two people set one field at once: what the other said, until somebody sets it again. */
import type { Check, OtherValue, RoomDocument } from "../replica/types.ts"
import { actionStateNames, contactStateNames, systemStateNames, verdictNames } from "./action-words.ts"
import { ownerName } from "./actions.ts"
import { nameOf } from "./people.ts"
import { lessonStateNames } from "./review.ts"
import { msOf, shortMoment } from "./times.ts"
import { listed, standingNames } from "./words.ts"

const times = new Set(["report_by", "check_due", "due", "happened_at", "deadline", "told_last"])
const people = new Set(["owner", "checked_by", "chased_by"])
const names: Readonly<Record<string, string>> = {
  ...lessonStateNames, skipped: "Left", missing: "Not captured", captured: "Captured", ...standingNames, ...systemStateNames, ...contactStateNames, ...actionStateNames, confirmed: "Confirmed", refuted: "Refuted",
}

/** "also set to 03:00 by Tom Okafor"; undefined when nothing lost. */
export function alsoSet(room: RoomDocument, field: string, others: readonly OtherValue[], nowMs: number): string | undefined {
  if (others.length === 0) return undefined
  const each = others.map(({ value, by }) => `${valueWords(room, field, value, nowMs)} by ${by === undefined ? "somebody else" : nameOf(room, by)}`)
  return `also set to ${listed(each)}`
}

/** A value of a field in the words of the screen. */
export function valueWords(room: RoomDocument, field: string, value: unknown, nowMs: number): string {
  if (value === null || value === undefined || value === "") return "nothing"
  if (field === "check") return `“${verdictNames[(value as Check).verdict]}”`
  if (typeof value === "boolean") return value ? "yes" : "no"
  if (typeof value === "number") return field === "source" || field === "corrects" ? `#${value}` : String(value)
  if (typeof value !== "string") return "something else"
  if (times.has(field)) return shortMoment(msOf(value), nowMs)
  if (people.has(field)) return ownerName(room, value)
  return names[value] ?? `“${value}”`
}
