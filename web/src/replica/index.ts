/**
 * The replica: one incident as this tab holds it. Pages use this file and nothing beside it.
 *
 * A tour. `replica.ts` is the door: acts come in (edits by `editor.ts`), become intents, and the view goes
 * out (`viewing.ts`, `room.ts`). What it holds is `holdings.ts`: the recorded document (`documents.ts`), the outbox on top
 * of it (`outbox.ts`) and the tray (`tray.ts`, and `tray-acts.ts` for what a person does with it); an edit that was refused is taken out by
 * `transplant.ts`, a volume is crossed by `volumes.ts`. `conversation.ts` speaks `loggist.v1`
 * (`frames.ts`) over `socket.ts`, and `line.ts` says what a close means. `writer.ts` puts everything
 * on the device (`store.ts`, `device-store.ts`, `memory-store.ts`), and `opening.ts` takes over what
 * tabs that are gone left there. The world comes in through `surroundings.ts`; `browser.ts` is the
 * real one and `testing/world.ts` the one of the tests. No file but `browser.ts` knows a timer, a clock
 * or a socket of the browser.
 */
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
