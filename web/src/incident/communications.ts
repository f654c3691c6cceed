/** What reaches outside the room: calls, communication lines, messages, and whom to bring in. */
import type { Call, Channel, Contact, Member, Message, Move, OwnerId, RoomDocument } from "../replica/types.ts"
import { ownerName } from "./actions.ts"
import { isWriter, namedRoles, team } from "./people.ts"
import { afterAll } from "./times.ts"
import { listed } from "./words.ts"

/* ---------- calls ---------- */

export function callsOf(room: RoomDocument): readonly Call[] {
  return Object.values(room.calls).sort((one, other) => one.starts_at.localeCompare(other.starts_at))
}

/** The call that is on now. */
export function callNow(room: RoomDocument): Call | undefined {
  return callsOf(room).findLast((call) => call.opened_at !== undefined && call.ended_at === undefined)
}

/** The first that is planned. */
export function callNext(room: RoomDocument): Call | undefined {
  return callsOf(room).find((call) => call.opened_at === undefined && call.ended_at === undefined)
}

/** How often, and where, by the call that was planned last. */
export function callRhythm(room: RoomDocument): Pick<Call, "interval" | "place"> {
  const { interval, place } = callsOf(room).at(-1) ?? {}
  return { ...(interval === undefined ? {} : { interval }), ...(place === undefined ? {} : { place }) }
}

/** What is said when a call opens: who commands, who stands in, who keeps the log (IM-05). */
export function openingWords(room: RoomDocument): readonly string[] {
  return namedRoles(room).map(({ title, people }) => (
    people.length === 0 ? `There is no ${title} at the moment.` : `The ${title} is ${listed(people.map(({ name }) => name))}.`
  ))
}

/* ---------- lines ---------- */

export interface There {
  readonly who: OwnerId
  readonly name: string
  readonly since: string
}

/** Who is in it now, in the order in which they came. */
export function inIt(room: RoomDocument, moves: readonly Move[]): readonly There[] {
  const now = new Map<OwnerId, There>()
  for (const { who, is_in, at } of moves) {
    if (!is_in) now.delete(who)
    else if (!now.has(who)) now.set(who, { who, name: ownerName(room, who), since: at })
  }
  return [...now.values()]
}

export interface LineState {
  readonly there: readonly There[]
  /** Of the team and not in it (SEC-07). */
  readonly missing: readonly Member[]
  /** In it and not, or no longer, of the team (SEC-07). */
  readonly strangers: readonly There[]
}

export function lineState(room: RoomDocument, { moves }: Pick<Channel, "moves">): LineState {
  const there = inIt(room, moves)
  const ids = new Set(there.map(({ who }) => who))
  const members = team(room).filter(({ person }) => isWriter(room, person))
  const belongs = (who: OwnerId): boolean => room.members[who]?.left_at === undefined && room.members[who] !== undefined
  return {
    there,
    missing: members.filter(({ person }) => !ids.has(person)),
    strangers: there.filter(({ who }) => !belongs(who) && room.contacts[who]?.joined_at === undefined),
  }
}

export function linesOf(room: RoomDocument): readonly Channel[] {
  return Object.values(room.channels).filter((line) => line.closed !== true).sort((one, other) => one.id.localeCompare(other.id))
}

export const lineKindNames: Readonly<Record<Channel["kind"], string>> = {
  chat: "Chat", call: "Call", email: "Email", radio: "Radio", other: "Other",
}

/** Whether there is a private line with the whole team on it (SEC-06). */
export function hasPrivateLine(room: RoomDocument): boolean {
  return linesOf(room).some((line) => line.private === true && lineState(room, line).missing.length === 0)
}

/* ---------- messages ---------- */

export type MessageState = Message["state"] | "agreed" | "sent"

export function messageState({ state, text, agreed_at, sent_at }: Message): MessageState {
  if (sent_at !== undefined) return "sent"
  if (agreed_at !== undefined) return "agreed"
  // Whoever writes the first words has begun.
  return state === "standby" && text.trim() !== "" ? "drafting" : state
}

export const messageStateNames: Readonly<Record<MessageState, string>> = {
  standby: "Standby", drafting: "Drafting", awaiting_agreement: "Awaiting agreement", agreed: "Agreed", sent: "Sent",
}

export const messageKindNames: Readonly<Record<Message["kind"], string>> = {
  update: "Update", holding_line: "Holding line", briefing: "Briefing",
}

export const audienceNames: Readonly<Record<Message["audience"], string>> = {
  internal: "Inside the organisation", external: "Outside", third_party: "Third party",
}

export function messageTitle({ number }: Pick<Message, "number">): string {
  return number === undefined ? "A message" : `M-${number}`
}

/** What is not sent first, by when it is due; then what was sent, newest first. */
export function messagesOf(room: RoomDocument, kind: Message["kind"]): readonly Message[] {
  const order = (message: Message): string => (message.sent_at === undefined ? `0${message.due ?? afterAll}` : `1${String(9e15 - Date.parse(message.sent_at))}`)
  return Object.values(room.messages).filter((message) => message.kind === kind).sort((one, other) => order(one).localeCompare(order(other)))
}

/** Messages that wait for the manager's agreement (COM-02). */
export function awaitingAgreement(room: RoomDocument): readonly Message[] {
  return Object.values(room.messages)
    .filter((message) => messageState(message) === "awaiting_agreement")
    .sort((one, other) => (one.number ?? 0) - (other.number ?? 0))
}

/** Where the lead stands as a whole (COM-01): the furthest of what is not sent, else standby. */
export function communicationsState(room: RoomDocument): MessageState {
  const states = Object.values(room.messages).map(messageState)
  return (["awaiting_agreement", "drafting", "agreed", "sent"] as const).find((state) => states.includes(state)) ?? "standby"
}

/* ---------- contacts ---------- */

/** Wanted for something: asked to join, or for advice. */
export function wantedContacts(room: RoomDocument): readonly Contact[] {
  return Object.values(room.contacts).filter(({ purpose }) => purpose !== undefined).sort((one, other) => one.id.localeCompare(other.id))
}

export interface Party {
  readonly name: string
  readonly wanted_as: string
  readonly purpose: "join" | "advice"
}

/** Standard parties to consider, by what the incident may be (LIA-04, LIA-07). */
export function partiesToConsider(room: RoomDocument): readonly Party[] {
  const { security, personal_data } = room.incident
  const parties: readonly (readonly [boolean, Party])[] = [
    [security, { name: "Security operations", wanted_as: "Security operations team", purpose: "join" }],
    [true, { name: "Legal", wanted_as: "Legal advice", purpose: "advice" }],
    [personal_data, { name: "Data protection officer", wanted_as: "Personal data and the regulator", purpose: "advice" }],
    [true, { name: "Senior security leadership", wanted_as: "Stakeholder, to be briefed", purpose: "advice" }],
    [true, { name: "Senior Information Risk Owner", wanted_as: "Stakeholder, to be briefed", purpose: "advice" }],
  ]
  const known = new Set(Object.values(room.contacts).map(({ name }) => name.toLowerCase()))
  return parties.filter(([fits, { name }]) => fits && !known.has(name.toLowerCase())).map(([, party]) => party)
}
