/** The one banner of the room: the gravest thing that is out of the ordinary. */
import type { Connection, RoomView } from "../replica/types.ts"
import { isWriter, isOpenerBeforeCommand } from "./people.ts"

export type Banner =
  | { readonly is: "removed" | "not_found" | "forked" | "signed_out" | "no_one_in_command" | "not_declared" | "read_only" | "closed" }
  | { readonly is: "failed"; readonly reason: string }
  | { readonly is: "storage"; readonly kind: "memory" | "failing"; readonly why: string }
  | { readonly is: "offline" | "reconnecting"; readonly connection: Extract<Connection, { kind: "offline" | "reconnecting" }> }
  | { readonly is: "refusals"; readonly number: number }

/** A connection that comes back at once is not worth a line: shown after this long. */
export const reconnectingShownAfterMs = 1_500

export function bannerOf(view: RoomView, nowMs: number): Banner | undefined {
  return stopped(view) ?? apart(view, nowMs) ?? inTheRoom(view)
}

/** This page will not send what is written in it. */
function stopped({ connection, storage }: RoomView): Banner | undefined {
  switch (connection.kind) {
    case "removed": case "not_found": case "forked": case "signed_out":
      return { is: connection.kind }
    case "failed":
      return { is: "failed", reason: connection.reason }
    default:
      return storage.kind === "device" ? undefined : { is: "storage", kind: storage.kind, why: storage.why }
  }
}

function apart({ connection }: RoomView, nowMs: number): Banner | undefined {
  if (connection.kind === "offline") return { is: "offline", connection }
  if (connection.kind !== "reconnecting" || nowMs - connection.since < reconnectingShownAfterMs) return undefined
  return { is: "reconnecting", connection }
}

function inTheRoom({ room, tray, person }: RoomView): Banner | undefined {
  if (room === undefined) return undefined
  const { phase } = room.incident
  const declared = phase !== "pre_incident" && phase !== "closed"
  if (declared && room.command.manager === undefined) return { is: "no_one_in_command" }
  if (tray.length > 0) return { is: "refusals", number: tray.length }
  if (phase === "pre_incident") return { is: "not_declared" }
  if (phase === "closed") return { is: "closed" }
  return isWriter(room, person) || isOpenerBeforeCommand(room, person) ? undefined : { is: "read_only" }
}
