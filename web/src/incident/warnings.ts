/** What the plan asks for and is not so: shown until it is put right, never refused. */
import type { RoomDocument } from "../replica/types.ts"
import { factsOf, isCheckOverdue, isUnchecked } from "./facts.ts"
import { directReports, holders, rolesNow, team } from "./people.ts"
import { count, listed, roleNames } from "./words.ts"

export interface Warning {
  readonly key: string
  readonly text: string
  readonly detail: string
  readonly grave: boolean
  /** Where it is put right. */
  readonly where: "team" | "situation"
}

/** People reporting to one manager: the plan's limit, and where it is passed. */
export const spanFull = 7

export function warnings(room: RoomDocument, nowMs: number): readonly Warning[] {
  if (room.incident.phase === "pre_incident" || room.incident.phase === "closed") return []
  return [...missing(room), ...untrained(room), ...span(room), ...checks(room, nowMs)]
}

function missing(room: RoomDocument): readonly Warning[] {
  const found: Warning[] = []
  const add = (key: string, text: string, detail: string): void => {
    found.push({ key, text, detail, grave: false, where: "team" })
  }
  const capable = (capability: string): boolean => team(room).some((member) => member.capability === capability)
  if (holders(room, "deputy").length === 0) add("deputy", "There is no Deputy", "Nobody is ready to step in as Incident Manager")
  if (holders(room, "secretariat").length === 0) add("secretariat", "There is no Secretariat", "Nobody keeps the log for the team")
  if (room.incident.security && !capable("security_analyst")) {
    add("security_analyst", "No security analyst", "A security incident needs one in the team")
  }
  if (room.incident.personal_data && !capable("data_privacy")) {
    add("data_privacy", "Nobody from data privacy", "Personal data may be involved")
  }
  const others = (["sme", "comms_lead", "liaison"] as const).filter((role) => holders(room, role).length === 0)
  if (others.length > 0) {
    add("others", `No ${listed(others.map((role) => roleNames[role]))}`, "The plan asks for at least one of each")
  }
  return found
}

function untrained(room: RoomDocument): readonly Warning[] {
  return team(room).flatMap((member) => {
    const now = new Set(rolesNow(member))
    const roles = member.roles.filter((held) => held.until === undefined && !held.trained && now.has(held.role))
    if (roles.length === 0) return []
    return [{
      key: `untrained-${member.person}`,
      text: `${member.name} is not trained as ${listed(roles.map((held) => roleNames[held.role]))}`,
      detail: "Allowed with a reason, which is in the log",
      grave: false,
      where: "team" as const,
    }]
  })
}

function span(room: RoomDocument): readonly Warning[] {
  const reports = directReports(room).length
  if (reports < spanFull) return []
  return [{
    key: "span",
    text: `${reports} people report to the Incident Manager`,
    detail: `The plan asks for ${spanFull} at most`,
    grave: reports > spanFull,
    where: "team",
  }]
}

function checks(room: RoomDocument, nowMs: number): readonly Warning[] {
  const open = [...factsOf(room, "suspected"), ...factsOf(room, "unknown")]
  const overdue = open.filter((fact) => isCheckOverdue(fact, nowMs)).length
  const unchecked = open.filter((fact) => isUnchecked(fact)).length
  const found: Warning[] = []
  if (overdue > 0) {
    found.push({ key: "overdue", text: `${count(overdue, "check")} overdue`, detail: "Ask who checks, or set a new time", grave: true, where: "situation" })
  }
  if (unchecked > 0) {
    found.push({ key: "unchecked", text: `${count(unchecked, "question")} that nobody is checking`, detail: "Name somebody, or what it waits on", grave: false, where: "situation" })
  }
  return found
}
