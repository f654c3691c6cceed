/** Who may bring people in by a link or a code, and as what. */
import type { PersonId, Role, RoomDocument } from "../replica/types.ts"
import { all, asCommandNow, asMember, when, type May } from "./may-base.ts"
import { holds, isCommand } from "./people.ts"
import { refusedByCommand } from "./policy.ts"

export function mayInvite(room: RoomDocument, person: PersonId, live: boolean): May {
  const invites = isCommand(room, person) || holds(room, person, "liaison")
  return all(asMember(room, person), when(invites, refusedByCommand("invite")), asCommandNow(room, live))
}

const open: readonly Role[] = ["sme", "comms_lead", "liaison", "observer"]

/** Those who command are invited by the Incident Manager alone, and only from inside. */
export function rolesToInvite(room: RoomDocument, person: PersonId, outside: boolean): readonly Role[] {
  return room.command.manager === person && !outside ? [...open, "deputy", "secretariat"] : open
}
