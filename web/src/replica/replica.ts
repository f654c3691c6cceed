/**
 * The replica as pages use it: puts the parts together and turns acts into intents. The parts:
 * `Holdings` (document and outbox), `Conversation` (the protocol), `Line` (whether there is a
 * connection), `Writer` (the device), `Viewing` (what is seen).
 */
import * as A from "@automerge/automerge/slim"
import { version } from "../../package.json"
import { Commands, notSent } from "./commands.ts"
import { Conversation } from "./conversation.ts"
import * as edits from "./edits.ts"
import { Holdings } from "./holdings.ts"
import { newActor, newId, timestamp } from "./ids.ts"
import { Line } from "./line.ts"
import { change_characters_max, command_ms_max, records_since_save_max, save_idle_ms } from "./limits.ts"
import { openHoldings, type Opening } from "./opening.ts"
import { Presence } from "./presence.ts"
import type { RawRoot } from "./raw.ts"
import { Requests } from "./requests.ts"
import { sealHash } from "./seal.ts"
import { applySplice, inParts } from "./splice.ts"
import type { OutboxRow } from "./store.ts"
import type { Surroundings } from "./surroundings.ts"
import { commandText } from "./tray.ts"
import { Typing, type Typed } from "./typing.ts"
import type {
  DraftField, FactField, NewDraft, NewEntry, NewFact, OpenOptions, PresenceState, Receipt, Replica, RoomView, TextPath,
} from "./types.ts"
import { Viewing } from "./viewing.ts"
import { Writer } from "./writer.ts"

const client = `loggist-web ${version}`

/** What there is once the device's store was read. */
interface Opened {
  readonly holdings: Holdings
  readonly writer: Writer
  readonly conversation: Conversation
  readonly release: () => void
}

export class LiveReplica implements Replica {
  readonly #options: OpenOptions
  readonly #world: Surroundings
  readonly #id: string
  readonly #requests: Requests
  readonly #line: Line
  readonly #commands: Commands
  readonly #presence: Presence
  readonly #typing: Typing
  readonly #viewing: Viewing
  readonly #listeners = new Set<() => void>()
  readonly #unlisten: readonly (() => void)[]
  #opened: Opened | undefined
  #isClosed = false
  #savedSeq = 0
  #cancelSave: (() => void) | undefined

  /** `ready` resolves when the WASM is there. */
  constructor(options: OpenOptions, world: Surroundings, ready: Promise<unknown>) {
    this.#options = options
    this.#world = world
    this.#id = newId(world.now(), world.random)
    this.#requests = new Requests(world, options.baseUrl ?? globalThis.location.origin, options.incident, options.token)
    this.#line = new Line(world, this.#requests, {
      conversation: () => this.#opened?.conversation,
      changed: () => { this.#changed() },
      renew: options.renew,
    })
    this.#commands = new Commands(world.after)
    this.#presence = new Presence(world.after, () => this.#opened?.conversation.sendPresence())
    this.#typing = new Typing(world.after, (typed) => { this.#commit(typed) })
    this.#viewing = new Viewing(options.incident, options.person, world.now)
    this.#unlisten = [
      world.listen("awake", () => { this.#line.link.wake() }),
      world.listen("leaving", () => { this.#typing.flush() }),
    ]
    void this.#start(ready)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly view = (): RoomView => this.#viewing.view(() => ({
    holdings: this.#opened?.holdings, writer: this.#opened?.writer, conversation: this.#opened?.conversation,
    presence: this.#presence, overlay: this.#typing.overlay, connection: this.#line.said,
  }))

  /* ---------- edits ---------- */

  createDraft(draft: NewDraft): string {
    const id = this.#newId()
    // An object is made in one change, and a change is bounded: a long text follows.
    const long = (["text", "why", "set_aside"] as const).filter((field) => (draft[field]?.length ?? 0) > change_characters_max)
    const begun = { ...draft, ...Object.fromEntries(long.map((field) => [field, ""])) }
    this.#edit("create_draft", `drafts/${id}`, edits.createDraft(id, this.#options.person, this.#now(), begun))
    for (const field of long) this.changeText(["drafts", id, field], draft[field] ?? "")
    return id
  }

  changeText(path: TextPath, text: string): void {
    if (this.#typing.change(path, () => edits.textAt(this.#document(), path), text)) this.#changed()
  }

  spliceText(path: TextPath, index: number, deleted: number, inserted: string): void {
    const splice = { index, deleted, inserted }
    if (this.#typing.splice(path, () => edits.textAt(this.#document(), path), splice)) this.#changed()
  }

  setDraft(draft: string, field: DraftField, value: string | number | null): void {
    this.#edit("set_draft", `drafts/${draft}`, edits.setField("drafts", draft, field, value))
  }

  discardDraft(draft: string): void {
    this.#edit("discard_draft", `drafts/${draft}`, edits.discardDraft(draft))
  }

  createFact(fact: NewFact): string {
    if (fact.statement.length > change_characters_max) throw new RangeError("a statement is not that long")
    const id = this.#newId()
    this.#edit("create_fact", `facts/${id}`, edits.createFact(id, this.#options.person, fact))
    return id
  }

  setFact(fact: string, field: FactField, value: string | number | null): void {
    this.#edit("set_fact", `facts/${fact}`, edits.setField("facts", fact, field, value))
  }

  otherValues(collection: edits.Collection, id: string, field: string): readonly unknown[] {
    const object = this.#opened?.holdings.documents.shown[collection]?.[id]
    const values = object === undefined ? [] : Object.values(A.getConflicts(object, field) ?? {})
    const winner = object?.[field]
    return values.map(plain).filter((value) => value !== plain(winner))
  }

  /* ---------- commands ---------- */

  async sealDraft(draft: string): Promise<Receipt> {
    this.#typing.flush()
    const intent = this.#newId()
    const fields = this.#opened === undefined ? undefined : this.view().room?.drafts[draft]
    if (fields === undefined) return notSent(intent, "gone")
    if (fields.text.trim() === "") return notSent(intent, "blank")
    const hash = await sealHash(fields, this.#world.digest)
    const command = { draft, hash }
    if (fields.kind === "decision") return this.#urgent(intent, "seal_draft", command)
    const queued = this.#rows().find((row) => row.name === "seal_draft" && row.command?.["draft"] === draft)
    if (queued?.command?.["hash"] === hash) return this.#commands.await(queued.intent)
    if (queued !== undefined && this.#opened?.holdings.outbox.isInFlight(queued.intent) === false) this.#withdraw(queued.intent)
    return this.#waiting(intent, "seal_draft", command, draft)
  }

  appendEntry(entry: NewEntry): Promise<Receipt> {
    const intent = this.#newId()
    if (entry.text.trim() === "") return Promise.resolve(notSent(intent, "blank"))
    if (entry.kind === "decision") return this.#urgent(intent, "append_entry", { ...entry })
    return this.#waiting(intent, "append_entry", { ...entry }, undefined)
  }

  command(name: string, fields: Readonly<Record<string, unknown>>, options: { readonly epoch?: number } = {}): Promise<Receipt> {
    return this.#urgent(this.#newId(), name, fields, options.epoch)
  }

  /** Now or never. */
  #urgent(intent: string, name: string, command: Readonly<Record<string, unknown>>, epoch?: number): Promise<Receipt> {
    if (this.#opened?.conversation.isLive !== true) return Promise.resolve(notSent(intent, "offline"))
    const { conversation } = this.#opened
    const not_after = timestamp(this.#world.now() + (conversation.clockSkewMs ?? 0) + command_ms_max)
    const submit = { t: "submit", intent, kind: "command", name, command, epoch, not_after, written_at: this.#now() } as const
    const receipt = this.#commands.give(submit, command_ms_max)
    conversation.pump()
    return receipt
  }

  /** From the outbox, whenever there is a connection. */
  #waiting(intent: string, name: string, command: Readonly<Record<string, unknown>>, draft: string | undefined): Promise<Receipt> {
    if (this.#opened === undefined || this.#isClosed) return Promise.resolve(notSent(intent, "closed"))
    const receipt = this.#commands.await(intent, draft)
    const object = draft === undefined ? {} : { object: `drafts/${draft}` }
    this.#queue({ intent, kind: "command", name, command: JSON.parse(JSON.stringify(command)) as Record<string, unknown>, ...object })
    return receipt
  }

  #withdraw(intent: string): void {
    this.#opened?.writer.write(this.#opened.holdings.refusedCommand(intent))
    this.#commands.settle(notSent(intent, "again"))
  }

  /* ---------- others and the tray ---------- */

  presence(state: PresenceState): void {
    this.#presence.set(state)
  }

  async discardTrayItem(id: string): Promise<void> {
    if (this.#opened === undefined) return
    this.#opened.writer.write(this.#opened.holdings.tray.discard(id))
    this.#changed()
    await this.#tellDiscarded(this.#opened)
  }

  /** The server forgets what its author discarded; where it cannot hear now, at the next connection. */
  async #tellDiscarded({ holdings, writer }: Opened): Promise<void> {
    for (const row of holdings.tray.discarded) {
      if (this.#line.isCut) return
      try {
        await Promise.all(row.intents.map((intent) => this.#requests.discard(intent)))
        writer.write(holdings.tray.forget(row.id))
      } catch {
        return
      }
    }
  }

  /** What another tab or device of this person's got refused. */
  async #entered(): Promise<void> {
    this.#line.entered()
    const opened = this.#opened
    if (opened === undefined) return
    await this.#tellDiscarded(opened)
    try {
      const [items, kept] = [await this.#requests.tray(), await opened.writer.tray()]
      const { tray, outbox, documents } = opened.holdings
      tray.load(kept)
      tray.takeServer(items, (intent) => outbox.find(intent) !== undefined, documents.shown)
      this.#changed()
    } catch {
      // The next connection asks again; what this device had refused is here already.
    }
  }

  /* ---------- the connection ---------- */

  tryNow(): void {
    this.#line.link.hurry()
  }

  cut(): void {
    this.#line.cut()
  }

  mend(): void {
    this.#line.mend()
  }

  signedIn(): void {
    this.#line.signedIn()
  }

  async stored(): Promise<void> {
    this.#typing.flush()
    await this.#opened?.writer.settled()
  }

  async close(): Promise<void> {
    this.#typing.flush()
    this.#isClosed = true
    for (const unlisten of this.#unlisten) unlisten()
    this.#listeners.clear()
    this.#line.close()
    this.#presence.stop()
    this.#cancelSave?.()
    this.#commands.close()
    await this.#opened?.writer.close()
    this.#opened?.release()
  }

  async #start(ready: Promise<unknown>): Promise<void> {
    let opening: Opening
    const name = `loggist/${this.#options.person}/${this.#options.incident}`
    try {
      await ready
      opening = await openHoldings(this.#world, name, this.#id)
    } catch (error) {
      this.#line.fail(message(error))
      return
    }
    if (this.#isClosed) {
      opening.store.close()
      opening.release()
      return
    }
    try {
      this.#opened = this.#assemble(opening, name)
    } catch (error) {
      this.#line.fail(message(error))
      return
    }
    this.#line.start()
  }

  #assemble({ store, stored, adopted, release }: Opening, name: string): Opened {
    const { after, now, random, openStore } = this.#world
    const changed = (): void => { this.#changed() }
    const writer = new Writer(store, { reopen: () => openStore(name), after, changed })
    const holdings = new Holdings(this.#options.person, () => newActor(random))
    try {
      holdings.load(stored.document, stored.records, stored.tray)
    } catch {
      // Damaged: the server has it all. Outbox and tray are apart.
      writer.write(holdings.clear())
    }
    holdings.adopt(adopted)
    writer.write(holdings.show())
    this.#savedSeq = stored.document?.seq ?? 0
    const conversation = new Conversation({
      person: this.#options.person, replica: this.#id, client, now, holdings, writer, changed,
      commands: this.#commands, presence: this.#presence, requests: this.#requests,
      link: () => this.#line.link,
      flush: () => { this.#typing.flush() },
      entered: () => void this.#entered(),
      failed: (reason) => { this.#line.fail(reason) },
      numberOf: (draft) => {
        this.#viewing.staled()
        return this.view().room?.log.findLast((entry) => entry.draft === draft)?.number
      },
      textOf: (row) => this.#textOf(row),
    })
    return { holdings, writer, conversation, release }
  }

  /* ---------- inner ---------- */

  #edit(name: string, object: string, fn: (document: RawRoot) => void): void {
    this.#typing.flush()
    this.#document()
    const change = this.#opened?.holdings.edit(fn)
    if (change !== undefined) this.#queue({ intent: this.#newId(), kind: "edit", name, change, object })
  }

  /** What was typed becomes one change; a great deal of it becomes several. */
  #commit({ path, before, splices }: Typed): void {
    const name = path[0] === "drafts" ? "edit_draft" : "edit_fact"
    const object = `${path[0]}/${path[1]}`
    const size = splices.reduce((sum, { deleted, inserted }) => sum + deleted + inserted.length, 0)
    if (size <= change_characters_max) {
      this.#edit(name, object, edits.spliceText(path, splices))
      return
    }
    let text = before
    for (const splice of splices) {
      for (const part of inParts(text, splice, change_characters_max)) this.#edit(name, object, edits.spliceText(path, [part]))
      text = applySplice(text, splice)
    }
  }

  #queue(row: Omit<OutboxRow, "replica" | "place" | "written_at">): void {
    if (this.#opened === undefined) return
    const { holdings, writer, conversation } = this.#opened
    writer.write(holdings.queue({ ...row, replica: this.#id, place: holdings.outbox.nextPlace(), written_at: this.#now() }))
    conversation.pump()
    this.#changed()
  }

  #rows(): readonly OutboxRow[] {
    return this.#opened?.holdings.outbox.rows ?? []
  }

  #textOf(row: OutboxRow): string {
    const draft = row.command?.["draft"]
    return typeof draft === "string" ? (this.view().room?.drafts[draft]?.text ?? "") : commandText(row.command)
  }

  /** The document that is shown; throws a RangeError while there is none. */
  #document(): RawRoot {
    if (this.#opened === undefined || this.#isClosed) throw new RangeError("the incident is not open")
    return this.#opened.holdings.documents.shown
  }

  #changed(): void {
    this.#viewing.staled()
    this.#saveLater()
    for (const listener of this.#listeners) listener()
  }

  /** The document is stored anew when many records came since, at a quiet moment if there is one. */
  #saveLater(): void {
    const seq = this.#opened?.holdings.documents.position.seq ?? 0
    if (seq - this.#savedSeq <= records_since_save_max || this.#isClosed) return
    if (seq - this.#savedSeq > 4 * records_since_save_max) {
      this.#save()
      return
    }
    this.#cancelSave?.()
    this.#cancelSave = this.#world.after(save_idle_ms, () => { this.#save() })
  }

  #save(): void {
    this.#cancelSave?.()
    this.#cancelSave = undefined
    if (this.#opened === undefined) return
    const document = this.#opened.holdings.save()
    this.#savedSeq = document.seq
    this.#opened.writer.write([{ put: "document", document }])
  }

  #newId(): string {
    return newId(this.#world.now(), this.#world.random)
  }

  #now(): string {
    return timestamp(this.#world.now())
  }
}

function plain(value: unknown): unknown {
  return A.isImmutableString(value) ? value.toString() : value
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
