/** A call and those that follow it at its interval, as an iCalendar file (RFC 5545). It says nothing of the incident's content. */
import type { EventAttributes } from "ics"
import { msOf } from "../../../incident/times.ts"
import type { Call, RoomDocument } from "../../../replica/types.ts"

const minuteMs = 60_000
/** So far ahead are regular calls written: a calendar is not told when the incident ends. */
const aheadMs = 12 * 60 * minuteMs
const remindMinutes = 5
const usualMinutes = 15

/** When the calls are: the first, and those after it at its interval within twelve hours. */
export function callTimes({ starts_at, interval }: Pick<Call, "starts_at" | "interval">): readonly number[] {
  const first = msOf(starts_at)
  if (interval === undefined) return [first]
  const number = Math.trunc(aheadMs / (interval * minuteMs)) + 1
  return Array.from({ length: number }, (_, index) => first + index * interval * minuteMs)
}

/** Throws an Error with the library's words when it refuses. */
export async function calendarFile({ incident }: RoomDocument, call: Call): Promise<string> {
  const { createEvents } = await import("ics")
  const { error, value } = createEvents(callTimes(call).map((at): EventAttributes => ({
    uid: `${call.id}-${at}@loggist`,
    title: `Incident call ${incident.codename ?? incident.reference}`,
    start: at, startInputType: "utc", startOutputType: "utc",
    duration: { minutes: Math.min(usualMinutes, call.interval ?? usualMinutes) },
    ...(call.place === undefined ? {} : { location: call.place }),
    alarms: [{ action: "display", description: "Incident call", trigger: { minutes: remindMinutes, before: true } }],
    productId: "loggist",
  })))
  if (typeof value !== "string") throw error ?? new Error("the calendar file could not be made")
  return value
}
