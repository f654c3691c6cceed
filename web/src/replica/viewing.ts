/** Makes the view when somebody looks, once a change; parts that did not change keep their identity. */
import type { Conversation } from "./conversation.ts"
import type { Holdings } from "./holdings.ts"
import type { Said } from "./line.ts"
import type { Presence } from "./presence.ts"
import { RoomReader } from "./room.ts"
import type { OutboxRow } from "./store.ts"
import { commandText } from "./tray.ts"
import type { Connection, Draft, RoomDocument, RoomView, Standing, StorageState, TextPath, TrayItem, WaitingSeal } from "./types.ts"
import type { Writer } from "./writer.ts"

/** What the view is made of. */
export interface Seen {
  readonly holdings: Holdings | undefined
  readonly writer: Writer | undefined
  readonly conversation: Conversation | undefined
  readonly presence: Presence
  readonly overlay: { readonly path: TextPath; readonly text: string } | undefined
  readonly connection: Said
}

const nobody: RoomView["present"] = []

export class Viewing {
  readonly #incident: string
  readonly #person: string
  readonly #now: () => number
  #reader = new RoomReader()
  #view: RoomView | undefined
  #isStale = true
  #connection: Connection | undefined

  constructor(incident: string, person: string, now: () => number) {
    this.#incident = incident
    this.#person = person
    this.#now = now
  }

  staled(): void {
    this.#isStale = true
  }

  /** Forgets what it has read. */
  forget(): void {
    this.#reader = new RoomReader()
    this.#view = undefined
  }

  view(look: () => Seen): RoomView {
    if (this.#view === undefined || this.#isStale) {
      this.#isStale = false
      this.#view = this.#make(look())
    }
    return this.#view
  }

  #make(seen: Seen): RoomView {
    const { holdings, conversation } = seen
    const last = this.#view
    const read = holdings === undefined ? undefined : this.#reader.read(holdings.documents.shown)
    const room = read === undefined ? undefined : overlaid(read, seen.overlay)
    const rows = holdings?.outbox.rows ?? []
    const connection = this.#connected(seen)
    return {
      incident: this.#incident, person: this.#person, room, connection,
      standing: connection.kind === "removed" ? undefined : same(last?.standing, standing(conversation, room)),
      present: holdings !== undefined && connection.kind === "live" ? seen.presence.list(holdings.documents.shown) : nobody,
      unsent: new Set(rows.map((row) => (row.kind === "edit" ? row.object : row.intent))).size,
      sealing: same(last?.sealing, rows.flatMap((row) => waitingSeal(row, room))),
      unsentObjects: sameSet(last?.unsentObjects, new Set(rows.flatMap(({ kind, object }) => (kind === "edit" && object !== undefined ? [idOf(object)] : [])))),
      tray: holdings?.tray.items(room?.log) ?? [],
      handIn: same(last?.handIn, handIn(holdings, connection)),
      storage: same(last?.storage, storage(seen.writer)),
      clockSkewMs: conversation?.clockSkewMs,
      volume: holdings?.documents.position.volume ?? 0,
      seq: holdings?.documents.position.seq ?? 0,
    }
  }

  /** `since` is when it became what it is. */
  #connected({ connection: { kind, reason, retryAt } }: Seen): Connection {
    const since = this.#connection?.kind === kind ? this.#connection.since : this.#now()
    const next: Connection = kind === "reconnecting" || kind === "offline"
      ? { kind, since, retryAt, reason: reason as "network" | "store_away" | "cut" }
      : kind === "failed" ? { kind, since, reason: reason ?? "" } : { kind, since }
    this.#connection = same(this.#connection, next)
    return this.#connection
  }
}

function overlaid(room: RoomDocument, overlay: Seen["overlay"]): RoomDocument {
  if (overlay === undefined) return room
  const [name, id, field] = overlay.path
  const object = room[name][id]
  if (object === undefined) return room
  return { ...room, [name]: { ...room[name], [id]: { ...object, [field]: overlay.text } } }
}

function standing(conversation: Conversation | undefined, room: RoomDocument | undefined): Standing | undefined {
  const said = conversation?.standing
  return said === undefined ? undefined : { ...said, manager: room?.command.manager, deputy: room?.command.deputy }
}

function waitingSeal(row: OutboxRow, room: RoomDocument | undefined): readonly WaitingSeal[] {
  if (row.kind !== "command") return []
  const id = row.command?.["draft"]
  const draft: Draft | undefined = typeof id === "string" ? room?.drafts[id] : undefined
  const kind = draft?.kind ?? row.command?.["kind"]
  return [{
    intent: row.intent, draft: typeof id === "string" ? id : undefined, kind: typeof kind === "string" ? kind : "observation",
    text: draft?.text ?? commandText(row.command), writtenAt: row.written_at,
  }]
}

function storage(writer: Writer | undefined): StorageState {
  if (writer?.failure !== undefined) return { kind: "failing", why: writer.failure }
  return writer?.volatile === undefined ? { kind: "device" } : { kind: "memory", why: writer.volatile }
}

function handIn(holdings: Holdings | undefined, connection: Connection): readonly TrayItem[] {
  if (holdings === undefined || connection.kind !== "removed") return []
  return [...holdings.tray.items(undefined), ...holdings.unsent()]
}

function idOf(object: string): string {
  return object.slice(object.indexOf("/") + 1)
}

/** `last` where `next` says the same. They are small and plain. */
function same<T>(last: T | undefined, next: T): T {
  return last !== undefined && JSON.stringify(last) === JSON.stringify(next) ? last : next
}

function sameSet(last: ReadonlySet<string> | undefined, next: ReadonlySet<string>): ReadonlySet<string> {
  return last?.size === next.size && [...next].every((id) => last.has(id)) ? last : next
}
