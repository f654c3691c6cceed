/** Who may raise something, and who may answer it. */
import type { PersonId, Proposal, RoomDocument } from "../replica/types.ts"
import { all, asCommand, asCommandNow, asManager, asMember, no, when, type May } from "./may-base.ts"
import { holds, memberNow } from "./people.ts"

export function mayRaiseConcern(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(asMember(room, person), asCommandNow(room, live))
}

/** Words for the log, or a refused edit sent on: by anyone who is here, for an observer had another role before. */
export function mayPropose(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(when(memberNow(room, person) !== undefined, "You are not in this incident."), asCommandNow(room, live))
}

export function maySuggestEscalation(room: RoomDocument, person: PersonId, live: boolean): May {
  const deputy = when(holds(room, person, "deputy"), "The Deputy suggests escalation. Raise it as a concern.")
  return all(asMember(room, person), deputy, asCommandNow(room, live))
}

/** Taking a proposal up: its words are sealed, or its level set. */
export function mayAdopt(room: RoomDocument, person: PersonId, proposal: Proposal, live: boolean): May {
  if (proposal.kind === "spoken") return no("This is in force already. The Incident Manager confirms or revokes it.")
  const gold = proposal.kind !== "escalation" || proposal.level !== "gold" || room.incident.level === "silver"
  return all(mayAnswerProposal(room, person, proposal, live), when(gold, "Silver comes before Gold. Set Silver first."))
}

export function mayDecline(room: RoomDocument, person: PersonId, proposal: Proposal, live: boolean): May {
  if (proposal.kind === "spoken") return no("This is in force already. The Incident Manager confirms or revokes it.")
  return mayAnswerProposal(room, person, proposal, live)
}

export function mayConfirmSpoken(room: RoomDocument, person: PersonId, proposal: Proposal, live: boolean): May {
  if (proposal.kind !== "spoken") return no("Only what was given as spoken is confirmed.")
  return all(stillOpen(proposal), asManager(room, person, live, "confirms or revokes what was given for them"))
}

export function mayRevokeSpoken(room: RoomDocument, person: PersonId, proposal: Proposal, live: boolean): May {
  return mayConfirmSpoken(room, person, proposal, live)
}

/** Answering it in whichever way its kind has. */
export function maySettle(room: RoomDocument, person: PersonId, proposal: Proposal, live: boolean): May {
  return proposal.kind === "spoken" ? mayConfirmSpoken(room, person, proposal, live) : mayAnswerProposal(room, person, proposal, live)
}

function mayAnswerProposal(room: RoomDocument, person: PersonId, proposal: Proposal, live: boolean): May {
  const who = proposal.kind === "escalation"
    ? asManager(room, person, live, "answers a suggested escalation")
    : asCommand(room, person, "answers this")
  return all(stillOpen(proposal), who, asCommandNow(room, live))
}

function stillOpen({ state }: Proposal): May {
  return when(state === "open", "This is answered already.")
}
