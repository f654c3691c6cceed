/** Files on their way from this room, for whoever shows or adds to them. */
import { useSyncExternalStore } from "react"
import { sendingsOf } from "../../../files/browser.ts"
import type { Sending, Sendings } from "../../../files/sendings.ts"
import { useReplica } from "../RoomContext.tsx"

export function useSendings(): readonly [Sendings, readonly Sending[]] {
  const sendings = sendingsOf(useReplica())
  return [sendings, useSyncExternalStore(sendings.subscribe, sendings.view)]
}
