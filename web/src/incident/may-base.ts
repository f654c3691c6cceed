/** What every answer to "may I?" is made of. */
import type { PersonId, RoomDocument } from "../replica/types.ts"
import { inCommand } from "./command.ts"
import { holds, isCommand, isWriter, memberNow } from "./people.ts"

/** `spoken`: allowed only as spoken, for this manager, who is then asked to confirm it. */
export type May = { readonly allowed: true; readonly spoken?: PersonId } | { readonly allowed: false; readonly reason: string }

export const yes: May = { allowed: true }

export function no(reason: string): May {
  return { allowed: false, reason }
}

export function reasonAgainst(may: May): string | undefined {
  return may.allowed ? undefined : may.reason
}

export const sentences = {
  notMember: "You are not in this incident.",
  closed: "The incident is closed.",
  review: "The incident is in review and no longer takes this.",
  undeclared: "This is not declared yet. Declaring it also takes command.",
  observer: "Observers read; they do not act. Ask the Incident Manager for a role.",
  offline: "This needs a connection.",
} as const

/** The first that says no; else the last that says more than yes. */
export function all(...each: readonly May[]): May {
  return each.find((may) => !may.allowed) ?? each.findLast((may) => may.allowed && may.spoken !== undefined) ?? yes
}

export function when(holds: boolean, reason: string): May {
  return holds ? yes : no(reason)
}

/** In the team, with a role that acts. */
export function asMember(room: RoomDocument, person: PersonId): May {
  if (memberNow(room, person) === undefined) return no(sentences.notMember)
  return when(isWriter(room, person), sentences.observer)
}

export function asCommand(room: RoomDocument, person: PersonId, what: string): May {
  return all(asMember(room, person), when(isCommand(room, person), `The Incident Manager, the Deputy or the Secretariat ${what}.`))
}

/** Edits that go on in hot and warm. */
export function inProgress({ incident: { phase } }: RoomDocument): May {
  return phase === "cold" ? no(sentences.review) : untilClosed(phase)
}

/** Edits that go on in review too, such as an action's progress. */
export function untilClosed(phase: RoomDocument["incident"]["phase"]): May {
  if (phase === "pre_incident") return no(sentences.undeclared)
  return when(phase !== "closed", sentences.closed)
}

/** A command is given with a connection or not at all, so that none fires when nobody expects it any more. */
export function asCommandNow(room: RoomDocument, live: boolean): May {
  return all(untilClosed(room.incident.phase), when(live, sentences.offline))
}

/** The manager alone, and never as spoken. */
export function asManager(room: RoomDocument, person: PersonId, live: boolean, what = "does this"): May {
  if (memberNow(room, person) === undefined) return no(sentences.notMember)
  return all(when(room.command.manager === person, `The Incident Manager ${what}. ${inCommand(room)}`), asCommandNow(room, live))
}

/** The manager; or the deputy or the secretariat, who write down what the manager said on the call. */
export function asManagerOrSpoken(room: RoomDocument, person: PersonId, live: boolean, what = "does this"): May {
  const { manager } = room.command
  const may = asManager(room, person, live, what)
  const writesDown = holds(room, person, "deputy") || holds(room, person, "secretariat")
  if (may.allowed || manager === undefined || !writesDown) return may
  return all(asCommandNow(room, live), { allowed: true, spoken: manager })
}
