/** The one banner of the room: the gravest thing that is out of the ordinary. */
import type { Connection, RoomView } from "../replica/types.ts"
import { challengeOf, isVacant, offerFor } from "./command.ts"
import { isWriter, isOpenerBeforeCommand } from "./people.ts"
import { plainMinute } from "./times.ts"
import { count } from "./words.ts"

export type Banner =
  | { readonly is: "removed" | "not_found" | "forked" | "signed_out" | "no_one_in_command" | "not_declared" | "read_only" | "closed" }
  | { readonly is: "failed"; readonly reason: string }
  | { readonly is: "storage"; readonly kind: "memory" | "failing"; readonly why: string }
  | { readonly is: "offline" | "reconnecting"; readonly connection: Extract<Connection, { kind: "offline" | "reconnecting" }> }
  | { readonly is: "refusals"; readonly number: number }
  /** Command is offered to this person. */
  | { readonly is: "offered"; readonly byName: string }
  /** This person commands, and somebody asks whether they are there; from `ripeAt` on command may be taken. */
  | { readonly is: "challenged"; readonly byName: string; readonly ripeAt: number }

/** A connection that comes back at once is not worth a line: shown after this long. */
export const reconnectingShownAfterMs = 1_500

export function bannerOf(view: RoomView, nowMs: number): Banner | undefined {
  return stopped(view) ?? apart(view, nowMs) ?? inTheRoom(view, nowMs)
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

function inTheRoom({ room, tray, person }: RoomView, nowMs: number): Banner | undefined {
  if (room === undefined) return undefined
  const { phase } = room.incident
  if (isVacant(room)) return { is: "no_one_in_command" }
  const [offer, challenge] = [offerFor(room, person), challengeOf(room, nowMs)]
  if (offer?.is === "to_me") return { is: "offered", byName: offer.byName }
  if (challenge !== undefined && room.command.manager === person) {
    return { is: "challenged", byName: challenge.byName, ripeAt: challenge.ripeAt }
  }
  if (tray.length > 0) return { is: "refusals", number: tray.length }
  if (phase === "pre_incident") return { is: "not_declared" }
  if (phase === "closed") return { is: "closed" }
  return isWriter(room, person) || isOpenerBeforeCommand(room, person) ? undefined : { is: "read_only" }
}

/** The banner's first sentence: what is said aloud when it changes. */
export function leadOf(banner: Banner): string {
  switch (banner.is) {
    case "removed": return "You are no longer in this incident."
    case "not_found": return "There is no such incident, or you are not in it."
    case "forked": return "This device and the server do not agree about the record. Nothing is sent."
    case "signed_out": return "You are signed out."
    case "failed": return "This page stopped sending."
    case "storage":
      return banner.kind === "memory" ? "This browser keeps nothing." : "This device has stopped keeping what you write."
    case "offline": {
      const at = plainMinute(banner.connection.since)
      if (banner.connection.reason === "store_away") return `The server cannot record since ${at}.`
      return banner.connection.reason === "cut" ? `You cut this tab off at ${at}.` : `You are offline since ${at}.`
    }
    case "reconnecting": return "Reconnecting."
    case "no_one_in_command": return "No one is in command."
    case "offered": return `${banner.byName} offers you command.`
    case "challenged": return `${banner.byName} asks whether you are there.`
    case "refusals": return `${count(banner.number, "change")} of yours could not be accepted.`
    case "not_declared": return "This is not declared yet."
    case "closed": return "This incident is closed."
    case "read_only": return "You can read this incident but not change it."
  }
}
