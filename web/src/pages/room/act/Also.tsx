/** What somebody else set at the same time, until one of both is set again. */
import type { ReactNode } from "react"
import { alsoSet } from "../../../incident/conflicts.ts"
import type { Collection } from "../../../replica/types.ts"
import { useReplica, useRoom, useServerMinute } from "../RoomContext.tsx"

interface AlsoProps {
  readonly collection: Collection
  readonly id: string
  /** What each field is called. */
  readonly fields: Readonly<Record<string, string>>
}

export function Also({ collection, id, fields }: AlsoProps): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const now = useServerMinute()
  return Object.entries(fields).map(([field, title]) => {
    const words = alsoSet(room, field, replica.contested(collection, id, field), now)
    return words === undefined ? null : <p className="also" key={field}>{title} {words}, at the same time. Set it again to settle it.</p>
  })
}
