/**
 * What a person may do, for controls: the server decides, this only says beforehand what it will say.
 * A control that may not be used is shown disabled with this reason.
 */
import type { Draft, Fact, Phase, PersonId, RoomDocument, WrittenKind } from "../replica/types.ts"
import { no, reasonAgainst, sentences, yes, type May } from "./may-base.ts"
import { holds, isCommand, isOpenerBeforeCommand, isWriter, memberNow, nameOf } from "./people.ts"
import { refusedBy } from "./policy.ts"

export { reasonAgainst, type May } from "./may-base.ts"
export * from "./may-actions.ts"
export * from "./may-command.ts"
export * from "./may-invite.ts"
export * from "./may-outward.ts"
export * from "./may-proposals.ts"

function inPhase(phase: Phase, kind: WrittenKind): May {
  if (phase === "closed") return no(sentences.closed)
  if (phase === "cold" && kind !== "correction") return no("The incident is in review: the log takes corrections only.")
  return yes
}

/** Writing in the log at all: drafts and their texts. */
export function mayWrite(room: RoomDocument, person: PersonId): May {
  if (memberNow(room, person) === undefined) return no(sentences.notMember)
  if (room.incident.phase === "closed") return no(sentences.closed)
  if (isWriter(room, person) || isOpenerBeforeCommand(room, person)) return yes
  return no(refusedBy("drafts", "create"))
}

/** Why a person changes nothing in the room as it is: they read, or it is closed. Absent where they may. */
export function readsOnly(room: RoomDocument, person: PersonId): string | undefined {
  return reasonAgainst(mayWrite(room, person))
}

/** Beginning an entry of a kind. */
export function mayDraft(room: RoomDocument, person: PersonId, kind: WrittenKind): May {
  const may = mayWrite(room, person)
  if (!may.allowed) return may
  if (kind === "decision" && !isCommand(room, person)) {
    return no("A decision is drafted by the Incident Manager, the Deputy or the Secretariat. Write it as an observation or tell the Incident Manager.")
  }
  if (kind !== "before_command" && !isWriter(room, person)) {
    return no("Until the incident is declared, who opened it writes down what happened before command.")
  }
  return inPhase(room.incident.phase, kind)
}

/** Setting kind, source, time and certainty of a draft. */
export function maySetDraft(room: RoomDocument, person: PersonId, draft: Draft): May {
  if (draft.by === person || holds(room, person, "secretariat")) return mayWrite(room, person)
  return no(refusedBy("drafts", "set"))
}

export function mayDiscardDraft(person: PersonId, draft: Draft): May {
  return draft.by === person ? yes : no(refusedBy("drafts", "delete"))
}

export interface Sealing {
  readonly kind: WrittenKind
  readonly by: PersonId
}

/** Sealing a draft, and whether that may wait while there is no connection. */
export function maySeal(room: RoomDocument, person: PersonId, draft: Sealing, live: boolean): May {
  const isManager = room.command.manager === person
  const own = draft.by === person
  if (!own && !holds(room, person, "secretariat") && !(draft.kind === "decision" && isManager)) {
    return no(`${nameOf(room, draft.by)} began this draft. They seal it, or the Secretariat does.`)
  }
  const may = mayDraft(room, person, draft.kind)
  if (!may.allowed) return may
  if (draft.kind === "decision" && !isManager) {
    return no("The Incident Manager seals a decision. It stays here for them to read and seal.")
  }
  if (draft.kind === "decision" && !live) {
    return no("A decision is sealed with a connection only. Not in force until it is sealed. Tell people by phone.")
  }
  return yes
}

/**
 * Sealing a decision that the manager spoke on the call, by the deputy or the secretariat: `spoken` says for whom.
 * Anything else is sealed as itself, for which `maySeal` speaks.
 */
export function maySealSpoken(room: RoomDocument, person: PersonId, draft: Sealing, live: boolean): May {
  const may = mayDraft(room, person, draft.kind)
  if (!may.allowed) return may
  const { manager } = room.command
  if (draft.kind !== "decision") return no("Only a decision is sealed for the Incident Manager.")
  if (manager === person) return no("You are Incident Manager: seal it yourself.")
  if (draft.by !== person && !holds(room, person, "secretariat")) {
    return no(`${nameOf(room, draft.by)} began this draft. They seal it, or the Secretariat does.`)
  }
  if (manager === undefined) return no("Nobody is in command, so nobody has decided this.")
  return live ? { allowed: true, spoken: manager } : no("A decision is sealed with a connection only. Not in force until it is sealed. Tell people by phone.")
}

/** Adding to the situation and changing it. */
export function mayWriteFact(room: RoomDocument, person: PersonId): May {
  if (memberNow(room, person) === undefined) return no(sentences.notMember)
  if (room.incident.phase === "closed") return no(sentences.closed)
  if (room.incident.phase === "cold") return no(sentences.review)
  return isWriter(room, person) ? yes : no(refusedBy("facts", "create"))
}

/** Saying that a fact is known, confirmed or refuted. */
export function maySettleFact(room: RoomDocument, person: PersonId, fact: Pick<Fact, "source" | "checked_by">): May {
  const may = mayWriteFact(room, person)
  if (!may.allowed) return may
  if (fact.checked_by !== person && !isCommand(room, person)) {
    return no("Whoever checks it, or the Incident Manager, Deputy or Secretariat, says that it is known, confirmed or refuted.")
  }
  if (fact.source === undefined) {
    return no("Name the log entry that this rests on before it is known, confirmed or refuted.")
  }
  return yes
}
