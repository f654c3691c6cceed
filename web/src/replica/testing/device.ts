import { IDBFactory } from "fake-indexeddb"
import "fake-indexeddb/auto"
import { DeviceStore } from "../device-store.ts"
import type { Store } from "../store.ts"
import type { Locks } from "../surroundings.ts"

/** One person's browser: what it keeps, and which locks its tabs hold. */
export class Device {
  readonly #factory = new IDBFactory()
  readonly #held = new Map<string, object>()
  /** Why the next stores and writes fail, as a full disk would. */
  broken: string | undefined
  hasStore = true
  /** Requests to the store that are under way. */
  busy = 0

  async openStore(name: string): Promise<Store> {
    if (!this.hasStore) throw new Error("no store in this window")
    // `idb` opens whatever the global is at that moment.
    globalThis.indexedDB = this.#factory
    const store = await this.#counted(DeviceStore.open(name))
    return {
      volatile: undefined,
      read: () => this.#counted(store.read()),
      outbox: () => this.#counted(store.outbox()),
      tray: () => this.#counted(store.tray()),
      write: (writes) => (this.broken === undefined ? this.#counted(store.write(writes)) : Promise.reject(new Error(this.broken))),
      close: () => { store.close() },
    }
  }

  async #counted<T>(work: Promise<T>): Promise<T> {
    this.busy += 1
    try {
      return await work
    } finally {
      this.busy -= 1
    }
  }

  /** `owner` dies with its tab. */
  locks(owner: object): Locks {
    const take = (name: string): (() => void) | undefined => {
      if (this.#held.has(name)) return undefined
      this.#held.set(name, owner)
      return () => { this.#held.delete(name) }
    }
    return {
      hold: (name) => Promise.resolve(take(name) ?? (() => undefined)),
      tryHold: (name) => Promise.resolve(take(name)),
    }
  }

  died(owner: object): void {
    for (const [name, holder] of this.#held) if (holder === owner) this.#held.delete(name)
  }
}
