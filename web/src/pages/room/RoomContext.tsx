/** The open replica, for everything inside a room. */
import { createContext, use, useState, useSyncExternalStore, type ReactNode } from "react"
import { useMinute, useNow } from "../../ui/clock.ts"
import type { Replica, RoomDocument, RoomView } from "../../replica/types.ts"
import { Slice, WatchedView } from "./watched.ts"

const ReplicaContext = createContext<Replica | undefined>(undefined)

export function RoomProvider({ replica, children }: { readonly replica: Replica; readonly children: ReactNode }): ReactNode {
  return <ReplicaContext value={replica}>{children}</ReplicaContext>
}

export function useReplica(): Replica {
  const replica = use(ReplicaContext)
  if (replica === undefined) throw new Error("this is shown inside a room only")
  return replica
}

/**
 * What there is to show. A component is drawn again when a member changes that it has read, of the view or of the
 * room in it: `drafts` for any draft. `useSlice` is for less than that.
 */
export function useView(): RoomView {
  const replica = useReplica()
  const [watched] = useState(() => new WatchedView())
  return useSyncExternalStore(replica.subscribe, () => watched.of(replica.view()))
}

/** What `select` makes of the view: drawn again when that is another value, or a list of others. */
export function useSlice<T>(select: (view: RoomView) => T): T {
  const replica = useReplica()
  const [slice] = useState(() => new Slice<T>())
  return useSyncExternalStore(replica.subscribe, () => slice.of(select(replica.view())))
}

/** The document by its members, where the frame has already made sure that there is one. */
export function useRoom(): RoomDocument {
  const { room } = useView()
  if (room === undefined) throw new Error("the frame shows rooms that are there only")
  return room
}

/** The server's clock as this device knows it, to the second. */
export function useServerNow(): number {
  const { clockSkewMs } = useView()
  return useNow() + (clockSkewMs ?? 0)
}

/** The same to the minute. */
export function useServerMinute(): number {
  return useMinute(useView().clockSkewMs)
}
