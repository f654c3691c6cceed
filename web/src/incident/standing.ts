/** What is out of line with the plan in a team, and since when: what the server finds, on the same recorded cases. */
import type { Channel, Member, Move, OwnerId, Role, RoomDocument } from "../replica/types.ts"
import { directReports, holders, isWriter, memberNow, team } from "./people.ts"
import { msOf } from "./times.ts"

export type Lack = Exclude<Role, "observer"> | "security_analyst" | "data_privacy" | "span_of_control" | "missing_from_line" | "stranger_on_line"

export interface Standing {
  readonly warning: Lack
  readonly since: string
}

/** People reporting to one manager at most, by the plan (CMD-06). */
export const spanFull = 7

const asked: readonly Exclude<Role, "observer">[] = ["incident_manager", "deputy", "secretariat", "comms_lead", "liaison", "sme"]

/** Everything out of line in a room now. A room made for a purpose is asked for no whole team. */
export function standing(room: RoomDocument): readonly Standing[] {
  const { kind, phase } = room.incident
  if ((phase !== "hot" && phase !== "warm") || kind === "aside") return []
  const found = kind === "incident" ? [...roles(room), ...capabilities(room)] : []
  const others = [["span_of_control", crowdedSince(room)], ["missing_from_line", missingSince(room)], ["stranger_on_line", strangerSince(room)]] as const
  return [...found, ...others.flatMap(([warning, since]) => (since === undefined ? [] : [{ warning, since }]))]
}

function roles(room: RoomDocument): readonly Standing[] {
  const ends = (role: Role): readonly (string | undefined)[] =>
    Object.values(room.members).flatMap((member) => member.roles).filter((held) => held.role === role).map((held) => held.until)
  return asked.filter((role) => holders(room, role).length === 0)
    .map((role) => ({ warning: role, since: last([begun(room), ...ends(role)]) }))
}

function capabilities(room: RoomDocument): readonly Standing[] {
  const { security, security_at, personal_data, personal_data_at } = room.incident
  const able = (capability: Lack): readonly Member[] => Object.values(room.members).filter((member) => member.capability === capability)
  return ([[security, security_at, "security_analyst"], [personal_data, personal_data_at, "data_privacy"]] as const)
    .filter(([is, , capability]) => is && able(capability).every((member) => member.left_at !== undefined))
    .map(([, set, capability]) => ({ warning: capability, since: last([begun(room), set, ...able(capability).map((member) => member.left_at)]) }))
}

function crowdedSince(room: RoomDocument): string | undefined {
  const joined = directReports(room).map(({ person }) => memberNow(room, person)?.joined_at ?? "").sort((a, b) => msOf(a) - msOf(b))
  const eighth = joined[spanFull]
  return eighth === undefined ? undefined : last([eighth, room.command.manager_since])
}

/** Since when somebody of the team is not in a private line, at the earliest when the first came into it (SEC-06, SEC-07). */
function missingSince(room: RoomDocument): string | undefined {
  const members = team(room).filter(({ person }) => isWriter(room, person))
  return first(openLines(room).filter((line) => line.private === true).flatMap(({ begun, moves }) => members.flatMap(({ person, joined_at }) => {
    const move = moves.get(person)
    return move?.is_in === true ? [] : [last([joined_at, move?.at ?? begun])]
  })))
}

/** Since when somebody is in a line who has left the team, or never joined (SEC-07). */
function strangerSince(room: RoomDocument): string | undefined {
  return first(openLines(room).flatMap(({ moves }) => [...moves.values()].filter(({ is_in }) => is_in).flatMap(({ who, at }) => {
    const member = room.members[who]
    if (member !== undefined) return member.left_at === undefined ? [] : [last([member.left_at, at])]
    return room.contacts[who]?.joined_at === undefined ? [at] : []
  })))
}

interface OpenLine extends Pick<Channel, "private"> {
  /** When the first came. */
  readonly begun: string
  /** The last move of each. */
  readonly moves: ReadonlyMap<OwnerId, Move>
}

function openLines(room: RoomDocument): readonly OpenLine[] {
  return Object.values(room.channels).filter(({ closed }) => closed !== true).flatMap((line) => {
    const begun = line.moves.find(({ is_in }) => is_in)?.at
    return begun === undefined ? [] : [{ ...line, begun, moves: new Map(line.moves.map((move) => [move.who, move])) }]
  })
}

function begun(room: RoomDocument): string {
  return room.incident.declared_at ?? room.incident.opened_at
}

function last(times: readonly (string | undefined)[]): string {
  return times.filter((time) => time !== undefined).reduce((a, b) => (msOf(b) > msOf(a) ? b : a))
}

function first(times: readonly string[]): string | undefined {
  return times.toSorted((a, b) => msOf(a) - msOf(b))[0]
}
