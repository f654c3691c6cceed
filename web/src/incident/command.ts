/** Who is in command, and what is on its way to change that. */
import type { Action, Member, Offer, Packet, PersonId, Role, RoomDocument } from "../replica/types.ts"
import { actionsOf } from "./actions.ts"
import { memberNow, nameOf, rolesNow, rolesOf, team } from "./people.ts"
import { msOf, plainMinute } from "./times.ts"
import { roleNames } from "./words.ts"

/** A manager who does not answer for so long may be followed by any trained one. */
export const challengeWithinMs = 5 * 60_000

/** "Priya Nair has been Incident Manager since 02:14." */
export function inCommand(room: RoomDocument): string {
  const { manager, manager_since } = room.command
  if (manager === undefined) return "Nobody is in command."
  const name = nameOf(room, manager)
  if (manager_since === undefined) return `${name} is ${roleNames.incident_manager}.`
  return `${name} has been ${roleNames.incident_manager} since ${plainMinute(msOf(manager_since))}.`
}

/** Declared and not closed: there should be somebody in command. */
export function isVacant(room: RoomDocument): boolean {
  const { phase } = room.incident
  return room.command.manager === undefined && phase !== "pre_incident" && phase !== "closed"
}

export interface OfferSeen {
  readonly is: "to_me" | "by_me" | "between_others"
  readonly offer: Offer
  readonly toName: string
  readonly byName: string
}

export function offerFor(room: RoomDocument, person: PersonId): OfferSeen | undefined {
  const { offer } = room.command
  if (offer === undefined) return undefined
  const is = offer.to === person ? "to_me" : offer.by === person ? "by_me" : "between_others"
  return { is, offer, toName: nameOf(room, offer.to), byName: nameOf(room, offer.by) }
}

export interface ChallengeSeen {
  readonly byName: string
  readonly reason: string
  readonly askedAt: number
  /** From when on command may be taken. */
  readonly ripeAt: number
  readonly isRipe: boolean
}

export function challengeOf(room: RoomDocument, nowMs: number): ChallengeSeen | undefined {
  const { challenge } = room.command
  if (challenge === undefined) return undefined
  const askedAt = msOf(challenge.asked_at)
  const ripeAt = askedAt + challengeWithinMs
  return { byName: nameOf(room, challenge.by), reason: challenge.reason, askedAt, ripeAt, isRipe: nowMs >= ripeAt }
}

/** Whom command can be offered to: everyone in the team but the manager, the Deputy first. */
export function candidates(room: RoomDocument): readonly Member[] {
  const { manager, deputy } = room.command
  return team(room).filter((member) => member.person !== manager)
    .sort((one, other) => Number(other.person === deputy) - Number(one.person === deputy))
}

/** What the outgoing manager may become: Deputy only where that is vacant then. */
export function outgoingRoles(room: RoomDocument, to: PersonId): readonly Role[] {
  const roles = (Object.keys(roleNames) as Role[]).filter((role) => role !== "incident_manager")
  return isDeputyFree(room, to) ? roles : roles.filter((role) => role !== "deputy")
}

/** What the outgoing manager becomes when the packet names nothing. */
export function outgoingRole(room: RoomDocument, to: PersonId, named?: Packet["role"]): Role {
  if (named !== undefined && outgoingRoles(room, to).includes(named)) return named
  return isDeputyFree(room, to) ? "deputy" : "sme"
}

export interface RoleChange {
  readonly person: PersonId
  readonly name: string
  readonly before: readonly Role[]
  readonly after: readonly Role[]
}

export interface Handover {
  /** Incoming first. */
  readonly roles: readonly RoleChange[]
  /** The incoming person's, who may own none as manager: named at acceptance, or left to be given a new owner. */
  readonly toReassign: readonly Action[]
  /** Nobody is Deputy, or keeps the log, once it is done. */
  readonly leavesVacant: readonly Role[]
}

/** What changes when `to` takes command, by an offer, by stepping in or by taking it. */
export function handover(room: RoomDocument, to: PersonId, named?: Packet["role"]): Handover {
  const { manager } = room.command
  const incoming = { person: to, name: nameOf(room, to), before: rolesOf(room, to), after: ["incident_manager"] as const }
  const outgoing = manager === undefined || manager === to ? [] : [{
    person: manager, name: nameOf(room, manager), before: rolesOf(room, manager), after: [outgoingRole(room, to, named)],
  }]
  const roles: readonly RoleChange[] = [incoming, ...outgoing]
  const after = (member: Member): readonly Role[] => roles.find((change) => change.person === member.person)?.after ?? rolesNow(member)
  const held = new Set(team(room).flatMap(after))
  const leavesVacant = (["deputy", "secretariat"] as const).filter((role) => !held.has(role) && team(room).some((one) => rolesNow(one).includes(role)))
  return { roles, toReassign: actionsOf(room, to), leavesVacant }
}

/** Who may be given an action while `manager` commands: members but observers. */
export function ownersUnder(room: RoomDocument, manager: PersonId | undefined): readonly Member[] {
  return team(room).filter((member) => member.person !== manager && rolesNow(member).some((role) => role !== "observer"))
}

function isDeputyFree(room: RoomDocument, to: PersonId): boolean {
  const { deputy } = room.command
  return deputy === undefined || deputy === to || memberNow(room, deputy) === undefined
}
