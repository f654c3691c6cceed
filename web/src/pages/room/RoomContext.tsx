/** The open replica, for everything inside a room. */
import { createContext, use, useSyncExternalStore, type ReactNode } from "react"
import { useMinute, useNow } from "../../ui/clock.ts"
import type { Replica, RoomDocument, RoomView } from "../../replica/types.ts"

const ReplicaContext = createContext<Replica | undefined>(undefined)

export function RoomProvider({ replica, children }: { readonly replica: Replica; readonly children: ReactNode }): ReactNode {
  return <ReplicaContext value={replica}>{children}</ReplicaContext>
}

export function useReplica(): Replica {
  const replica = use(ReplicaContext)
  if (replica === undefined) throw new Error("this is shown inside a room only")
  return replica
}

export function useView(): RoomView {
  const replica = useReplica()
  return useSyncExternalStore(replica.subscribe, replica.view)
}

/** The document, where the frame has already made sure that there is one. */
export function useRoom(): RoomDocument {
  const { room } = useView()
  if (room === undefined) throw new Error("the frame shows rooms that are there only")
  return room
}

/** The server's clock as this device knows it, to the second. */
export function useServerNow(): number {
  const { clockSkewMs = 0 } = useView()
  return useNow() + clockSkewMs
}

/** The same to the minute. */
export function useServerMinute(): number {
  return useMinute(useView().clockSkewMs)
}
