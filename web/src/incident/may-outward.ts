/** Who may write to people outside, keep the lines, plan calls and bring others in; and who keeps what comes after. */
import type { Message, OwnerId, PersonId, RoomDocument } from "../replica/types.ts"
import { all, asCommand, asCommandNow, asManagerOrSpoken, asMember, no, untilClosed, when, yes, type May } from "./may-base.ts"
import { holds, isCommand } from "./people.ts"

/** Communications Lead, Liaison or a command role. */
export function isOutward(room: RoomDocument, person: PersonId): boolean {
  return isCommand(room, person) || holds(room, person, "comms_lead") || holds(room, person, "liaison")
}

function asOutward(room: RoomDocument, person: PersonId, what: string): May {
  return all(asMember(room, person), when(isOutward(room, person), `The Communications Lead, a Liaison or a command role ${what}. Tell one of them.`),
    untilClosed(room.incident.phase))
}

export function mayWriteMessage(room: RoomDocument, person: PersonId): May {
  return asOutward(room, person, "writes to people outside the room")
}

/** Its words: until they are agreed or sent. */
export function mayEditWords(room: RoomDocument, person: PersonId, message: Message): May {
  if (message.sent_at !== undefined) return no("This message was sent, so it stays as it was.")
  if (message.agreed_at !== undefined) return no("The Incident Manager agreed to these words. Take the message back to drafting first.")
  return mayWriteMessage(room, person)
}

export function mayAgreeMessage(room: RoomDocument, person: PersonId, message: Message, live: boolean): May {
  const open = message.sent_at === undefined && message.agreed_at === undefined
  return all(when(open, "This message has its answer."), when(message.text.trim() !== "", "Nothing is written in it yet."),
    asManagerOrSpoken(room, person, live, "agrees to what is said outside"))
}

export function mayMarkSent(room: RoomDocument, person: PersonId, message: Message, live: boolean): May {
  return all(when(message.sent_at === undefined, "This message was sent already."), when(message.text.trim() !== "", "Nothing is written in it yet."),
    asOutward(room, person, "says that a message was sent"), asCommandNow(room, live))
}

export function mayAskAbout(room: RoomDocument, person: PersonId): May {
  return all(asMember(room, person), untilClosed(room.incident.phase))
}

export function mayKeepLines(room: RoomDocument, person: PersonId): May {
  return asOutward(room, person, "keeps the communication lines")
}

export function mayPlanCalls(room: RoomDocument, person: PersonId): May {
  return asOutward(room, person, "plans the calls")
}

export function mayOpenCall(room: RoomDocument, person: PersonId, live: boolean): May {
  return all(asCommand(room, person, "opens a call"), asCommandNow(room, live))
}

/** Of oneself, anyone in the team; of others, those who keep the lines. */
export function mayMove(room: RoomDocument, person: PersonId, who: OwnerId): May {
  return who === person ? all(asMember(room, person), untilClosed(room.incident.phase)) : asOutward(room, person, "says who else is there")
}

export function mayAgreeContact(room: RoomDocument, person: PersonId): May {
  const may = room.command.manager === person || holds(room, person, "deputy")
  return all(asMember(room, person), when(may, "The Incident Manager agrees to who is brought in, or the Deputy for them."), untilClosed(room.incident.phase))
}

/** Lessons outlive the incident: their progress is taken when it is closed, too. */
export function mayWriteLesson(room: RoomDocument, person: PersonId, isNew: boolean): May {
  const open = !isNew && room.incident.phase === "closed" ? yes : untilClosed(room.incident.phase)
  return all(asMember(room, person), open)
}

export function mayWriteDocument(room: RoomDocument, person: PersonId): May {
  return all(asMember(room, person), untilClosed(room.incident.phase))
}

export function mayAttach(room: RoomDocument, person: PersonId): May {
  return all(asMember(room, person), untilClosed(room.incident.phase))
}

export function maySayDuty(room: RoomDocument, person: PersonId): May {
  return all(asCommand(room, person, "says that a duty is done, or why it is left"), untilClosed(room.incident.phase))
}
