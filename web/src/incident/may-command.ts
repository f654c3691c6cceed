/** Who may pass command on, take it, and give the manager's commands. All of them need a connection. */
import type { IncidentHeader, PersonId, Phase, RoomDocument } from "../replica/types.ts"
import { challengeOf, inCommand, isVacant } from "./command.ts"
import { all, asCommandNow, asManager, asManagerOrSpoken, asMember, no, sentences, when, yes, type May } from "./may-base.ts"
import { holds, memberNow, nameOf } from "./people.ts"
import { plainMinute } from "./times.ts"

export function mayOfferCommand(room: RoomDocument, person: PersonId, live: boolean): May {
  const { offer } = room.command
  const free = offer === undefined ? yes : no(`Command is offered to ${nameOf(room, offer.to)} already. Withdraw that first.`)
  return all(decidesItself(room), asManager(room, person, live, "hands over"), free)
}

export function mayWithdrawOffer(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(when(room.command.offer !== undefined, "Command is not offered to anyone."), asManager(room, person, live, "withdraws the offer"))
}

export function mayAcceptCommand(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(asTeam(room, person), when(room.command.offer?.to === person, "Command is not offered to you."), asCommandNow(room, live))
}

export function mayStepIn(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(decidesItself(room), asTeam(room, person), when(holds(room, person, "deputy"), "The Deputy steps in."), asCommandNow(room, live))
}

/** `trained`: whether this person is trained as Incident Manager, which the room does not say. */
export function mayTakeCommand(room: RoomDocument, person: PersonId, trained: boolean, nowMs: number, live: boolean): May {
  return all(decidesItself(room), asTeam(room, person), asCommandNow(room, live), when(room.command.manager !== person, "You are in command."),
    when(trained, "A person trained as Incident Manager takes command."), isFree(room, nowMs),
  )
}

function isFree(room: RoomDocument, nowMs: number): May {
  if (isVacant(room)) return yes
  const challenge = challengeOf(room, nowMs)
  if (challenge?.isRipe === true) return yes
  if (challenge === undefined) return no(`${inCommand(room)} Ask whether they are there; five minutes without an answer let you take command.`)
  return no(`${inCommand(room)} They have until ${plainMinute(challenge.ripeAt)} to answer.`)
}

export function mayChallenge(room: RoomDocument, person: PersonId, live: boolean): May {
  const { manager, challenge } = room.command
  return all(decidesItself(room), asMember(room, person), asCommandNow(room, live), when(manager !== undefined, "Nobody is in command: it can be taken."),
    when(manager !== person, "You are in command."), when(challenge === undefined, "The Incident Manager has been asked already."),
  )
}

export function mayAnswerChallenge(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(when(room.command.challenge !== undefined, "Nobody has asked."), asManager(room, person, live, "answers this"))
}

export function mayVacate(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(decidesItself(room), asManager(room, person, live, "leaves command"))
}

/** `to` absent: whether there is any other phase to set. */
export function maySetPhase(room: RoomDocument, person: PersonId, live: boolean, to?: Phase): May {
  const { phase } = room.incident
  const leaves = phase === "hot" && to !== "hot"
  return all(decidesItself(room), asManagerOrSpoken(room, person, live, "sets the phase"), when(!leaves, "Standing down ends the hot phase."),
    when(to !== "closed" && to !== "pre_incident", "An incident is closed by closing it, after its review."))
}

export function maySetSeverity(room: RoomDocument, person: PersonId, live: boolean): May {
  return asManagerOrSpoken(room, person, live, "sets the severity")
}

export function maySetCategory(room: RoomDocument, person: PersonId, live: boolean): May {
  return asManagerOrSpoken(room, person, live, "sets the category")
}

export function maySetFlags(room: RoomDocument, person: PersonId, live: boolean): May {
  return asManagerOrSpoken(room, person, live, "says what may be involved")
}

export function maySetClocks(room: RoomDocument, person: PersonId, live: boolean): May {
  return asManagerOrSpoken(room, person, live, "sets the clocks")
}

export function mayAddMember(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(decidesItself(room), asManagerOrSpoken(room, person, live, "changes the team"))
}

export function maySetRoles(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(decidesItself(room), asManagerOrSpoken(room, person, live, "changes the team"))
}

export function mayRemoveMember(room: RoomDocument, person: PersonId, member: PersonId, live: boolean): May {
  const who = room.command.manager === person || holds(room, person, "deputy")
  return all(decidesItself(room), asTeam(room, person), when(who, `The Incident Manager or the Deputy asks somebody to leave. ${inCommand(room)}`),
    when(memberNow(room, member) !== undefined, `${nameOf(room, member)} has left already.`),
    when(room.command.manager !== member, "The Incident Manager is never removed. Command is handed over first."), asCommandNow(room, live),
  )
}

export function maySetLevel(room: RoomDocument, person: PersonId, live: boolean, to?: IncidentHeader["level"]): May {
  return all(decidesItself(room), asManager(room, person, live, "sets the command level. It is never given as spoken"),
    when(to !== "gold" || room.incident.level === "silver" || room.incident.level === "gold", "Silver comes before Gold. Set Silver first."))
}

export function mayStandDown(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(decidesItself(room), when(room.incident.phase === "hot", "The incident is not hot, so there is nothing to stand down."),
    asManager(room, person, live, "stands the incident down. It is never given as spoken"))
}

export function mayClose(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(decidesItself(room), asManager(room, person, live, "closes the incident. It is never given as spoken"),
    when(room.incident.phase === "cold", "An incident is closed after its review, which is the cold phase."))
}

export function mayReopen(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(decidesItself(room), when(room.incident.phase === "closed", "The incident is not closed."), asTeam(room, person),
    when(room.command.manager === person, `The Incident Manager opens it again. ${inCommand(room)}`), when(live, sentences.offline),
  )
}

/** The room of the manager and the deputy follows its incident: who is in it, who commands, its phase. */
function decidesItself({ incident: { kind } }: RoomDocument): May {
  return when(kind !== "aside", "This room follows its incident. Do this there.")
}

function asTeam(room: RoomDocument, person: PersonId): May {
  return when(memberNow(room, person) !== undefined, sentences.notMember)
}
