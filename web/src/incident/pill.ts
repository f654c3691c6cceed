/** The connection in two words, for the pill in the black bar. */
import type { RoomView } from "../replica/types.ts"
import { isOpenerBeforeCommand, isWriter } from "./people.ts"

export interface Pill {
  readonly look: "live" | "off" | "again" | "read_only"
  readonly words: string
  /** How many acts wait, where that is worth saying. */
  readonly unsent: number
}

export function pillOf(view: RoomView): Pill {
  const { connection, unsent, room, person } = view
  switch (connection.kind) {
    case "live":
      if (room && !isWriter(room, person) && !isOpenerBeforeCommand(room, person)) {
        return { look: "read_only", words: "Read-only", unsent: 0 }
      }
      return { look: "live", words: "Live", unsent: 0 }
    case "loading": return { look: "again", words: "Loading", unsent: 0 }
    case "reconnecting": return { look: "again", words: room ? "Reconnecting" : "Connecting", unsent }
    case "offline": return { look: "off", words: connection.reason === "store_away" ? "Not recording" : "Offline", unsent }
    case "signed_out": return { look: "off", words: "Signed out", unsent }
    case "forked": return { look: "off", words: "Not sending", unsent }
    case "removed": return { look: "off", words: "Removed", unsent }
    case "not_found": return { look: "off", words: "Not found", unsent }
    case "failed": return { look: "off", words: "Stopped", unsent }
  }
}
