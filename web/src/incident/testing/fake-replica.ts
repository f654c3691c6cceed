/**
 * A replica without a document or a server, for tests of pages and for the harness. It answers seals
 * after a moment as the server would, unless `answer` says otherwise.
 */
import type {
  Answer, AnswerOptions, Collection, Entry, Message, MessageOptions, NewEntry, OtherValue, PresenceState, Receipt, Recommendation, Replica, RoomDocument,
  RoomView, SealOptions, TextPath,
} from "../../replica/types.ts"
import { applySplice, typedSplice } from "../../replica/splice.ts"
import { FakeEdits, without } from "./fake-edits.ts"

export interface FakeOptions {
  /** What the server says to a seal or command; by default it records. */
  readonly answer?: (name: string, fields: Readonly<Record<string, unknown>>) => Partial<Receipt> | undefined
  /** Which values of a field lost. */
  readonly contested?: (collection: Collection, id: string, field: string) => readonly OtherValue[]
  readonly now?: () => number
  readonly delayMs?: number
}

export class FakeReplica extends FakeEdits implements Replica {
  readonly calls: [name: string, ...rest: unknown[]][] = []
  private state: RoomView
  private readonly listeners = new Set<() => void>()
  private readonly options: FakeOptions
  private ids = 0

  constructor(view: RoomView, options: FakeOptions = {}) {
    super()
    this.state = view
    this.options = options
  }

  protected get person(): string {
    return this.state.person
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly view = (): RoomView => this.state

  /** Changes the view, as something from outside would. */
  become(change: Partial<RoomView>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }

  changeRoom(change: (room: RoomDocument) => Partial<RoomDocument>): void {
    const { room } = this.state
    if (room) this.become({ room: { ...room, ...change(room) } })
  }

  setText(path: TextPath, text: string): void {
    const [collection, id, field] = path
    this.changeRoom((room) => {
      const object = room[collection][id]
      if (!object) throw new RangeError("not there")
      return { [collection]: { ...room[collection], [id]: { ...object, [field]: text } } }
    })
  }

  writeText(path: TextPath, base: string, typed: string): boolean {
    this.note("writeText", path, base, typed)
    const [collection, id, field] = path
    const object = this.state.room?.[collection][id] as Readonly<Record<string, unknown>> | undefined
    if (!object) return false
    const now = String(object[field])
    const splice = typedSplice(base, typed, now)
    if (splice) this.setText(path, applySplice(now, splice))
    return true
  }

  contested(collection: Collection, id: string, field: string): readonly OtherValue[] {
    return this.options.contested?.(collection, id, field) ?? []
  }

  async sealDraft(id: string, options?: SealOptions): Promise<Receipt> {
    this.note("sealDraft", id, ...(options === undefined ? [] : [options]))
    const draft = this.state.room?.drafts[id]
    const intent = this.newId("i")
    if (!draft) return { intent, outcome: "not_sent", code: "gone", reason: "This draft is no longer there." }
    const live = this.state.connection.kind === "live"
    if (draft.kind === "decision" && !live) {
      return { intent, outcome: "not_sent", code: "offline", reason: "A decision needs a connection." }
    }
    const writtenAt = new Date(this.now()).toISOString()
    const waiting = { intent, draft: id, kind: draft.kind, text: draft.text, writtenAt }
    this.become({ sealing: [...this.state.sealing, waiting], unsent: this.state.unsent + (live ? 0 : 1) })
    await this.untilLive()
    const receipt = await this.receipt(intent, "seal_draft", { draft: id })
    const sealing = this.state.sealing.filter((one) => one.intent !== intent)
    const unsent = Math.max(0, this.state.unsent - (live ? 0 : 1))
    if (receipt.outcome === "recorded") this.seal(draft.id, receipt.number ?? 0, writtenAt)
    this.become({ sealing, unsent })
    return receipt
  }

  async appendEntry(entry: NewEntry): Promise<Receipt> {
    this.note("appendEntry", entry)
    return this.receipt(this.newId("i"), "append_entry", { ...entry })
  }

  async command(name: string, fields: Readonly<Record<string, unknown>>, options?: { readonly epoch?: number }): Promise<Receipt> {
    this.note("command", name, fields, options)
    return this.receipt(this.newId("i"), name, fields)
  }

  /** Answered in the room at once, where the server records it. */
  async answerRecommendation(id: string, answer: Answer, options: AnswerOptions = {}): Promise<Receipt> {
    this.note("answerRecommendation", id, answer, options)
    const receipt = await this.receipt(this.newId("i"), "answer_recommendation", { recommendation: id, answer, ...options })
    if (receipt.outcome !== "recorded") return receipt
    this.changeRoom(({ recommendations }) => {
      const { reason } = options
      const said = { answer, answered_by: this.person, answered_at: this.time(), ...(reason === undefined ? {} : { reason }) }
      return { recommendations: { ...recommendations, [id]: { ...(recommendations[id] as Recommendation), ...said } } }
    })
    return receipt
  }

  /** Agreed or sent in the room at once, where the server records it. */
  async answerMessage(id: string, command: "agree_message" | "mark_sent", options: MessageOptions = {}): Promise<Receipt> {
    this.note("answerMessage", id, command, options)
    const receipt = await this.receipt(this.newId("i"), command, { message: id, ...options })
    if (receipt.outcome !== "recorded") return receipt
    this.changeRoom(({ messages }) => {
      const by = command === "agree_message" ? { agreed_by: this.person, agreed_at: this.time() } : { sent_by: this.person, sent_at: this.time() }
      return { messages: { ...messages, [id]: { ...(messages[id] as Message), ...by } } }
    })
    return receipt
  }

  async proposeTrayItem(id: string): Promise<Receipt> {
    this.note("proposeTrayItem", id)
    const receipt = await this.receipt(this.newId("i"), "propose", { item: id })
    if (receipt.outcome === "recorded") this.become({ tray: this.state.tray.filter((item) => item.id !== id) })
    return receipt
  }

  async surrender(): Promise<boolean> {
    this.note("surrender")
    const receipt = await this.receipt(this.newId("i"), "surrender", {})
    if (receipt.outcome === "recorded") this.become({ handIn: [] })
    return receipt.outcome === "recorded"
  }

  presence(state: PresenceState): void {
    this.note("presence", state)
  }

  async discardTrayItem(id: string): Promise<void> {
    this.note("discardTrayItem", id)
    this.become({ tray: this.state.tray.filter((item) => item.id !== id) })
    return Promise.resolve()
  }

  tryNow(): void {
    this.note("tryNow")
  }

  cut(): void {
    this.note("cut")
    this.become({ connection: { kind: "offline", since: this.now(), retryAt: undefined, reason: "cut" }, present: [] })
  }

  mend(): void {
    this.note("mend")
    this.become({ connection: { kind: "live", since: this.now() } })
  }

  signedIn(): void {
    this.note("signedIn")
    this.become({ connection: { kind: "live", since: this.now() } })
  }

  async stored(): Promise<void> {
    return Promise.resolve()
  }

  async close(): Promise<void> {
    this.note("close")
    return Promise.resolve()
  }

  private seal(id: string, number: number, writtenAt: string): void {
    const received = new Date(this.now()).toISOString()
    this.changeRoom((room) => {
      const draft = room.drafts[id]
      const author = room.members[this.state.person]
      const role = author?.roles[0]?.role
      if (!draft) return {}
      const { why, set_aside, kind, text, begun_at, said_by, happened_at, certainty, corrects } = draft
      const optional = Object.entries({ said_by, happened_at, certainty, corrects }).filter(([, value]) => value !== undefined)
      const entry: Entry = {
        ...Object.fromEntries(optional), kind, text, begun_at, number,
        ...(why === "" ? {} : { why }), ...(set_aside === "" ? {} : { set_aside }),
        by: { person: this.state.person, name: author?.name ?? "", ...(role ? { role } : {}) },
        written_at: writtenAt, received_at: received, epoch: room.command.epoch,
        late: Date.parse(received) - Date.parse(writtenAt) > 120_000, draft: id,
      }
      return { drafts: without(room.drafts, id), log: [...room.log, entry] }
    })
  }

  private async receipt(intent: string, name: string, fields: Readonly<Record<string, unknown>>): Promise<Receipt> {
    const { delayMs = 0 } = this.options
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs))
    const number = (this.state.room?.log.at(-1)?.number ?? 0) + 1
    const recorded: Receipt = {
      intent, outcome: "recorded", seq: this.state.seq + 1, receivedAt: new Date(this.now()).toISOString(), hash: "", number,
    }
    return { ...recorded, ...this.options.answer?.(name, fields) } as Receipt
  }

  private async untilLive(): Promise<void> {
    if (this.state.connection.kind === "live") return
    await new Promise<void>((resolve) => {
      const stop = this.subscribe(() => {
        if (this.state.connection.kind !== "live") return
        stop()
        resolve()
      })
    })
  }

  protected now(): number {
    return this.options.now?.() ?? Date.now()
  }

  protected newId(kind: string): string {
    this.ids += 1
    return `019360a1-0000-7000-8000-0000000${kind}${String(this.ids).padStart(4, "0")}`
  }

  protected note(name: string, ...rest: unknown[]): void {
    this.calls.push([name, ...rest])
  }
}
