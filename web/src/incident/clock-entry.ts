/** A time of day as people type it, and the days near today. */
import { dayKey, dayOf, homeZone, instantsOf, wallOf } from "./times.ts"

export interface ClockTime {
  readonly hour: number
  readonly minute: number
}

/** "21:58", "21.58", "2158" and "9:05"; undefined for anything that is no time of day. */
export function parseClock(text: string): ClockTime | undefined {
  const found = /^\s*(\d{1,2})[:.]?(\d{2})\s*$/.exec(text)
  const hour = Number(found?.[1])
  const minute = Number(found?.[2])
  return found && hour < 24 && minute < 60 ? { hour, minute } : undefined
}

/** The end of the working day of "2026-12-04", in milliseconds; undefined for anything that is no day. */
export function workdayEnd(day: string, zone = homeZone): number | undefined {
  const [year, month, date] = (/^(\d{4})-(\d{2})-(\d{2})$/.exec(day)?.slice(1) ?? []).map(Number)
  if (year === undefined || month === undefined || date === undefined) return undefined
  const [end] = instantsOf({ year, month, day: date, hour: 17, minute: 0 }, zone)
  return end !== undefined && dayKey(end, zone) === day ? end : undefined
}

/** So many days to either side are offered. */
const daysOffered = 7

/** Noon of the day so many days on, by the calendar: a day may have 23 hours or 25. */
function noon(nowMs: number, days: number, zone: string): number {
  const { year, month, day } = wallOf(nowMs, zone)
  return Date.UTC(year, month - 1, day + days, 12)
}

/** The day on which this time of day was last, or comes next; where it happens twice, either time counts. */
export function nearestDay({ hour, minute }: ClockTime, nowMs: number, future: boolean, zone = homeZone): string {
  const minuteMs = Math.trunc(nowMs / 60_000) * 60_000
  const today = instantsOf({ ...wallOf(nowMs, zone), hour, minute }, zone)
  const isToday = today.some((ms) => (future ? ms >= minuteMs : ms <= minuteMs))
  return dayKey(noon(nowMs, isToday ? 0 : future ? 1 : -1, zone), zone)
}

/** Today and the days before it, or after it, nearest first; `kept` is among them wherever it lies. */
export function nearDays(nowMs: number, future: boolean, kept: string, zone = homeZone): readonly (readonly [key: string, name: string])[] {
  const near = Array.from({ length: daysOffered }, (_, index) => {
    const ms = noon(nowMs, future ? index : -index, zone)
    return [dayKey(ms, zone), dayName(ms, index, future, zone)] as const
  })
  return near.some(([key]) => key === kept) ? near : [...near, [kept, kept]]
}

function dayName(ms: number, index: number, future: boolean, zone: string): string {
  const [weekday = "", day = "", month = ""] = dayOf(ms, zone).split(" ")
  const name = `${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)}`
  if (index > 1) return name
  return `${index === 0 ? "Today" : future ? "Tomorrow" : "Yesterday"}, ${name}`
}
