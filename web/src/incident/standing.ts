/** What is out of line with the plan in a team, and since when: what the server finds, on the same recorded cases. */
import type { Member, Role, RoomDocument } from "../replica/types.ts"
import { directReports, holders, memberNow } from "./people.ts"
import { msOf } from "./times.ts"

export type Lack = Exclude<Role, "observer"> | "security_analyst" | "data_privacy" | "span_of_control"

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
  const crowded = crowdedSince(room)
  return crowded === undefined ? found : [...found, { warning: "span_of_control", since: crowded }]
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

function begun(room: RoomDocument): string {
  return room.incident.declared_at ?? room.incident.opened_at
}

function last(times: readonly (string | undefined)[]): string {
  return times.filter((time) => time !== undefined).reduce((a, b) => (msOf(b) > msOf(a) ? b : a))
}
