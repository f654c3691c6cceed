/** Three clocks of an incident's head: how long it runs, and the next thing that falls due. */
import type { RoomDocument } from "../replica/types.ts"
import { duration } from "./durations.ts"
import { momentOf } from "./log.ts"
import { msOf, shortMoment } from "./times.ts"

export interface Clock {
  readonly title: string
  readonly value: string
  readonly detail: string
  readonly grave: boolean
}

/** Under twelve hours to a regulator's deadline is shown in red. */
const regulatorNearMs = 12 * 3_600_000

export function clocksOf(room: RoomDocument, nowMs: number): readonly Clock[] {
  return [openFor(room, nowMs), callOrCommand(room, nowMs), regulatorOrLast(room, nowMs)]
}

function openFor({ incident }: RoomDocument, nowMs: number): Clock {
  const since = msOf(incident.opened_at)
  if (incident.closed_at !== undefined) {
    const closed = msOf(incident.closed_at)
    return { title: "Was open for", value: duration(closed - since), detail: `closed ${shortMoment(closed, nowMs)}`, grave: false }
  }
  return { title: "Open for", value: duration(nowMs - since), detail: `since ${shortMoment(since, nowMs)}`, grave: false }
}

function callOrCommand({ incident, command }: RoomDocument, nowMs: number): Clock {
  if (incident.next_call !== undefined) {
    const at = msOf(incident.next_call)
    const over = at < nowMs
    return {
      title: over ? "Call overdue" : "Next call",
      value: duration(Math.abs(at - nowMs)), detail: `at ${shortMoment(at, nowMs)}`, grave: over,
    }
  }
  if (command.manager === undefined || command.manager_since === undefined) {
    const grave = incident.phase !== "pre_incident" && incident.phase !== "closed"
    return { title: "In command", value: "No one", detail: grave ? "somebody must take it" : "not declared yet", grave }
  }
  const since = msOf(command.manager_since)
  return { title: "In command for", value: duration(nowMs - since), detail: `since ${shortMoment(since, nowMs)}`, grave: false }
}

function regulatorOrLast({ incident, log }: RoomDocument, nowMs: number): Clock {
  if (incident.regulator_due !== undefined) {
    const due = msOf(incident.regulator_due)
    const near = due - nowMs < regulatorNearMs
    return { title: "Regulator deadline", value: duration(due - nowMs), detail: shortMoment(due, nowMs), grave: near }
  }
  const last = log.at(-1)
  if (last === undefined) return { title: "Last entry", value: "None", detail: "nothing is sealed yet", grave: false }
  const at = momentOf(last)
  return { title: "Last entry", value: duration(nowMs - at), detail: `at ${shortMoment(at, nowMs)}`, grave: false }
}
