import { createHash } from "node:crypto"
import { LiveReplica } from "../replica.ts"
import type { Socket, SocketHandlers, Surroundings } from "../surroundings.ts"
import type { OpenOptions } from "../types.ts"
import { Device } from "./device.ts"
import type { TestServer } from "./server.ts"

interface Timer { at: number; readonly callback: () => void }

/** Time that moves when told to, and everything in it. No test waits on a real clock. */
export class World {
  readonly server: TestServer
  #now = Date.parse("2026-11-22T22:12:00.000Z")
  #timers: Timer[] = []
  readonly tabs: Tab[] = []
  #seed = 1

  constructor(server: TestServer) {
    this.server = server
    server.now = () => this.#now
  }

  get now(): number {
    return this.#now
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms, callback }
    this.#timers.push(timer)
    return () => { this.#timers = this.#timers.filter((other) => other !== timer) }
  }

  /** Moves time on, timer by timer, letting everything that follows from each happen. */
  async pass(ms: number): Promise<void> {
    const until = this.#now + ms
    await this.settle()
    for (;;) {
      const due = this.#timers.filter((timer) => timer.at <= until).sort((one, other) => one.at - other.at)[0]
      if (due === undefined) break
      this.#timers = this.#timers.filter((timer) => timer !== due)
      this.#now = Math.max(this.#now, due.at)
      due.callback()
      await this.settle()
    }
    this.#now = until
  }

  /** Time passes and nothing is called back: what was due is late, and in no order. */
  sleep(ms: number): void {
    this.#now += ms
    this.#timers.reverse()
    for (const timer of this.#timers) timer.at = Math.max(timer.at, this.#now + 1)
  }

  /** Lets the network and the devices work until nothing moves any more. */
  async settle(): Promise<void> {
    // A few turns more than any chain of promises between two of these is long.
    for (let idle = 0; idle < 20; idle += 1) {
      if ((await this.server.deliver()) || this.tabs.some((tab) => tab.device.busy > 0)) idle = 0
      await new Promise((resolve) => { setImmediate(resolve) })
    }
  }

  /** Random enough, and the same in every run. */
  random(length: number): Uint8Array {
    this.#seed += 1
    return new Uint8Array(createHash("sha512").update(String(this.#seed)).digest().subarray(0, length))
  }

  open(person: string, device = new Device(), more: Partial<OpenOptions> = {}): Tab {
    const tab = new Tab(this, person, device, more)
    this.tabs.push(tab)
    return tab
  }
}

/** A tab of a browser, with its replica. */
export class Tab {
  readonly device: Device
  readonly replica: LiveReplica
  readonly #world: World
  readonly #person: string
  readonly #signals = new Map<string, () => void>()
  readonly #cancels = new Set<() => void>()
  #socket: { readonly handlers: SocketHandlers; close(): void } | undefined
  #isDead = false
  isOnline = true
  /** URLs that were fetched. */
  readonly fetched: string[] = []

  constructor(world: World, person: string, device: Device, more: Partial<OpenOptions>) {
    this.#world = world
    this.#person = person
    this.device = device
    const options = { incident: "incident-1", person, baseUrl: "http://room.test", ...more }
    this.replica = new LiveReplica(options, this.#surroundings(), Promise.resolve())
  }

  /** The tab is gone from one instant to the next: nothing more is sent, kept, or called back. */
  kill(): void {
    this.#isDead = true
    for (const cancel of this.#cancels) cancel()
    this.#socket?.close()
    this.device.died(this)
  }

  signal(signal: "awake" | "leaving"): void {
    this.#signals.get(signal)?.()
  }

  #surroundings(): Surroundings {
    const world = this.#world
    return {
      now: () => world.now,
      random: (length) => world.random(length),
      chance: () => 0.5,
      after: (ms, callback) => {
        if (this.#isDead) return () => undefined
        const cancel = world.after(ms, callback)
        this.#cancels.add(cancel)
        return cancel
      },
      // Whoever waits for the network waits for this, too.
      together: (_ms, callback) => this.#turn(callback),
      drawn: (callback) => this.#turn(callback),
      connect: (_url, handlers) => this.#connect(handlers),
      fetch: (url, init) => {
        this.fetched.push(`${init.method ?? "GET"} ${new URL(url).pathname}`)
        return world.server.fetch(url, init, this.#person)
      },
      openStore: async (name) => {
        const store = await this.device.openStore(name)
        // A write of a dead tab neither lands nor answers.
        return { ...store, write: (writes) => (this.#isDead ? new Promise<void>(() => undefined) : store.write(writes)) }
      },
      locks: this.device.locks(this),
      online: () => this.isOnline,
      listen: (signal, callback) => {
        this.#signals.set(signal, callback)
        return () => this.#signals.delete(signal)
      },
      digest: (bytes) => Promise.resolve(new Uint8Array(createHash("sha256").update(bytes).digest())),
    }
  }

  #turn(callback: () => void): () => void {
    const turn = setImmediate(() => { if (!this.#isDead) callback() })
    return () => { clearImmediate(turn) }
  }

  #connect(handlers: SocketHandlers): Socket {
    const connection = this.#world.server.connect(this.#person, handlers)
    this.#socket = { handlers, close: () => { connection.close() } }
    return connection
  }
}
