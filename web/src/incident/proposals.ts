/** What waits for somebody's answer: words sent on, acts given as spoken, suggested escalations, concerns. */
import type { PersonId, Proposal, RoomDocument } from "../replica/types.ts"
import { maySettle } from "./may-proposals.ts"
import { nameOf } from "./people.ts"
import { msOf } from "./times.ts"
import { waitingFor } from "./action-words.ts"

export const proposalKindNames: Readonly<Record<Proposal["kind"], string>> = {
  change: "Proposed words",
  spoken: "Spoken, not yet confirmed",
  escalation: "Suggested escalation",
  concern: "Concern",
}

/** Oldest first. */
export function openProposals(room: RoomDocument): readonly Proposal[] {
  return Object.values(room.proposals).filter((one) => one.state === "open").sort(oldestFirst)
}

export function openProposalsBy(room: RoomDocument, kind: Proposal["kind"]): readonly Proposal[] {
  return openProposals(room).filter((one) => one.kind === kind)
}

/** Given for the manager, in force, and the manager has not said that they did say it. */
export function unconfirmed(room: RoomDocument): readonly Proposal[] {
  return openProposalsBy(room, "spoken")
}

/** What waits for this person's answer; what there is to see beside it is for others. */
export function proposalsFor(room: RoomDocument, person: PersonId): readonly Proposal[] {
  return openProposals(room).filter((one) => maySettle(room, person, one, true).allowed)
}

/** Whether revoking puts back what was done; else it is only said that the manager did not say it. */
export function canBeUndone({ undo }: Proposal): boolean {
  return undo !== undefined
}

/** "waiting 3 min". */
export function proposalWaiting({ made_at }: Proposal, nowMs: number): string {
  return `waiting ${waitingFor(msOf(made_at), nowMs)}`
}

export interface EntryMark {
  readonly is: "unconfirmed" | "confirmed" | "revoked"
  /** "Spoken by Priya Nair on the call, written down by Maeve Lindqvist. Not yet confirmed". */
  readonly words: string
  readonly proposal: Proposal
}

const marks = new WeakMap<RoomDocument["proposals"], ReadonlyMap<number, EntryMark>>()

/** By the number of the log entry, for acts that were given as spoken. The same map while no proposal changed. */
export function entryMarks(room: RoomDocument): ReadonlyMap<number, EntryMark> {
  const held = marks.get(room.proposals)
  if (held !== undefined) return held
  const made = new Map(Object.values(room.proposals).flatMap((proposal): readonly (readonly [number, EntryMark])[] => {
    const mark = markOf(room, proposal)
    return mark === undefined || proposal.entry === undefined ? [] : [[proposal.entry, mark]]
  }))
  marks.set(room.proposals, made)
  return made
}

function markOf(room: RoomDocument, proposal: Proposal): EntryMark | undefined {
  if (proposal.kind !== "spoken") return undefined
  const manager = proposal.said_by === undefined ? "the Incident Manager" : nameOf(room, proposal.said_by)
  const spoken = `Spoken by ${manager}, written down by ${proposal.name}.`
  const settler = proposal.settled_by === undefined ? manager : nameOf(room, proposal.settled_by)
  switch (proposal.state) {
    case "confirmed": return { is: "confirmed", words: `${spoken} Confirmed by ${settler}`, proposal }
    case "revoked": return { is: "revoked", words: `${spoken} Revoked by ${settler}${proposal.answer === undefined ? "" : `: ${proposal.answer}`}`, proposal }
    default: return { is: "unconfirmed", words: `${spoken} Not yet confirmed`, proposal }
  }
}

function oldestFirst(one: Proposal, other: Proposal): number {
  return one.made_at.localeCompare(other.made_at) || one.id.localeCompare(other.id)
}
