/**
 * Writes to the store, one transaction at a time, in order [T2]. What is asked for while one is under
 * way becomes the next one, so a burst of keys costs few transactions. A write that the device
 * refuses stays first in line and is tried again: later room on the device heals it.
 */
import { storage_retry_ms } from "./limits.ts"
import type { Store, TrayRow, Write } from "./store.ts"

export class Writer {
  #store: Store
  readonly #reopen: () => Promise<Store>
  readonly #after: (ms: number, callback: () => void) => () => void
  readonly #changed: () => void
  #waiting: Write[] = []
  #busy = false
  #attempt: Promise<void> = Promise.resolve()
  #cancelRetry: (() => void) | undefined
  #failure: string | undefined

  constructor(store: Store, parts: {
    readonly reopen: () => Promise<Store>
    readonly after: (ms: number, callback: () => void) => () => void
    /** Called when `failure` changed. */
    readonly changed: () => void
  }) {
    this.#store = store
    this.#reopen = parts.reopen
    this.#after = parts.after
    this.#changed = parts.changed
  }

  /** Why the device refuses to keep things now; undefined while it does keep them. */
  get failure(): string | undefined {
    return this.#failure
  }

  get volatile(): string | undefined {
    return this.#store.volatile
  }

  /** All of `writes` or none; with others, perhaps, but never with a part of others. */
  write(writes: readonly Write[]): void {
    if (writes.length === 0) return
    this.#waiting.push(...writes)
    if (!this.#busy && this.#cancelRetry === undefined) this.#attempt = this.#drain()
  }

  /** Resolves when everything asked for was tried: stored, or else `failure` says why not. */
  async settled(): Promise<void> {
    await this.#attempt
  }

  /** The tray as it is kept, with what other tabs put there. Rejects where the device does. */
  async tray(): Promise<readonly TrayRow[]> {
    await this.settled()
    return this.#store.tray()
  }

  async close(): Promise<void> {
    if (this.#cancelRetry !== undefined) this.#retry()
    await this.settled()
    this.#cancelRetry?.()
    this.#store.close()
  }

  async #drain(): Promise<void> {
    this.#busy = true
    while (this.#waiting.length > 0) {
      const batch = this.#waiting
      this.#waiting = []
      try {
        await this.#store.write(batch)
        this.#say(undefined)
      } catch (error) {
        this.#waiting = [...batch, ...this.#waiting]
        this.#say(error instanceof Error ? error.message : String(error))
        this.#cancelRetry = this.#after(storage_retry_ms, () => { this.#retry() })
        break
      }
    }
    this.#busy = false
  }

  #retry(): void {
    this.#cancelRetry?.()
    this.#cancelRetry = undefined
    // The connection itself may be what broke (site data cleared): a new one costs little.
    this.#attempt = this.#reopened().then(() => this.#drain())
  }

  async #reopened(): Promise<void> {
    this.#busy = true
    try {
      const fresh = await this.#reopen()
      this.#store.close()
      this.#store = fresh
    } catch {
      // The old connection is tried once more, and its refusal is what gets said.
    }
  }

  #say(failure: string | undefined): void {
    if (this.#failure === failure) return
    this.#failure = failure
    this.#changed()
  }
}
