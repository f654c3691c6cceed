/** Inviting, and taking an invitation up. A code goes in the body of a request, never in an address. */
import type { Role } from "../replica/types.ts"
import { request } from "./request.ts"
import { send } from "./send.ts"
import type { Session } from "./types.ts"

export interface NewInvitation {
  /** The same one for every attempt, so that a lost answer makes no second invitation. */
  readonly intent: string
  readonly role: Role
  readonly outside: boolean
  readonly minutes: number
  readonly people: number
  readonly written_at: string
}

/** What opens an invitation, told once. */
export interface Invited {
  readonly invitation: string
  readonly code: string
  readonly expires_at: string
}

export const invite = (incident: string, invitation: NewInvitation): Promise<Invited> =>
  request("POST", `/api/incidents/${encodeURIComponent(incident)}/invitations`, invitation)

/** What whoever holds a code may know before they join. */
export interface InvitationSeen {
  readonly role: Role
  readonly outside: boolean
  readonly by: string
  readonly expires_at: string
}

export const lookAtInvitation = (code: string): Promise<InvitationSeen> => send("POST", "/api/invitations/look", { code })

interface Taking {
  readonly code: string
  readonly intent: string
  readonly written_at: string
}

export interface Joined {
  readonly incident: string
  readonly session?: Session
}

export const acceptInvitation = (taking: Taking): Promise<Joined> => request("POST", "/api/invitations/accept", taking)

export interface Newcomer {
  readonly name: string
  readonly organisation: string
  readonly email: string
  readonly password: string
}

export const joinByInvitation = (taking: Taking & Newcomer): Promise<Joined> => send("POST", "/api/invitations/join", taking)
