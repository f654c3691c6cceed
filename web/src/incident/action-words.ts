/** How actions are said: states, answers, and how long there still is. */
import type { Action, ActionState, Check, Contact, Report, System } from "../replica/types.ts"
import { msOf, shortMoment } from "./times.ts"

export const actionStateNames: Readonly<Record<ActionState, string>> = {
  proposed: "Not yet open",
  open: "Open",
  doing: "Being done",
  blocked: "Blocked",
  done: "Done",
  cancelled: "Cancelled",
  to_reassign: "Needs a new owner",
  moved: "With a team of its own",
}

/** As the owner says it. */
export const reportNames: Readonly<Record<Report["answer"], string>> = {
  done: "Done",
  more_time: "Needs more time",
  blocked: "Blocked",
  dont_know: "Does not know",
  note: "Note",
}

export const verdictNames: Readonly<Record<Check["verdict"], string>> = {
  success: "It worked",
  failure: "It did not work",
}

export const contactStateNames: Readonly<Record<Contact["state"], string>> = {
  wanted: "Wanted",
  asked: "Asked",
  answered: "Answered",
  joined: "Joined",
  advised: "Advised",
  declined: "Declined",
}

export const systemStateNames: Readonly<Record<System["state"], string>> = {
  affected: "Affected",
  contained: "Contained",
  recovering: "Recovering",
  recovered: "Recovered",
}

const minuteMs = 60_000
const dayMinutes = 24 * 60

/** "9 min", "1h 29m", "3 days". */
function span(minutes: number): string {
  if (minutes < 60) return `${minutes} min`
  if (minutes < 2 * dayMinutes) return `${Math.trunc(minutes / 60)}h ${String(minutes % 60).padStart(2, "0")}m`
  return `${Math.trunc(minutes / dayMinutes)} days`
}

export interface Due {
  /** "in 9 min", "11 min over". */
  readonly words: string
  /** "02:40". */
  readonly at: string
  readonly isOver: boolean
}

/** What is left is rounded up and what is over rounded down: nobody is called late a second too early. */
export function dueOf({ report_by }: Pick<Action, "report_by">, nowMs: number): Due | undefined {
  if (report_by === undefined) return undefined
  const at = shortMoment(msOf(report_by), nowMs)
  const left = msOf(report_by) - nowMs
  if (left >= 0) return { words: left < minuteMs ? "due now" : `in ${span(Math.ceil(left / minuteMs))}`, at, isOver: false }
  const over = Math.trunc(-left / minuteMs)
  return { words: over === 0 ? "due now" : `${span(over)} over`, at, isOver: true }
}

/** "9 min": how long something waits already. */
export function waitingFor(sinceMs: number, nowMs: number): string {
  const minutes = Math.trunc((nowMs - sinceMs) / minuteMs)
  return minutes < 1 ? "less than a minute" : span(minutes)
}

/** "Needs more time, until 03:00. The clerk is asleep." */
export function reportWords({ answer, text, report_by }: Report, nowMs: number): string {
  const until = answer === "more_time" && report_by !== undefined ? `, until ${shortMoment(msOf(report_by), nowMs)}` : ""
  const said = (text ?? "").trim()
  if (answer === "note" && said !== "") return said
  return `${reportNames[answer]}${until}${said === "" ? "" : `. ${said}`}`
}
