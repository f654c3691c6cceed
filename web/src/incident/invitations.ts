/** Invitations that are open, and the words that bring somebody in. */
import type { Invitation, RoomDocument } from "../replica/types.ts"
import { roughly } from "./durations.ts"
import { memberNow } from "./people.ts"
import { dayOf, minuteWithZone, msOf } from "./times.ts"
import { count, roleNames } from "./words.ts"

/** Those that may still be taken up, the one that ends first above. */
export function openInvitations(room: RoomDocument, nowMs: number): readonly Invitation[] {
  const isOpen = (one: Invitation): boolean =>
    one.revoked_at === undefined && taken(one) < one.people && nowMs < msOf(one.expires_at) && memberNow(room, one.by) !== undefined
  return Object.values(room.invitations).filter(isOpen).sort((one, other) => msOf(one.expires_at) - msOf(other.expires_at))
}

function taken(invitation: Invitation): number {
  return invitation.used?.length ?? 0
}

/** "30 minutes left" */
export function timeLeft(invitation: Invitation, nowMs: number): string {
  return `${roughly(msOf(invitation.expires_at) - nowMs)} left`
}

/** "By Priya Nair, for 5 people, also from outside. 2 have joined" */
export function aboutInvitation(invitation: Invitation): string {
  const joined = taken(invitation)
  const whom = count(invitation.people, "person", "people")
  return `By ${invitation.name}, for ${whom}${invitation.outside ? ", also from outside" : ""}${joined === 0 ? "" : `. ${joined} ${joined === 1 ? "has" : "have"} joined`}`
}

export function joinLink(origin: string, code: string): string {
  return `${origin}/join#${code}`
}

/** "03:10 GMT on Monday 23 November" */
export function goodUntil(expiresAt: string): string {
  const ms = msOf(expiresAt)
  return `${minuteWithZone(ms)} on ${dayOf(ms)}`
}

/** To be sent by whatever means: it says nothing of the incident. */
export function invitingText(origin: string, code: string, invitation: Pick<Invitation, "role" | "expires_at">): string {
  return [
    `You are asked to join an incident room as ${roleNames[invitation.role]}.`,
    `Open ${joinLink(origin, code)}`,
    `or go to ${origin}/join and enter the code ${code}.`,
    `It is good until ${goodUntil(invitation.expires_at)}. Pass it on to nobody else.`,
  ].join("\n")
}
