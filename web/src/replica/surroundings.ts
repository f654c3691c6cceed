/**
 * What the replica needs of the world: time, randomness, timers, sockets, requests, the device's
 * store, locks between tabs, and word of the page's life. `browser.ts` has the real ones.
 */
import type { RandomBytes } from "./ids.ts"
import type { Store } from "./store.ts"

export interface Surroundings {
  /** This device's clock, in milliseconds. */
  readonly now: () => number
  readonly random: RandomBytes
  /** Between 0 and 1, for jitter. */
  readonly chance: () => number
  /** Calls back once after `ms`; returns what cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** The same for what is put off only so that it is shown together. */
  readonly together: (ms: number, callback: () => void) => () => void
  /** Calls back once after the next frame of the screen, or before whatever else the person does. */
  readonly drawn: (callback: () => void) => () => void
  readonly connect: (url: string, handlers: SocketHandlers) => Socket
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  readonly openStore: (name: string) => Promise<Store>
  /** Absent where the browser has none (an insecure context, an old one). */
  readonly locks: Locks | undefined
  readonly online: () => boolean
  /** `awake`: the browser is online again or the page visible again. `leaving`: the page may end now. */
  readonly listen: (signal: "awake" | "leaving", callback: () => void) => () => void
  /** SHA-256 of the bytes. */
  readonly digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>
}

export interface Socket {
  send(bytes: Uint8Array<ArrayBuffer>): void
  close(): void
}

/** None is called after `close()` was, and `closed` is called once at most. */
export interface SocketHandlers {
  opened(): void
  received(bytes: Uint8Array): void
  closed(code: number): void
}

export interface Locks {
  /** Waits for the lock; resolves to what gives it back. */
  hold(name: string): Promise<() => void>
  /** The same, but undefined when somebody holds it. */
  tryHold(name: string): Promise<(() => void) | undefined>
}
