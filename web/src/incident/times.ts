/**
 * Times on screens: 24-hour local time with its zone. Wall times that happen twice in one night (the
 * end of summer time) always carry the zone, so that nobody has to guess which 01:30 is meant.
 */

/** The zone that people of the installation live in. */
export const homeZone = "Europe/London"

export interface Wall {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const parts = new Map<string, Intl.DateTimeFormat>()
const zoneNames = new Map<string, Intl.DateTimeFormat>()
const dayNames = new Map<string, Intl.DateTimeFormat>()

function kept(formats: Map<string, Intl.DateTimeFormat>, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const found = formats.get(zone)
  if (found) return found
  const made = new Intl.DateTimeFormat("en-GB", { timeZone: zone, ...options })
  formats.set(zone, made)
  return made
}

/** No zone changes its clocks but at a quarter of an hour, so what it is then is asked for once a quarter. */
const quarterMs = 900_000
const offsets = new Map<string, Map<number, number>>()

/** The zone's clock minus UTC at an instant, in milliseconds. */
function offsetMs(ms: number, zone: string): number {
  const ofZone = offsets.get(zone) ?? new Map<number, number>()
  offsets.set(zone, ofZone)
  const quarter = Math.floor(ms / quarterMs)
  const held = ofZone.get(quarter)
  if (held !== undefined) return held
  const format = kept(parts, zone, {
    year: "numeric", month: "numeric", day: "numeric",
    hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23",
  })
  const at = quarter * quarterMs
  const found = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]))
  const read = (type: Intl.DateTimeFormatPartTypes): number => found.get(type) ?? 0
  const offset = Date.UTC(read("year"), read("month") - 1, read("day"), read("hour"), read("minute"), read("second")) - at
  ofZone.set(quarter, offset)
  return offset
}

/** What a clock on the wall of `zone` shows at an instant. */
export function wallOf(ms: number, zone = homeZone): Wall {
  const wall = new Date(ms + offsetMs(ms, zone))
  return {
    year: wall.getUTCFullYear(), month: wall.getUTCMonth() + 1, day: wall.getUTCDate(),
    hour: wall.getUTCHours(), minute: wall.getUTCMinutes(), second: wall.getUTCSeconds(),
  }
}

const nearMs = 3 * 3_600_000

/** Whether the wall time of this instant happens twice that night. */
export function isDoubled(ms: number, zone = homeZone): boolean {
  const here = offsetMs(ms, zone)
  return [offsetMs(ms - nearMs, zone), offsetMs(ms + nearMs, zone)]
    .some((there) => there !== here && offsetMs(ms + here - there, zone) === there)
}

/** Every instant at which the wall of `zone` shows this time: none, one or two, earliest first. */
export function instantsOf(wall: Omit<Wall, "second">, zone = homeZone): readonly number[] {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute)
  const offsets = new Set([offsetMs(asUtc - 24 * 3_600_000, zone), offsetMs(asUtc + 24 * 3_600_000, zone)])
  return [...offsets]
    .map((offset) => asUtc - offset)
    .filter((ms) => offsetMs(ms, zone) === asUtc - ms)
    .sort((a, b) => a - b)
}

export function two(number: number): string {
  return String(number).padStart(2, "0")
}

/** "GMT", "BST". */
export function zoneName(ms: number, zone = homeZone): string {
  const format = kept(zoneNames, zone, { timeZoneName: "short" })
  return format.formatToParts(ms).find((part) => part.type === "timeZoneName")?.value ?? "UTC"
}

/** "02:31". */
export function minuteOf(ms: number, zone = homeZone): string {
  const wall = wallOf(ms, zone)
  return `${two(wall.hour)}:${two(wall.minute)}`
}

/** "02:31 GMT". */
export function minuteWithZone(ms: number, zone = homeZone): string {
  return `${minuteOf(ms, zone)} ${zoneName(ms, zone)}`
}

/** "02:31", or "01:30 BST" where that wall time happens twice. */
export function plainMinute(ms: number, zone = homeZone): string {
  return isDoubled(ms, zone) ? minuteWithZone(ms, zone) : minuteOf(ms, zone)
}

/** "Monday 23 November 2026". */
export function dayOf(ms: number, zone = homeZone): string {
  return kept(dayNames, zone, { weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(ms).replace(",", "")
}

/** "2026-11-23", the same for two instants of one day. */
export function dayKey(ms: number, zone = homeZone): string {
  const wall = wallOf(ms, zone)
  return `${wall.year}-${two(wall.month)}-${two(wall.day)}`
}

/** "02:45" today, "Wed 22:12" within a week, "16 Nov 22:12" else; with its zone where doubled. */
export function shortMoment(ms: number, nowMs: number, zone = homeZone): string {
  const minute = plainMinute(ms, zone)
  if (dayKey(ms, zone) === dayKey(nowMs, zone)) return minute
  if (Math.abs(ms - nowMs) < 6 * 86_400_000) return `${dayOf(ms, zone).slice(0, 3)} ${minute}`
  return `${shortDay(ms, nowMs, zone)} ${minute}`
}

/** "4 Dec", "4 Dec 2027" in another year. */
export function shortDay(ms: number, nowMs: number, zone = homeZone): string {
  const [, day = "", month = "", year = ""] = dayOf(ms, zone).split(" ")
  return `${day} ${month.slice(0, 3)}${wallOf(nowMs, zone).year === Number(year) ? "" : ` ${year}`}`
}

/** "22:12:05 GMT". */
export function clockOf(ms: number, zone = homeZone): string {
  const wall = wallOf(ms, zone)
  return `${two(wall.hour)}:${two(wall.minute)}:${two(wall.second)} ${zoneName(ms, zone)}`
}

/** "Sunday 22 November 2026, 22:12:05 GMT": the whole of it, for a title. */
export function fullMoment(ms: number, zone = homeZone): string {
  return `${dayOf(ms, zone)}, ${clockOf(ms, zone)}`
}

/** Sorts after every RFC 3339 time, in the order of a language too: a sign such as "~" comes before the digits there. */
export const afterAll = "9"

/** Milliseconds of an RFC 3339 time; not a number when it is none. */
export function msOf(time: string): number {
  return Date.parse(time)
}
