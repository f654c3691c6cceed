/** What the plan asks for and is not so: shown until it is put right, never refused. */
import type { RoomDocument } from "../replica/types.ts"
import { actionTitle, isLongUnacknowledged, ownerName } from "./actions.ts"
import { isVacant } from "./command.ts"
import { factsOf, isCheckOverdue, isUnchecked } from "./facts.ts"
import { roughly } from "./durations.ts"
import { directReports, rolesNow, team } from "./people.ts"
import { openProposalsBy, unconfirmed } from "./proposals.ts"
import { spanFull, standing, type Lack } from "./standing.ts"
import { msOf } from "./times.ts"
import { count, listed, roleNames } from "./words.ts"

export interface Warning {
  readonly key: string
  readonly text: string
  readonly detail: string
  readonly grave: boolean
  /** Where it is put right, or who can is seen. */
  readonly where: "team" | "situation" | "communications"
  /** What it is about, where that is shown beside the log rather than in `where`. */
  readonly about?: "command" | "actions" | "proposals"
}

export function warnings(room: RoomDocument, nowMs: number): readonly Warning[] {
  if (room.incident.phase === "pre_incident" || room.incident.phase === "closed") return []
  return [
    ...vacancy(room), ...reassigning(room), ...unacknowledged(room, nowMs), ...unanswered(room),
    ...lacking(room, nowMs), ...untrained(room), ...span(room, nowMs), ...checks(room, nowMs),
  ]
}

function vacancy(room: RoomDocument): readonly Warning[] {
  if (!isVacant(room)) return []
  const detail = "A person trained as Incident Manager has to take command"
  return [{ key: "no_command", text: "No one is in command", detail, grave: true, where: "team", about: "command" }]
}

function reassigning(room: RoomDocument): readonly Warning[] {
  const waiting = Object.values(room.actions).filter((action) => action.state === "to_reassign")
  if (waiting.length === 0) return []
  const [text, detail] = [`${count(waiting.length, "action")} to be given a new owner`, listed(waiting.map(actionTitle))]
  return [{ key: "to_reassign", text, detail, grave: true, where: "team", about: "actions" }]
}

function unacknowledged(room: RoomDocument, nowMs: number): readonly Warning[] {
  const waiting = Object.values(room.actions).filter((action) => isLongUnacknowledged(action, nowMs))
  if (waiting.length === 0) return []
  const text = `${count(waiting.length, "action")} not acknowledged for 5 minutes`
  const detail = listed(waiting.map((action) => `${actionTitle(action)}, ${ownerName(room, action.owner)}`))
  return [{ key: "unacknowledged", text, detail, grave: false, where: "team", about: "actions" }]
}

function unanswered(room: RoomDocument): readonly Warning[] {
  const [spoken, concerns] = [unconfirmed(room), openProposalsBy(room, "concern")]
  const found: Warning[] = []
  if (spoken.length > 0) {
    const text = `${count(spoken.length, "spoken act")} not yet confirmed`
    found.push({ key: "spoken", text, detail: "In force. The Incident Manager confirms or revokes each", grave: false, where: "team", about: "proposals" })
  }
  if (concerns.length > 0) {
    const detail = `Raised by ${listed([...new Set(concerns.map((one) => one.name))])}`
    found.push({ key: "concern", text: `${count(concerns.length, "concern")} not answered`, detail, grave: true, where: "team", about: "proposals" })
  }
  return found
}

/** What each lack is called, and what it means for the team. */
const lacks: readonly (readonly [lack: Lack, text: string, detail: string])[] = [
  ["deputy", "There is no Deputy", "Nobody is ready to step in as Incident Manager"],
  ["secretariat", "There is no Secretariat", "Nobody keeps the log for the team"],
  ["security_analyst", "No security analyst", "A security incident needs one in the team"],
  ["data_privacy", "Nobody from data privacy", "Personal data may be involved"],
  ["sme", "There is no Subject Matter Expert", "The plan asks for at least one"],
  ["comms_lead", "There is no Communications Lead", "Nobody answers for what is said outside"],
  ["liaison", "There is no Liaison", "The plan asks for at least one"],
  ["missing_from_line", "Somebody is missing from the private line", "Everybody of the team belongs on it"],
  ["stranger_on_line", "Somebody on a line is not in the team", "See who it is, and what was said there"],
]

function lacking(room: RoomDocument, nowMs: number): readonly Warning[] {
  const since = new Map(standing(room).map(({ warning, since }) => [warning, msOf(since)]))
  return lacks.flatMap(([key, text, detail]) => {
    const began = since.get(key)
    return began === undefined ? [] : [{ key, text: `${text}${lasting(nowMs - began)}`, detail, grave: false, where: key.endsWith("_line") ? "communications" as const : "team" as const }]
  })
}

/** ", for 12 minutes"; nothing in the first minute. */
function lasting(ms: number): string {
  return ms < 60_000 ? "" : `, for ${roughly(ms)}`
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

function span(room: RoomDocument, nowMs: number): readonly Warning[] {
  const reports = directReports(room).length
  if (reports < spanFull) return []
  const over = standing(room).find(({ warning }) => warning === "span_of_control")
  return [{
    key: "span",
    text: `${reports} people report to the Incident Manager${over === undefined ? "" : lasting(nowMs - msOf(over.since))}`,
    detail: `The plan asks for ${spanFull} at most`,
    grave: over !== undefined,
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
