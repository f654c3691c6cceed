/** The replica: one incident as this tab holds it. Pages use this file and nothing beside it. */
import wasmUrl from "@automerge/automerge/automerge.wasm?url"
import { initializeWasm } from "@automerge/automerge/slim"
import { browser } from "./browser.ts"
import { LiveReplica } from "./replica.ts"
import type { OpenOptions, Replica } from "./types.ts"

export type * from "./types.ts"

let ready: Promise<unknown> | undefined

/** Fetches the WASM, once; worth calling early, when a room is about to be opened. */
export function prepareReplica(): Promise<unknown> {
  ready ??= initializeWasm(wasmUrl).catch((error: unknown) => {
    // A later attempt may have a network.
    ready = undefined
    throw error
  })
  return ready
}

/** Opens at once; `view().connection.kind` is `loading` until the device's store was read. */
export function openReplica(options: OpenOptions): Replica {
  return new LiveReplica(options, browser, prepareReplica())
}
