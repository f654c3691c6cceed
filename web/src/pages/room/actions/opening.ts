/** Opening an action that is proposed: at once where it says who does it and by when. */
import { mayOwn } from "../../../incident/may.ts"
import type { Action, Replica, RoomDocument } from "../../../replica/types.ts"

export function mayBeOpenedAsItIs(room: RoomDocument, { owner, report_by }: Action): boolean {
  return owner !== undefined && report_by !== undefined && mayOwn(room, owner).allowed
}

export function openAsItIs(replica: Replica, { id }: Action): void {
  replica.setAction(id, { state: "open" })
}

/** What is missing before somebody can be given it; absent when nothing is. */
export function missingToOpen(room: RoomDocument, owner: string | undefined, reportBy: string | undefined): string | undefined {
  if (owner === undefined) return "Choose who does it. An open action has one owner."
  const may = mayOwn(room, owner)
  if (!may.allowed) return may.reason
  return reportBy === undefined ? "Say when they report back. An open action has a time." : undefined
}
