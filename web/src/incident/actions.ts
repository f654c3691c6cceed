/** What must be done: grouped by when it is due, with who does it. */
import type { Action, ActionState, OwnerId, PersonId, Report, RoomDocument } from "../replica/types.ts"
import { actionStateNames } from "./action-words.ts"
import { afterAll, msOf } from "./times.ts"

/** Due within this time is due soon. */
export const dueSoonMs = 30 * 60_000
/** Whoever is given an action says within this time that they have it. */
export const acknowledgeWithinMs = 5 * 60_000

export type ActionGroup = "to_reassign" | "overdue" | "soon" | "later" | "proposed" | "moved" | "done"

/** In the order in which they are shown. */
export const groupNames: Readonly<Record<ActionGroup, string>> = {
  to_reassign: "To be given a new owner",
  overdue: "Overdue",
  soon: "Due in 30 minutes",
  later: "Later",
  proposed: "Not yet open",
  moved: "With a team of its own",
  done: "Done or cancelled",
}

export const actionGroupKeys = Object.keys(groupNames) as readonly ActionGroup[]

/** Somebody has it and is to report back. */
export function isRunning({ state }: Pick<Action, "state">): boolean {
  return state === "open" || state === "doing" || state === "blocked"
}

/** Its owner knows of it and has not begun. */
export function isToBegin({ state, acknowledged }: Pick<Action, "state" | "acknowledged">): boolean {
  return state === "open" && acknowledged === true
}

/** Being done, and nothing that was agreed says so: allowed, shown, sealed (SME-03). */
export function isNotRecommended(room: RoomDocument, { state, from }: Pick<Action, "state" | "from">): boolean {
  return state === "doing" && (from === undefined || room.recommendations[from]?.answer !== "agreed")
}

export function groupOf(action: Action, nowMs: number): ActionGroup {
  if (action.state === "done" || action.state === "cancelled") return "done"
  if (action.state === "moved") return "moved"
  if (!isRunning(action)) return action.state === "proposed" ? "proposed" : "to_reassign"
  const left = msOf(action.report_by ?? "") - nowMs
  if (left < 0 || isSaidOverdue(action)) return "overdue"
  return left <= dueSoonMs ? "soon" : "later"
}

/** Sealed as overdue, and given no later time since. The server is not to be contradicted by a clock that shows minutes. */
function isSaidOverdue({ report_by, overdue_since }: Action): boolean {
  return report_by !== undefined && overdue_since !== undefined && msOf(report_by) <= msOf(overdue_since)
}

/** Each group with what is due first first; done ones last told first. */
export function actionGroups(room: RoomDocument, nowMs: number): Readonly<Record<ActionGroup, readonly Action[]>> {
  const groups: Record<ActionGroup, Action[]> = { to_reassign: [], overdue: [], soon: [], later: [], proposed: [], moved: [], done: [] }
  for (const action of Object.values(room.actions)) groups[groupOf(action, nowMs)].push(action)
  for (const key of actionGroupKeys) groups[key].sort(key === "done" ? lastToldFirst : dueFirst)
  return groups
}

export interface ActionCounts {
  /** With an owner or waiting for a new one. */
  readonly open: number
  readonly overdue: number
  readonly soon: number
  readonly toReassign: number
  readonly unacknowledged: number
  readonly proposed: number
  readonly done: number
}

export function actionCounts(room: RoomDocument, nowMs: number): ActionCounts {
  const { to_reassign, overdue, soon, later, proposed, done } = actionGroups(room, nowMs)
  const running = [...overdue, ...soon, ...later]
  return {
    open: running.length + to_reassign.length, overdue: overdue.length, soon: soon.length, toReassign: to_reassign.length,
    unacknowledged: running.filter(isUnacknowledged).length, proposed: proposed.length,
    done: done.filter((action) => action.state === "done").length,
  }
}

/** "A-14"; while the server has not numbered it, "New action". */
export function actionTitle({ number }: Pick<Action, "number">): string {
  return number === undefined ? "New action" : `A-${number}`
}

/** Of a person or a contact. */
export function ownerName(room: RoomDocument, owner: OwnerId | undefined): string {
  if (owner === undefined) return "Nobody"
  return room.members[owner]?.name ?? room.contacts[owner]?.name ?? "Somebody not in the team"
}

export function isContact(room: RoomDocument, owner: OwnerId | undefined): boolean {
  return owner !== undefined && room.contacts[owner] !== undefined
}

/** Running actions of a person, due first; `to_reassign` is nobody's any more. */
export function actionsOf(room: RoomDocument, owner: OwnerId): readonly Action[] {
  return Object.values(room.actions).filter((action) => action.owner === owner && isRunning(action)).sort(dueFirst)
}

export function isMine(action: Action, person: PersonId): boolean {
  return action.owner === person && isRunning(action)
}

export function isUnacknowledged(action: Action): boolean {
  return isRunning(action) && action.acknowledged !== true
}

/** Given to somebody who has not said for five minutes that they have it. */
export function isLongUnacknowledged(action: Action, nowMs: number): boolean {
  return isUnacknowledged(action) && action.opened_at !== undefined && nowMs - msOf(action.opened_at) > acknowledgeWithinMs
}

/** Done, and nobody has looked whether it worked. */
export function isToBeChecked(action: Action): boolean {
  return action.state === "done" && action.check === undefined
}

/** Done, and it did not work: it can be opened again. */
export function hasFailed(action: Action): boolean {
  return action.state === "done" && action.check?.verdict === "failure"
}

/** Actions that come from a recommendation. */
export function actionsFrom(room: RoomDocument, recommendation: string): readonly Action[] {
  return Object.values(room.actions).filter((action) => action.from === recommendation).sort(dueFirst)
}

export function latestReport(action: Action): Report | undefined {
  return action.reports.at(-1)
}

export function stateName(state: ActionState): string {
  return actionStateNames[state]
}

function dueFirst(one: Action, other: Action): number {
  const due = (action: Action): string => action.report_by ?? afterAll
  return due(one).localeCompare(due(other)) || (one.number ?? Infinity) - (other.number ?? Infinity) || one.id.localeCompare(other.id)
}

function lastToldFirst(one: Action, other: Action): number {
  const told = (action: Action): string => latestReport(action)?.received_at ?? afterAll
  return told(other).localeCompare(told(one)) || (other.number ?? 0) - (one.number ?? 0)
}
