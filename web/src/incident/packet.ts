/** The briefing that goes with command, drawn from the room as it is: a beginning, of which every line can be edited. */
import { paragraph_characters_max } from "../replica/limits.ts"
import type { Action, Packet, PersonId, RoomDocument } from "../replica/types.ts"
import { dueOf } from "./action-words.ts"
import { actionGroups, actionTitle, ownerName } from "./actions.ts"
import { duration } from "./durations.ts"
import { factsOf } from "./facts.ts"
import { nameOf } from "./people.ts"
import { openProposals } from "./proposals.ts"
import { recommendationTitle, waitingRecommendations, waitingWords } from "./recommendations.ts"
import { msOf, shortMoment } from "./times.ts"
import { clip, levelNames, phaseNames } from "./words.ts"

export type PacketTexts = Required<Omit<Packet, "role">>

/** Actions due within this time are told. */
export const packetDueMs = 3_600_000
/** Facts of one standing that are told: a briefing is read in a minute. */
const factsMax = 6

/** A line is to be read in a glance; the room has the rest. */
const lineCharactersMax = 160

/** `to`: who is to take command, once that is chosen. What worries the outgoing manager is theirs to write. */
export function packetOf(room: RoomDocument, to: PersonId | undefined, nowMs: number): PacketTexts {
  return {
    where_we_are: lines([...standing(room), ...beliefs(room), ...clocks(room, nowMs)]),
    worried_about: "",
    decisions: lines(decisions(room, nowMs)),
    actions: lines(due(room, nowMs).map((action) => actionLine(room, action, to, nowMs))),
  }
}

function standing({ incident }: RoomDocument): readonly string[] {
  const level = incident.level === undefined ? [] : [`${levelNames[incident.level]} command`]
  const severity = incident.severity === undefined ? [] : [`Severity ${incident.severity}${incident.severity_provisional ? ", provisional" : ""}`]
  return [[phaseNames[incident.phase], ...level, ...severity].join(", ")]
}

function beliefs(room: RoomDocument): readonly string[] {
  const told = (name: string, facts: ReturnType<typeof factsOf>): readonly string[] =>
    facts.filter((fact) => fact.outcome !== "refuted").slice(-factsMax).map((fact) => `${name}: ${clipped(fact.statement)}`)
  return [...told("Known", factsOf(room, "known")), ...told("Suspected", factsOf(room, "suspected"))]
}

function clocks({ incident }: RoomDocument, nowMs: number): readonly string[] {
  const open = `Open for ${duration(nowMs - msOf(incident.opened_at))}`
  const call = incident.next_call === undefined ? [] : [`Next call ${shortMoment(msOf(incident.next_call), nowMs)}`]
  const regulator = incident.regulator_due === undefined ? [] : [`Regulator deadline ${shortMoment(msOf(incident.regulator_due), nowMs)}`]
  return [[open, ...call, ...regulator].join(". ")]
}

function decisions(room: RoomDocument, nowMs: number): readonly string[] {
  const recommended = waitingRecommendations(room).map((one) => {
    const detail = [nameOf(room, one.by), waitingWords(one, nowMs)].filter((word) => word !== undefined).join(", ")
    return `${recommendationTitle(one)} ${clipped(one.text)} (${detail})`
  })
  const raised = openProposals(room).filter((one) => one.kind === "escalation" || one.kind === "concern").map((one) => {
    const what = one.kind === "concern" ? "Concern" : `${levelNames[one.level ?? "bronze"]} suggested`
    return `${what}: ${clipped(one.text)} (${one.name})`
  })
  return [...recommended, ...raised]
}

function due(room: RoomDocument, nowMs: number): readonly Action[] {
  const { to_reassign, overdue, soon, later } = actionGroups(room, nowMs)
  return [...to_reassign, ...overdue, ...soon, ...later.filter((action) => msOf(action.report_by ?? "") - nowMs <= packetDueMs)]
}

function actionLine(room: RoomDocument, action: Action, to: PersonId | undefined, nowMs: number): string {
  const when = dueOf(action, nowMs)
  const words = [`${actionTitle(action)} ${clipped(action.title)}`, ownerName(room, action.owner), ...(when === undefined ? [] : [when.at, when.words])]
  const moves = action.state === "to_reassign" ? ". Needs a new owner" : to !== undefined && action.owner === to ? `. Needs a new owner when ${nameOf(room, to)} takes command` : ""
  return `${words.join(", ")}${moves}`
}

/** As many as fit, and how many do not. */
function lines(of: readonly string[]): string {
  const roomLeft = paragraph_characters_max - "\nand 1,000 more".length
  const fitting: string[] = []
  for (const line of of) {
    if ([...fitting, line].join("\n").length > roomLeft) return [...fitting, `and ${of.length - fitting.length} more`].join("\n")
    fitting.push(line)
  }
  return fitting.join("\n")
}

function clipped(text: string): string {
  return clip(text.trim().replaceAll(/\s+/g, " "), lineCharactersMax)
}
