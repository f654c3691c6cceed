/**
 * The replica as pages use it: puts the parts together and turns acts into intents. The parts:
 * `Holdings` (document and outbox), `Conversation` (the protocol), `Line` (whether there is a
 * connection), `Writer` (the device), `Viewing` (what is seen).
 */
import { version } from "../../package.json"
import { Commands, notSent } from "./commands.ts"
import { contested } from "./contested.ts"
import { Conversation } from "./conversation.ts"
import { Editor } from "./editor.ts"
import * as edits from "./edits.ts"
import { Holdings } from "./holdings.ts"
import { newActor, newId, timestamp } from "./ids.ts"
import { Line } from "./line.ts"
import { change_characters_max, command_ms_max, committed_draw_ms, records_since_save_max, records_unsaved_max, save_idle_ms, typing_records_unsaved_max } from "./limits.ts"
import { openHoldings, type Opening } from "./opening.ts"
import { Presence } from "./presence.ts"
import type { RawRoot } from "./raw.ts"
import { Requests } from "./requests.ts"
import { messageHash, recommendationHash, sealHash } from "./seal.ts"
import { applySplice, inParts, typedSplice } from "./splice.ts"
import type { OutboxRow } from "./store.ts"
import type { Surroundings } from "./surroundings.ts"
import { TrayActs } from "./tray-acts.ts"
import { commandText, writtenAs, type Said } from "./tray.ts"
import { Typing, type Typed } from "./typing.ts"
import type {
  Answer, AnswerOptions, MessageOptions, Collection, NewEntry, OpenOptions, OtherValue, PresenceState, Receipt, Replica, RoomView, SealOptions, TextPath,
} from "./types.ts"
import { Viewing } from "./viewing.ts"
import { Writer } from "./writer.ts"

const client = `loggist-web ${version}`

const editNames: Readonly<Record<Collection, string>> = {
  drafts: "edit_draft", facts: "edit_fact", actions: "edit_action", recommendations: "edit_recommendation",
  contacts: "edit_contact", systems: "edit_system", messages: "edit_message", channels: "edit_line", calls: "edit_call",
  lessons: "edit_lesson", checks: "edit_duty", documents: "edit_document", attachments: "edit_attachment",
}

/** What there is once the device's store was read. */
interface Opened {
  readonly holdings: Holdings
  readonly writer: Writer
  readonly conversation: Conversation
  readonly release: () => void
}

export class LiveReplica extends Editor implements Replica {
  readonly #options: OpenOptions
  protected readonly person: string
  readonly #world: Surroundings
  readonly #id: string
  readonly #requests: Requests
  readonly #line: Line
  readonly #commands: Commands
  readonly #presence: Presence
  readonly #typing: Typing
  readonly #viewing: Viewing
  readonly #trayActs: TrayActs
  readonly #listeners = new Set<() => void>()
  readonly #unlisten: readonly (() => void)[]
  #opened: Opened | undefined
  #isClosed = false
  #savedSeq = 0
  #cancelSave: (() => void) | undefined
  #cancelDraw: (() => void) | undefined

  /** `ready` resolves when the WASM is there. */
  constructor(options: OpenOptions, world: Surroundings, ready: Promise<unknown>) {
    super()
    this.#options = options
    this.person = options.person
    this.#world = world
    this.#id = newId(world.now(), world.random)
    this.#requests = new Requests(world, options.baseUrl ?? globalThis.location.origin, options.incident, options.token)
    this.#line = new Line(world, this.#requests, {
      conversation: () => this.#opened?.conversation,
      changed: () => { this.#changed() },
      renew: options.renew,
      removed: () => { this.#leave() },
    })
    this.#commands = new Commands(world.after)
    this.#presence = new Presence(world.after, () => this.#opened?.conversation.sendPresence())
    this.#typing = new Typing(world, (typed) => { this.#commit(typed) })
    this.#viewing = new Viewing(options.incident, options.person, world.now)
    this.#trayActs = new TrayActs({
      opened: () => this.#opened, items: () => this.view().tray, requests: this.#requests, line: this.#line,
      newId: () => this.newId(), command: (name, fields) => this.command(name, fields), changed: () => { this.#changed() },
    })
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

  changeText(path: TextPath, text: string): void {
    if (this.#typing.change(path, () => edits.textAt(this.#document(), path), text)) this.#typed()
  }

  writeText(path: TextPath, base: string, typed: string): boolean {
    const now = this.#textAt(path)
    const splice = now === undefined ? undefined : typedSplice(base, typed, now)
    if (splice !== undefined && this.#typing.splice(path, () => edits.textAt(this.#document(), path), splice)) this.#typed()
    return now !== undefined
  }

  contested(collection: Collection, id: string, field: string): readonly OtherValue[] {
    return this.#opened === undefined ? [] : contested(this.#opened.holdings.documents, collection, id, field)
  }

  /* ---------- commands ---------- */

  async sealDraft(draft: string, options: SealOptions = {}): Promise<Receipt> {
    this.#typing.flush()
    const intent = this.newId()
    const fields = this.#opened === undefined ? undefined : this.view().room?.drafts[draft]
    if (fields === undefined) return notSent(intent, "gone")
    if (fields.text.trim() === "") return notSent(intent, "blank")
    const hash = await sealHash(fields, this.#world.digest)
    const command = { draft, hash, spoken_by: options.spokenBy }
    if (fields.kind === "decision") return this.#urgent(intent, "seal_draft", command)
    const queued = this.#rows().find((row) => row.name === "seal_draft" && row.command?.["draft"] === draft)
    if (queued?.command?.["hash"] === hash) return this.#commands.await(queued.intent)
    if (queued !== undefined && this.#opened?.holdings.outbox.isInFlight(queued.intent) === false) this.#withdraw(queued.intent)
    return this.#waiting(intent, "seal_draft", command, draft)
  }

  appendEntry(entry: NewEntry): Promise<Receipt> {
    const intent = this.newId()
    if (entry.text.trim() === "") return Promise.resolve(notSent(intent, "blank"))
    if (entry.kind === "decision") return this.#urgent(intent, "append_entry", { ...entry })
    return this.#waiting(intent, "append_entry", { ...entry }, undefined)
  }

  async answerRecommendation(recommendation: string, answer: Answer, options: AnswerOptions = {}): Promise<Receipt> {
    this.#typing.flush()
    const { reason, spokenBy: spoken_by } = options
    const room = this.#opened === undefined ? undefined : this.view().room
    const epoch = options.epoch ?? room?.command.epoch
    const shown = room?.recommendations[recommendation]
    if (shown === undefined) return notSent(this.newId(), "gone")
    const hash = await recommendationHash(shown, this.#world.digest)
    return this.#urgent(this.newId(), "answer_recommendation", { recommendation, hash, answer, reason, spoken_by }, epoch)
  }

  async answerMessage(message: string, command: "agree_message" | "mark_sent", options: MessageOptions = {}): Promise<Receipt> {
    this.#typing.flush()
    const { spokenBy: spoken_by } = options
    const room = this.#opened === undefined ? undefined : this.view().room
    const epoch = options.epoch ?? room?.command.epoch
    const shown = room?.messages[message]
    if (shown === undefined) return notSent(this.newId(), "gone")
    const hash = await messageHash(shown, this.#world.digest)
    return this.#urgent(this.newId(), command, { message, hash, spoken_by }, epoch)
  }

  command(name: string, fields: Readonly<Record<string, unknown>>, options: { readonly epoch?: number } = {}): Promise<Receipt> {
    return this.#urgent(this.newId(), name, fields, options.epoch)
  }

  /** Now or never. */
  #urgent(intent: string, name: string, command: Readonly<Record<string, unknown>>, seen?: number): Promise<Receipt> {
    if (this.#line.isRemoved) return Promise.resolve(notSent(intent, "removed"))
    if (this.#opened?.conversation.isLive !== true) return Promise.resolve(notSent(intent, "offline"))
    const { conversation } = this.#opened
    // Where the page does not say which command it showed when it asked, it is the one that is shown now.
    const epoch = seen ?? this.view().room?.command.epoch
    const not_after = timestamp(this.#world.now() + (conversation.clockSkewMs ?? 0) + command_ms_max)
    const submit = { t: "submit", intent, kind: "command", name, command, epoch, not_after, written_at: this.now() } as const
    const receipt = this.#commands.give(submit, command_ms_max)
    conversation.pump()
    return receipt
  }

  /** From the outbox, whenever there is a connection. */
  #waiting(intent: string, name: string, command: Readonly<Record<string, unknown>>, draft: string | undefined): Promise<Receipt> {
    if (this.#line.isRemoved) return Promise.resolve(notSent(intent, "removed"))
    if (this.#opened === undefined || this.#isClosed) return Promise.resolve(notSent(intent, "closed"))
    const receipt = this.#commands.await(intent, draft)
    const object = draft === undefined ? {} : { object: `drafts/${draft}` }
    this.#queue({ intent, kind: "command", name, command: JSON.parse(JSON.stringify(command)) as Record<string, unknown>, ...object })
    this.#changed()
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

  discardTrayItem(id: string): Promise<void> {
    return this.#trayActs.discard(id)
  }

  proposeTrayItem(id: string): Promise<Receipt> {
    return this.#trayActs.propose(id)
  }

  surrender(): Promise<boolean> {
    return this.#trayActs.surrender(this.view().handIn)
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
    this.#cancelDraw?.()
    this.#commands.close("closed")
    await this.#opened?.writer.close()
    this.#opened?.release()
  }

  async #start(ready: Promise<unknown>): Promise<void> {
    let opening: Opening
    const name = `loggist/${this.person}/${this.#options.incident}`
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
    const { after, together, now, random, openStore } = this.#world
    const changed = (): void => { this.#changed() }
    const writer = new Writer(store, { reopen: () => openStore(name), after, changed })
    const holdings = new Holdings(this.person, () => newActor(random))
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
      person: this.person, replica: this.#id, client, now, together, holdings, writer, changed,
      draw: () => { this.#draw() },
      typedText: () => (this.#typing.last === undefined ? undefined : this.#textAt(this.#typing.last)),
      commands: this.#commands, presence: this.#presence, requests: this.#requests,
      link: () => this.#line.link,
      flush: () => { this.#typing.flush() },
      isTyping: () => this.#typing.isGoingOn,
      entered: () => {
        this.#line.entered()
        void this.#trayActs.entered()
      },
      failed: (reason) => { this.#line.fail(reason) },
      numberOf: (draft) => {
        this.#viewing.staled()
        return this.view().room?.log.findLast((entry) => entry.draft === draft)?.number
      },
      saidIn: (row) => this.#saidIn(row),
    })
    return { holdings, writer, conversation, release }
  }

  /* ---------- inner ---------- */

  protected edit(name: string, object: string, fn: edits.Edit): void {
    this.#typing.flush()
    this.#change(name, object, fn)
    this.#changed()
  }

  #change(name: string, object: string, fn: edits.Edit): void {
    this.#document()
    const change = this.#opened?.holdings.edit(fn)
    if (change !== undefined) this.#queue({ intent: this.newId(), kind: "edit", name, change, object })
  }

  /** What was typed becomes one change; a great deal of it becomes several. */
  #commit({ path, before, splices }: Typed): void {
    const name = editNames[path[0]]
    const object = `${path[0]}/${path[1]}`
    const size = splices.reduce((sum, { deleted, inserted }) => sum + deleted + inserted.length, 0)
    if (size <= change_characters_max) {
      this.#change(name, object, edits.spliceText(path, splices))
    } else {
      let text = before
      for (const splice of splices) {
        for (const part of inParts(text, splice, change_characters_max)) this.#change(name, object, edits.spliceText(path, [part]))
        text = applySplice(text, splice)
      }
    }
    this.#committed()
  }

  #queue(row: Omit<OutboxRow, "replica" | "place" | "written_at">): void {
    if (this.#opened === undefined) return
    const { holdings, writer, conversation } = this.#opened
    writer.write(holdings.queue({ ...row, replica: this.#id, place: holdings.outbox.nextPlace(), written_at: this.now() }))
    conversation.pump()
  }

  #rows(): readonly OutboxRow[] {
    return this.#opened?.holdings.outbox.rows ?? []
  }

  #saidIn({ command }: OutboxRow): Said {
    const id = command?.["draft"]
    const draft = typeof id === "string" ? this.view().room?.drafts[id] : undefined
    return { text: draft?.text ?? commandText(command), ...writtenAs(draft === undefined ? command : { ...draft }) }
  }

  /** The room is no longer this person's to read: it goes from the page and the device. What they wrote stays. */
  #leave(): void {
    this.#typing.flush()
    this.#cancelSave?.()
    this.#cancelSave = undefined
    this.#commands.close("removed")
    if (this.#opened === undefined) return
    this.#opened.writer.write(this.#opened.holdings.clear())
    this.#savedSeq = 0
    this.#viewing.forget()
  }

  /** How the text reads on this device; undefined where there is none. */
  #textAt(path: TextPath): string | undefined {
    const [collection, id, field] = path
    const text = this.#typing.over(path) ?? this.#opened?.holdings.documents.shown[collection]?.[id]?.[field]
    return typeof text === "string" && !this.#isClosed && !this.#line.isRemoved ? text : undefined
  }

  /** The document that is shown; throws a RangeError while there is none. */
  #document(): RawRoot {
    if (this.#opened === undefined || this.#isClosed || this.#line.isRemoved) throw new RangeError("the incident is not open")
    return this.#opened.holdings.documents.shown
  }

  /** The box shows a key by itself: what else follows from it is drawn after the frame that does. */
  #typed(): void {
    this.#viewing.staled()
    this.#cancelDraw?.()
    this.#cancelDraw = this.#world.drawn(() => {
      this.#cancelDraw = undefined
      this.#changed()
      this.#opened?.conversation.drawn()
    })
  }

  /** What was typed is a change now, and reads as before: the next key is soon enough, if there is one. */
  #committed(): void {
    this.#viewing.staled()
    this.#cancelDraw ??= this.#world.after(committed_draw_ms, () => {
      this.#cancelDraw = undefined
      this.#changed()
    })
  }

  #changed(): void {
    if (this.#opened?.conversation.isTakingIn === true) this.#viewing.staled()
    else this.#draw()
  }

  #draw(): void {
    this.#cancelDraw?.()
    this.#cancelDraw = undefined
    this.#viewing.staled()
    this.#saveLater()
    for (const listener of this.#listeners) listener()
  }

  /** The document is stored anew when many records came since, at a quiet moment if there is one. */
  #saveLater(): void {
    const seq = this.#opened?.holdings.documents.position.seq ?? 0
    if (seq - this.#savedSeq <= records_since_save_max || this.#isClosed) return
    if (seq - this.#savedSeq > (this.#typing.isGoingOn ? typing_records_unsaved_max : records_unsaved_max)) {
      this.#save()
      return
    }
    this.#cancelSave?.()
    this.#cancelSave = this.#world.after(save_idle_ms, () => {
      if (this.#typing.isGoingOn) this.#saveLater()
      else this.#save()
    })
  }

  #save(): void {
    this.#cancelSave?.()
    this.#cancelSave = undefined
    if (this.#opened === undefined) return
    const document = this.#opened.holdings.save()
    this.#savedSeq = document.seq
    this.#opened.writer.write([{ put: "document", document }])
  }

  protected newId(): string {
    return newId(this.#world.now(), this.#world.random)
  }

  protected now(): string {
    return timestamp(this.#world.now())
  }
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
