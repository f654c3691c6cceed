/** Who may do what with actions, recommendations, contacts and systems. Edits: they need no connection, but for chasing and answers. */
import type { Action, OwnerId, PersonId, Recommendation, RoomDocument, System } from "../replica/types.ts"
import { hasFailed, isContact, isRunning, ownerName } from "./actions.ts"
import { all, asCommand, asCommandNow, asManagerOrSpoken, asMember, inProgress, no, untilClosed, when, yes, type May } from "./may-base.ts"
import { holds, isCommand, isWriter, memberNow, nameOf } from "./people.ts"
import { isAnswered } from "./recommendations.ts"

export function mayProposeAction(room: RoomDocument, person: PersonId): May {
  return all(asMember(room, person), inProgress(room))
}

/** Opening one, new or proposed. `from`: the recommendation that it carries out. */
export function mayOpenAction(room: RoomDocument, person: PersonId, from?: Pick<Recommendation, "answer">): May {
  const who = from?.answer === "agreed"
    ? asMember(room, person)
    : asCommand(room, person, "opens an action. Anyone proposes one, or opens one that a recommendation was agreed for")
  return all(who, inProgress(room))
}

/** Whether somebody may be given an action at all. */
export function mayOwn(room: RoomDocument, owner: OwnerId): May {
  if (isContact(room, owner)) return yes
  if (memberNow(room, owner) === undefined) return no("They are not in this incident.")
  if (room.command.manager === owner) return no(`${nameOf(room, owner)} is Incident Manager and owns no action.`)
  return when(isWriter(room, owner), `${nameOf(room, owner)} is an Observer and owns no action.`)
}

/** Owner, title, instruction and time; a new owner; opening it again. */
export function mayChangeAction(room: RoomDocument, person: PersonId, action: Action): May {
  const settled = action.state === "cancelled" ? no("This action is cancelled.") : action.state === "done" && !hasFailed(action) ? no("This action is done.") : yes
  return all(asCommand(room, person, "changes an action"), untilClosed(room.incident.phase), settled)
}

/** Opening again what did not work, or is blocked. */
export function mayReopenAction(room: RoomDocument, person: PersonId, action: Action): May {
  const reopens = hasFailed(action) || action.state === "doing" || action.state === "blocked"
  return all(asCommand(room, person, "opens an action again"), untilClosed(room.incident.phase),
    when(reopens, "Only an action that was checked and did not work is opened again."))
}

/** Its owner; the Secretariat for them; a liaison for a contact. */
export function mayReport(room: RoomDocument, person: PersonId, action: Action): May {
  return all(mayNote(room, person, action), running(action))
}

/** A note may follow when the action is over, too. */
export function mayNote(room: RoomDocument, person: PersonId, action: Action): May {
  const speaks = action.owner === person || holds(room, person, "secretariat") || (isContact(room, action.owner) && holds(room, person, "liaison"))
  const who = isContact(room, action.owner) ? "a Liaison or the Secretariat reports for them" : "they report on it, or the Secretariat does"
  return all(asMember(room, person), untilClosed(room.incident.phase),
    when(speaks, `${ownerName(room, action.owner)} has this action: ${who}.`))
}

export function mayAcknowledge(room: RoomDocument, person: PersonId, action: Action): May {
  return all(mayReport(room, person, action), when(action.acknowledged !== true, "This is acknowledged already."))
}

export function mayCancelAction(room: RoomDocument, person: PersonId, action: Action): May {
  const who = room.command.manager === person || holds(room, person, "deputy")
  const over = action.state === "done" || action.state === "cancelled"
  return all(asMember(room, person), untilClosed(room.incident.phase), when(who, "The Incident Manager or the Deputy cancels an action."),
    when(!over, "This action is over already."))
}

/** Saying whether it worked: anyone but who did it. */
export function mayCheckAction(room: RoomDocument, person: PersonId, action: Action): May {
  return all(asMember(room, person), untilClosed(room.incident.phase), when(action.state === "done", "An action is checked once it is done."),
    when(action.owner !== person, "You did this. Somebody else says whether it worked."))
}

export function mayChase(room: RoomDocument, person: PersonId, action: Action, live: boolean): May {
  const who = holds(room, person, "deputy") || holds(room, person, "secretariat")
  return all(asMember(room, person), when(who, "The Deputy or the Secretariat chases."), running(action), asCommandNow(room, live))
}

export function mayRecommend(room: RoomDocument, person: PersonId): May {
  return all(asMember(room, person), inProgress(room))
}

export function mayReply(room: RoomDocument, person: PersonId): May {
  return all(asMember(room, person), inProgress(room))
}

export function mayEditRecommendation(room: RoomDocument, person: PersonId, recommendation: Recommendation): May {
  return all(asMember(room, person), inProgress(room), when(!isAnswered(recommendation), "It is answered: its words stay as they were read."),
    when(recommendation.by === person, `${nameOf(room, recommendation.by)} wrote this and changes it. Reply to it instead.`))
}

export function mayAnswer(room: RoomDocument, person: PersonId, recommendation: Recommendation, live: boolean): May {
  return all(when(!isAnswered(recommendation), "This is answered already."), asManagerOrSpoken(room, person, live, "answers recommendations"))
}

export function mayWriteContact(room: RoomDocument, person: PersonId): May {
  const who = isCommand(room, person) || holds(room, person, "comms_lead") || holds(room, person, "liaison")
  return all(asMember(room, person), untilClosed(room.incident.phase),
    when(who, "The Communications Lead, a Liaison, the Incident Manager, the Deputy or the Secretariat keeps the contacts."))
}

export function mayWriteSystem(room: RoomDocument, person: PersonId): May {
  return all(asMember(room, person), inProgress(room))
}

/** Saying that a system is clean and fit. */
export function maySetFit(room: RoomDocument, person: PersonId): May {
  return all(mayWriteSystem(room, person), when(holds(room, person, "sme"), "A Subject Matter Expert says whether a system is fit."))
}

export function mayGreenLight(room: RoomDocument, person: PersonId, system: System, live: boolean): May {
  return all(when(system.green_light_by === undefined, "This has its green light already."),
    asManagerOrSpoken(room, person, live, "gives the green light"))
}

function running(action: Action): May {
  if (isRunning(action)) return yes
  if (action.state === "to_reassign") return no("This action needs a new owner first.")
  return no(action.state === "proposed" ? "This action is not open yet." : "This action is over.")
}
