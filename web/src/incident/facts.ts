/** The situation: what is known, suspected and unknown. */
import type { Fact, RoomDocument } from "../replica/types.ts"
import { nameOf } from "./people.ts"
import { msOf, shortMoment } from "./times.ts"
import { standingNames } from "./words.ts"

export const standings = ["known", "suspected", "unknown"] as const

/** Facts of one standing in the order they were written down, those found out last. */
export function factsOf(room: RoomDocument, standing: Fact["standing"]): readonly Fact[] {
  return Object.values(room.facts)
    .filter((fact) => fact.standing === standing)
    .sort((a, b) => Number(a.outcome !== undefined) - Number(b.outcome !== undefined) || a.id.localeCompare(b.id))
}

export function isCheckOverdue(fact: Fact, nowMs: number): boolean {
  return !isSettled(fact) && fact.check_due !== undefined && msOf(fact.check_due) < nowMs
}

/** Known, or found out to be so or not so. */
export function isSettled(fact: Fact): boolean {
  return fact.standing === "known" || fact.outcome !== undefined
}

/** A move between the columns, or what a check found. */
interface FactMove {
  readonly standing: Fact["standing"]
  readonly outcome: Fact["outcome"] | null
  readonly by: string
  readonly at: string
}

/** "Suspected, 01:40, Ravi Menon": every move of a fact, oldest first (IM-07). */
export function movesOf(room: RoomDocument, { moves }: Pick<Fact, "moves">, nowMs: number): readonly string[] {
  const each = moves === undefined ? [] : JSON.parse(moves) as readonly FactMove[]
  return each.map(({ standing, outcome, by, at }) => {
    const found = outcome === null || outcome === undefined ? "" : outcome === "confirmed" ? ", confirmed" : ", refuted"
    return `${standingNames[standing]}${found}, ${shortMoment(msOf(at), nowMs)}, ${nameOf(room, by)}`
  })
}

/** Nobody checks it and it waits on nothing. */
export function isUnchecked(fact: Fact): boolean {
  return !isSettled(fact) && fact.checked_by === undefined && (fact.waits_on ?? "") === ""
}

/** The line under a fact, without its source: who checks it, by when, what it waits on. */
export function factDetails(room: RoomDocument, fact: Fact, nowMs: number): readonly string[] {
  const details: string[] = []
  if (fact.outcome !== undefined) details.push(fact.outcome === "confirmed" ? "Confirmed" : "Refuted")
  if (fact.checked_by !== undefined) {
    const name = nameOf(room, fact.checked_by)
    const due = fact.check_due === undefined ? "" : `, by ${shortMoment(msOf(fact.check_due), nowMs)}`
    details.push(isSettled(fact) ? `checked by ${name}` : `${name} checking${due}`)
  }
  if ((fact.waits_on ?? "") !== "") details.push(`waits on ${fact.waits_on ?? ""}`)
  const [first = "", ...rest] = details
  return fact.source === undefined && first !== "" ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : details
}
