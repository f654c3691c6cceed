/** What comes after an incident: lessons with their preventive steps, duties, the documentation register (IM-15, IM-16, SEC-11). */
import type { DutySaid, Entry, Lesson, Paper, Phase, RoomDocument } from "../replica/types.ts"
import { afterAll, msOf } from "./times.ts"
import { duties, said, unregistered, type Ending } from "./unfinished.ts"

/* ---------- lessons ---------- */

export const lessonStateNames: Readonly<Record<Lesson["state"], string>> = {
  noted: "Noted", agreed: "Agreed", doing: "Under way", done: "Done", dropped: "Dropped",
}

export const sideNames: Readonly<Record<Lesson["side"], string>> = { went_well: "Went well", even_better_if: "Even better if" }

export const aspectNames: Readonly<Record<NonNullable<Lesson["aspect"]>, string>> = {
  people: "People", process: "Process", technology: "Technology",
}

export function lessonTitle({ number }: Pick<Lesson, "number">): string {
  return number === undefined ? "A lesson" : `L-${number}`
}

/** Done, or left with its reason. */
export function isSettledLesson({ state }: Pick<Lesson, "state">): boolean {
  return state === "done" || state === "dropped"
}

/** A preventive step that is still to be taken. */
export function isOpenStep({ step, state }: Pick<Lesson, "step" | "state">): boolean {
  return step !== undefined && !isSettledLesson({ state })
}

export function isLate({ due, ...lesson }: Lesson, nowMs: number): boolean {
  return due !== undefined && isOpenStep(lesson) && msOf(due) < nowMs
}

/** What is open first, by when it is due; then what is noted only; then what is done or dropped. */
export function lessonsOf({ lessons }: Pick<RoomDocument, "lessons">): readonly Lesson[] {
  const rank = (lesson: Lesson): number => (isOpenStep(lesson) ? 0 : isSettledLesson(lesson) ? 2 : 1)
  const due = (lesson: Lesson): string => (rank(lesson) === 0 ? lesson.due ?? afterAll : "")
  return Object.values(lessons)
    .sort((one, other) => rank(one) - rank(other) || due(one).localeCompare(due(other)) || (one.number ?? Infinity) - (other.number ?? Infinity) || one.id.localeCompare(other.id))
}

/* ---------- duties ---------- */

export interface DutyRow {
  readonly key: string
  readonly title: string
  readonly said: DutySaid | undefined
}

/** The duties that fall due with an end, in the order in which they are done. */
export function dutiesBefore(ending: Ending, room: Pick<RoomDocument, "checks">): readonly DutyRow[] {
  return duties.filter(({ before }) => before === ending).map(({ key, title }) => ({ key, title, said: said(room, key) }))
}

/** The last end that left each thing unfinished, by its name: the reason, where one was given, is in that entry. */
export function leftBy(log: readonly Entry[]): ReadonlyMap<string, Entry> {
  return new Map(log.flatMap((entry) => (entry.flags ?? []).map((flag) => [flag, entry] as const)))
}

/* ---------- documents ---------- */

export interface PaperRow {
  readonly name: string
  /** Absent while the register says nothing of it. */
  readonly paper?: Paper
}

/** What is not captured first: those that somebody looks after, and those that every incident leaves behind. */
export function papersOf(room: Pick<RoomDocument, "documents">): readonly PaperRow[] {
  const rows = Object.values(room.documents)
    .sort((one, other) => Number(one.state === "captured") - Number(other.state === "captured") || one.id.localeCompare(other.id))
    .map((paper): PaperRow => ({ name: paper.name, paper }))
  const isThere = ({ paper }: PaperRow): boolean => paper?.state === "captured"
  return [...rows.filter((row) => !isThere(row)), ...unregistered(room).map((name) => ({ name })), ...rows.filter(isThere)]
}

/* ---------- all of them ---------- */

/** The last entry about each thing, by its id. */
export function sealedOf(log: readonly Entry[], what: "lesson" | "check" | "document"): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const entry of log) {
    const id = entry.refs?.[what]
    if (typeof id === "string") entries.set(id, entry)
  }
  return entries
}

/** What was changed in a form, for one change of the object; null clears. */
export type Changed<T> = { readonly [F in keyof T]?: Exclude<T[F], undefined> | null }

export function changed<T extends object>(before: T, after: T): Changed<T> {
  const fields = Object.keys({ ...before, ...after }) as (keyof T)[]
  return Object.fromEntries(fields.filter((field) => before[field] !== after[field]).map((field) => [field, after[field] ?? null])) as Changed<T>
}

/** The end that comes next, for which all that is unfinished counts. */
export function nextEnding(phase: Phase): Ending | undefined {
  return phase === "hot" ? "stand_down" : phase === "warm" || phase === "cold" ? "close" : undefined
}
