/** The log as it is read: filtered, searched, with days between, corrections beside what they correct. */
import type { Entry } from "../replica/types.ts"
import { dayKey, dayOf, homeZone, msOf, zoneName } from "./times.ts"

export const filters = ["all", "people", "decision", "action", "comms", "observation", "correction"] as const
export type LogFilter = (typeof filters)[number]

export const filterNames: Readonly<Record<LogFilter, string>> = {
  all: "All",
  people: "People",
  decision: "Decisions",
  action: "Actions",
  comms: "Communications",
  observation: "Observations",
  correction: "Corrections",
}

const serverKinds: ReadonlySet<Entry["kind"]> = new Set<Entry["kind"]>(["command", "handover", "system"])

/** Whether a person wrote it, and not the server beside a command. */
export function isWrittenByPeople(entry: Entry): boolean {
  return !serverKinds.has(entry.kind)
}

/** The same as between written and late, the other way round. */
const aheadMs = 120_000

/** Written by a device whose clock is ahead of the server's: the log has it before it was written. */
export function isAhead(entry: Entry): boolean {
  return msOf(entry.written_at) - msOf(entry.received_at) > aheadMs
}

/** Whether an entry is of the kinds that the filter shows. */
export function passes(entry: Entry, filter: LogFilter): boolean {
  if (filter === "all") return true
  if (filter === "people") return isWrittenByPeople(entry)
  return entry.kind === filter
}

/** For each corrected number the numbers of its corrections, oldest first. */
export function correctionsOf(log: readonly Entry[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>()
  for (const entry of log) {
    if (entry.corrects === undefined) continue
    const already = found.get(entry.corrects)
    if (already) already.push(entry.number)
    else found.set(entry.corrects, [entry.number])
  }
  return found
}

export function entryOf(log: readonly Entry[], number: number): Entry | undefined {
  const entry = log[indexFrom(log, number)]
  return entry?.number === number ? entry : undefined
}

/** Where the first entry with this number or a later one stands; the length when there is none. */
export function indexFrom(entries: readonly Entry[], number: number): number {
  let [from, to] = [0, entries.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((entries[middle]?.number ?? number) < number) from = middle + 1
    else to = middle
  }
  return from
}

/** The moment an entry stands at in the log: the server's. */
export function momentOf(entry: Entry): number {
  return msOf(entry.received_at)
}

export type LogRow =
  | { readonly is: "day"; readonly key: string; readonly name: string }
  | { readonly is: "new"; readonly key: "new" }
  | EntryRow

export interface EntryRow {
  readonly is: "entry"
  readonly key: string
  readonly entry: Entry
  readonly day: string
}

const entryRows = new WeakMap<Entry, EntryRow>()
function rowOf(entry: Entry): EntryRow {
  const held = entryRows.get(entry)
  if (held !== undefined) return held
  const made: EntryRow = { is: "entry", key: `e${entry.number}`, entry, day: dayKey(momentOf(entry)) }
  entryRows.set(entry, made)
  return made
}

/** Entries with a row before each new day, and one before the first that is later than number `seen`. */
export function logRows(entries: readonly Entry[], seen?: number): readonly LogRow[] {
  const rows: LogRow[] = []
  const firstNew = seen === undefined ? -1 : indexFrom(entries, seen + 1)
  let day: string | undefined
  entries.forEach((entry, index) => {
    const row = rowOf(entry)
    if (row.day !== day) rows.push({ is: "day", key: `${row.day} ${entry.number}`, name: dayHeading(momentOf(entry)) })
    if (index === firstNew) rows.push({ is: "new", key: "new" })
    day = row.day
    rows.push(row)
  })
  return rows
}

const headings = new Map<string, string>()

/** "Monday 23 November 2026, GMT"; on the day the clocks change, both zones. */
export function dayHeading(ms: number, zone = homeZone): string {
  const key = dayKey(ms, zone)
  const held = headings.get(`${key} ${zone}`)
  if (held !== undefined) return held
  const hourMs = 3_600_000
  const names: string[] = []
  for (let at = ms - 25 * hourMs; at <= ms + 25 * hourMs; at += hourMs) {
    const name = zoneName(at, zone)
    if (dayKey(at, zone) === key && !names.includes(name)) names.push(name)
  }
  const heading = `${dayOf(ms, zone)}, ${names.join(", then ")}`
  headings.set(`${key} ${zone}`, heading)
  return heading
}
