/** The replica: one incident as this tab holds it. Pages use this file and nothing beside it. */
import type { OpenOptions, Replica } from "./types.ts"

export type * from "./types.ts"

/** Opens at once; `view().connection.kind` is `loading` until the device's store was read. */
export function openReplica(options: OpenOptions): Replica {
  throw new Error(`not built yet: ${options.incident}`)
}
