/**
 * Files on their way to the server. What is attached is kept on the device first, then sent, and becomes an
 * attachment of the document when the server has it; without a connection it waits. One tab sends at a time.
 */
import { Problem } from "../api/problem.ts"
import type { KeptContent } from "../api/attachments.ts"
import { attachmentsOf } from "../incident/attachments.ts"
import type { Replica } from "../replica/types.ts"
import { tabFiles, type FileRow, type FileStore } from "./store.ts"

export interface Sending {
  readonly id: string
  readonly name: string
  readonly size: number
  readonly sha256: string
  readonly state: "waiting" | "sending" | "refused"
  /** Of one that is refused: the server's sentence. */
  readonly reason: string | undefined
  /** On the device, and so there after a reload. */
  readonly isKept: boolean
}

export interface World {
  readonly open: () => Promise<FileStore>
  readonly keep: (content: Uint8Array, signal: AbortSignal) => Promise<KeptContent>
  /** Does it while no other tab of this person and incident does. */
  readonly alone: (act: () => Promise<void>) => Promise<void>
  readonly after: (ms: number, act: () => void) => () => void
  readonly newId: () => string
}

type Room = Pick<Replica, "subscribe" | "view" | "createThing" | "stored">

/** A failure that may pass is tried again after this. */
const againMs = 10_000

export class Sendings {
  readonly #room: Room
  readonly #world: World
  readonly #device: Promise<FileStore>
  readonly #tab = tabFiles()
  readonly #listeners = new Set<() => void>()
  #rows = new Map<string, { readonly row: FileRow; readonly store: FileStore }>()
  #view: readonly Sending[] = []
  #sending: { readonly id: string; readonly abort: AbortController } | undefined
  #isBusy = false
  /** Something came while it was. */
  #isMore = false
  #isLive: boolean
  #cancel: (() => void) | undefined

  constructor(room: Room, world: World) {
    this.#room = room
    this.#world = world
    this.#device = world.open()
    this.#isLive = room.view().connection.kind === "live"
    room.subscribe(() => { this.#looked() })
  }

  /** It sends for as long as somebody listens: while the room is open. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    if (this.#listeners.size === 1) void this.#pump()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.#cancel?.()
    }
  }

  readonly view = (): readonly Sending[] => this.#view

  /** Resolves, to its id, when it is as safe as this browser makes it. */
  async add(file: Omit<FileRow, "id" | "refused">): Promise<string> {
    const row = { ...file, id: this.#world.newId() }
    const device = await this.#device
    const store = await device.put(row).then(() => device, () => this.#tab)
    if (store === this.#tab) await store.put(row)
    this.#hold(row, store)
    void this.#pump()
    return row.id
  }

  contentOf(id: string): Uint8Array<ArrayBuffer> | undefined {
    return this.#rows.get(id)?.row.content
  }

  /** Leaves it out. What the server has already stays there. */
  async leaveOut(id: string): Promise<void> {
    if (this.#sending?.id === id) this.#sending.abort.abort()
    await this.#drop(id)
  }

  /** Sends everything that waits now, and what was refused once more. */
  async tryAgain(): Promise<void> {
    for (const { row: { refused, ...row }, store } of [...this.#rows.values()]) if (refused !== undefined) await this.#keepAs(row, store)
    await this.#pump()
  }

  #looked(): void {
    const isLive = this.#room.view().connection.kind === "live"
    if (isLive === this.#isLive) return
    this.#isLive = isLive
    // What hangs on a connection that is dead goes with the next one.
    if (isLive) void this.#pump()
    else this.#sending?.abort.abort()
  }

  async #pump(): Promise<void> {
    this.#isMore = true
    if (this.#isBusy) return
    this.#isBusy = true
    this.#cancel?.()
    while (this.#isMore) {
      this.#isMore = false
      await this.#read()
      // What fails here is tried again below.
      if (this.#maySend()) await this.#world.alone(() => this.#sendAll()).catch(() => undefined)
    }
    this.#isBusy = false
    if (this.#maySend()) this.#cancel = this.#world.after(againMs, () => { void this.#pump() })
  }

  #maySend(): boolean {
    return this.#isLive && this.#listeners.size > 0 && this.#waiting().length > 0
  }

  async #sendAll(): Promise<void> {
    // Another tab may have sent some of them meanwhile.
    await this.#read()
    const tried = new Set<string>()
    for (;;) {
      const next = this.#waiting().find(({ row }) => !tried.has(row.id))
      if (next === undefined || !this.#maySend()) return
      tried.add(next.row.id)
      await this.#send(next.row, next.store)
    }
  }

  async #send(row: FileRow, store: FileStore): Promise<void> {
    const abort = new AbortController()
    this.#sending = { id: row.id, abort }
    this.#changed()
    try {
      const { sha256, size, media_type } = await this.#world.keep(row.content, abort.signal)
      if (!this.#rows.has(row.id)) return
      // Sent once already, by a tab that ended before it could say so.
      const isThere = attachmentsOf(this.#room.view().room ?? { attachments: {} }).some((one) => one.sha256 === sha256 && one.name === row.name)
      if (!isThere) this.#room.createThing("attachments", { name: row.name, media_type, size, sha256 })
      await this.#room.stored()
      await this.#drop(row.id)
    } catch (error) {
      if (this.#rows.has(row.id) && isFinal(error)) await this.#keepAs({ ...row, refused: sentence(error) }, store)
    } finally {
      this.#sending = undefined
      this.#changed()
    }
  }

  /** What the device has, and what this tab alone has. */
  async #read(): Promise<void> {
    const device = await this.#device
    const kept = await device.read().catch(() => [])
    const own = await this.#tab.read()
    this.#rows = new Map([...kept.map((row) => ({ row, store: device })), ...own.map((row) => ({ row, store: this.#tab }))]
      .sort((one, other) => (one.row.id < other.row.id ? -1 : 1)).map((held) => [held.row.id, held]))
    this.#changed()
  }

  async #keepAs(row: FileRow, store: FileStore): Promise<void> {
    await store.put(row).catch(() => undefined)
    this.#hold(row, store)
  }

  async #drop(id: string): Promise<void> {
    const held = this.#rows.get(id)
    await held?.store.remove(id).catch(() => undefined)
    this.#rows.delete(id)
    this.#changed()
  }

  #hold(row: FileRow, store: FileStore): void {
    this.#rows.set(row.id, { row, store })
    this.#changed()
  }

  #waiting(): readonly { readonly row: FileRow; readonly store: FileStore }[] {
    return [...this.#rows.values()].filter(({ row }) => row.refused === undefined)
  }

  #changed(): void {
    this.#view = [...this.#rows.values()].map(({ row: { id, name, sha256, content, refused }, store }) => ({
      id, name, sha256, size: content.length, reason: refused, isKept: store.isKept,
      state: refused !== undefined ? "refused" : this.#sending?.id === id ? "sending" : "waiting",
    }))
    for (const listener of this.#listeners) listener()
  }
}

/** The server will say the same again: too large, or not theirs to add. */
function isFinal(error: unknown): error is Problem {
  return error instanceof Problem && error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status)
}

function sentence(problem: Problem): string {
  return [problem.message, problem.detail].filter((part) => part !== "").join(" ")
}
