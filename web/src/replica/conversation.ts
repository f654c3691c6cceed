/**
 * The client's side of `loggist.v1` [W1]..[W10]: greets, catches up, submits the outbox, and goes
 * through the rebase when an edit was refused. Phases of one connection:
 *
 *     away -> greeting -> catching_up -> live -> draining -> greeting -> ... -> moving -> live
 *                      \-> fetching (a snapshot) -> greeting
 */
import { toHex } from "./bytes.ts"
import type { Commands } from "./commands.ts"
import {
  decodeFrames, encodeFrame, type Authority, type Bye, type ClientFrame, type Ping, type ReceiptFrame, type Records, type ServerFrame,
  type SnapshotNotice, type Submit, type Welcome,
} from "./frames.ts"
import type { Holdings } from "./holdings.ts"
import { timestamp } from "./ids.ts"
import { Incoming } from "./incoming.ts"
import { news_pace_ms } from "./limits.ts"
import type { Presence } from "./presence.ts"
import { RequestRefused, type Requests } from "./requests.ts"
import type { Link } from "./socket.ts"
import type { OutboxRow } from "./store.ts"
import type { Said } from "./tray.ts"
import type { Receipt, Role, Standing } from "./types.ts"
import type { Writer } from "./writer.ts"

type Phase =
  | { readonly kind: "away" | "greeting" | "fetching" | "live" | "draining" | "moving" }
  | { readonly kind: "catching_up"; readonly until: number }

/** Rebases in a row that got nothing recorded; past it the connection is begun anew, with a wait. */
const fruitless_max = 3

/** The server said something that this build cannot follow; reconnecting may help. */
const confused = 4000

export interface Parts {
  readonly person: string
  readonly replica: string
  readonly now: () => number
  readonly together: (ms: number, callback: () => void) => () => void
  readonly holdings: Holdings
  readonly commands: Commands
  readonly presence: Presence
  readonly requests: Requests
  readonly writer: Writer
  readonly link: () => Link
  /** Brings what is being typed into the document, before anything else touches it. */
  readonly flush: () => void
  readonly isTyping: () => boolean
  /** It is drawn at once, or with what else is being taken in. */
  readonly changed: () => void
  readonly draw: () => void
  /** The text that is being typed in, as it reads now. */
  readonly typedText: () => string | undefined
  /** Live for the first time on this connection. */
  readonly entered: () => void
  /** The library could not take in what the server sent, twice. */
  readonly failed: (reason: string) => void
  /** The log's number for a draft, for receipts that are read off a record. */
  readonly numberOf: (draft: string) => number | undefined
  /** What a waiting command was about, for the tray. */
  readonly saidIn: (row: OutboxRow) => Said
  readonly client: string
}

export class Conversation {
  readonly #parts: Parts
  readonly #incoming: Incoming
  #phase: Phase = { kind: "away" }
  /** Was live on this connection; a rebase or a gap since then is the replica's own business. */
  #entered = false
  #fruitless = 0
  /** Begun anew for that reason: a welcome alone does not end the back-off. */
  #isBarren = false
  /** A second damage in a row is not the device's. */
  #startedOver = false
  #skews: readonly number[] = []
  /** Who is in command is the document's to say. */
  standing: Omit<Standing, "manager" | "deputy"> | undefined
  /** Said by `bye` before the close, which may not carry it. */
  bye: Bye | undefined

  constructor(parts: Parts) {
    this.#parts = parts
    this.#incoming = new Incoming(parts, {
      canWait: (frame) => this.#canWait(frame),
      isTyping: parts.isTyping,
      take: (frames, isAll) => { this.#take(frames, isAll) },
    })
  }

  /** In, and was caught up: what is given now goes out at once, or after a rebase that is under way. */
  get isLive(): boolean {
    return this.#entered
  }

  /** The least delayed of the last few words of the server. */
  get clockSkewMs(): number | undefined {
    return this.#skews.length === 0 ? undefined : Math.max(...this.#skews)
  }

  opened(ticket: string | undefined): void {
    this.bye = undefined
    this.#hello(ticket)
  }

  closed(): void {
    this.#incoming.clear()
    this.#phase = { kind: "away" }
    this.#entered = false
    this.#parts.holdings.outbox.grounded()
    this.#parts.commands.lost()
    this.#parts.presence.clear()
  }

  received(bytes: Uint8Array): void {
    let frames: readonly ServerFrame[]
    try {
      frames = decodeFrames(bytes)
    } catch {
      this.#parts.link().drop(confused)
      return
    }
    for (const frame of frames) if (frame.t === "ping") this.#pong(frame)
    if (frames.length > 0) this.#incoming.add(frames)
  }

  /** A key has been drawn. */
  drawn(): void {
    this.#incoming.drawn()
  }

  /** Whether something was taken in that is not to be drawn yet. */
  get isTakingIn(): boolean {
    return this.#incoming.isUnderWay
  }

  /** Sends what waits, as far as may be. */
  pump(): void {
    if (this.#phase.kind !== "live") return
    for (const row of this.#parts.holdings.outbox.take()) this.#send(submitOf(row))
    for (const submit of this.#parts.commands.take(this.#parts.now() + (this.clockSkewMs ?? 0))) this.#send(submit)
  }

  /** Says something that the server must answer, unless an answer is on its way. */
  ask(): void {
    if (this.#phase.kind === "live") this.#hello()
  }

  sendPresence(): void {
    if (this.#phase.kind !== "live") return
    this.#parts.flush()
    const frame = this.#parts.presence.frame(this.#parts.holdings.documents.shown)
    if (frame !== undefined) this.#send(frame)
  }

  /** What others do, that an edit of ours is recorded, and pings. Whoever gave a command waits for its answer. */
  #canWait(frame: ServerFrame): boolean {
    if (frame.t !== "receipt") return frame.t === "records" || frame.t === "presence" || frame.t === "ping"
    return frame.outcome === "recorded" && this.#parts.holdings.outbox.find(frame.intent)?.kind === "edit"
  }

  #take(frames: readonly ServerFrame[], isAll: boolean): void {
    const before = this.#parts.typedText()
    for (const frame of frames) this.#one(frame)
    // The next key is to find its place in the box as it reads now.
    if (isAll || this.#parts.typedText() !== before) this.#parts.draw()
    else this.#parts.changed()
  }

  #one(frame: ServerFrame): void {
    switch (frame.t) {
      case "welcome": this.#welcome(frame); break
      case "snapshot": void this.#snapshot(frame); break
      case "records": this.#records(frame); break
      case "receipt": this.#receipt(frame); break
      case "authority": this.#authority(frame); break
      case "volume": if (frame.seq > this.#seq && this.#phase.kind === "live") this.#hello(); break
      case "presence": this.#parts.presence.apply(frame); break
      case "ping": this.#notice(frame.seq); break
      case "bye":
        this.bye = frame
        this.#parts.link().drop(frame.code)
        break
    }
  }

  get #seq(): number {
    return this.#parts.holdings.documents.position.seq
  }

  #hello(ticket?: string): void {
    const { volume, seq, hash } = this.#parts.holdings.documents.position
    const { replica, client, now } = this.#parts
    this.#phase = { kind: "greeting" }
    this.#send({ t: "hello", volume, seq, hash, replica, client, device_time: timestamp(now()), ticket, pace: news_pace_ms })
  }

  #welcome(frame: Welcome): void {
    this.#clock(frame.server_time)
    const { member, epoch, policy_version: policyVersion, limits } = frame
    this.standing = { member, roles: frame.roles as readonly Role[], epoch, policyVersion, limits }
    this.#parts.presence.welcome(frame.session, frame.present)
    if (!this.#isBarren) this.#parts.link().established()
    this.#phase = { kind: "catching_up", until: frame.seq }
    this.#catchUp()
  }

  async #snapshot(notice: SnapshotNotice): Promise<void> {
    const attempt = this.#parts.link().attempt
    this.#phase = { kind: "fetching" }
    let bytes: Uint8Array
    try {
      bytes = await this.#parts.requests.snapshot(notice.volume, notice.seq)
    } catch (error) {
      if (attempt === this.#parts.link().attempt) this.#withoutSnapshot(error instanceof RequestRefused ? error.status : undefined)
      return
    }
    if (attempt !== this.#parts.link().attempt) return
    const { volume, seq, hash } = notice
    this.#parts.flush()
    if (!this.#attempt(() => this.#parts.holdings.replace(bytes, { volume, seq, hash }, this.#now()))) return
    this.#hello()
    this.#parts.changed()
  }

  #withoutSnapshot(status: number | undefined): void {
    // A newer one has taken its place: the next hello is told which.
    if (status === 404) this.#hello()
    else this.#parts.link().drop(status === 401 ? 4401 : confused)
  }

  #records(frame: Records): void {
    const items = frame.items.filter((item) => item.seq > this.#seq)
    const first = items[0]
    if (first === undefined || this.#phase.kind === "fetching") return
    if (first.seq !== this.#seq + 1) {
      // A gap [W2]. While greeting, the answer is on its way already.
      if (this.#phase.kind !== "greeting") this.#hello()
      return
    }
    this.#parts.flush()
    if (!this.#attempt(() => this.#parts.holdings.record(items, this.#now()))) return
    for (const item of items) {
      const orphan = item.intent === undefined ? undefined : this.#parts.commands.orphan(item.intent)
      if (orphan === undefined) continue
      const number = orphan.draft === undefined ? undefined : this.#parts.numberOf(orphan.draft)
      this.#parts.commands.settle(recorded(orphan.intent, item.seq, item.received_at, item.hash, number))
    }
    this.#catchUp()
    if (this.#parts.holdings.outbox.mustMove) this.#drain()
    this.#goOn()
  }

  /** After an answer or a record: says hello again when all answers are in, else sends on. */
  #goOn(): void {
    if (this.#phase.kind === "draining" && this.#parts.holdings.outbox.isQuiet) this.#helloAgain()
    else this.pump()
  }

  #catchUp(): void {
    if (this.#phase.kind !== "catching_up" || this.#seq < this.#phase.until) return
    const { holdings, writer } = this.#parts
    const { outbox } = holdings
    writer.write(holdings.strand(this.#now()))
    if (!outbox.mustMove) this.#goLive()
    else if (outbox.isQuiet) void this.#move()
    else this.#phase = { kind: "draining" }
  }

  async #move(): Promise<void> {
    const attempt = this.#parts.link().attempt
    this.#phase = { kind: "moving" }
    this.#parts.flush()
    if (!this.#attempt(() => this.#parts.holdings.move(this.#now()))) return
    // The new bytes are on the device before the server sees them, lest another life sends the old ones.
    await this.#parts.writer.settled()
    if (attempt !== this.#parts.link().attempt || !this.#isMoving) return
    this.#goLive()
    this.#parts.changed()
  }

  /** False when a gap made it say hello while it waited for the device. */
  get #isMoving(): boolean {
    return this.#phase.kind === "moving"
  }

  #goLive(): void {
    const first = !this.#entered
    this.#phase = { kind: "live" }
    this.#entered = true
    this.pump()
    this.sendPresence()
    if (first) this.#parts.entered()
  }

  #receipt(frame: ReceiptFrame): void {
    if (frame.outcome === "recorded") this.#landed(frame)
    else if (frame.code === "rebase" || frame.code === "actor_taken") this.#undecided(frame.intent)
    else this.#refused(frame)
    this.#goOn()
  }

  #landed({ intent, seq, received_at: receivedAt, hash, number }: Extract<ReceiptFrame, { outcome: "recorded" }>): void {
    this.#gotOn()
    this.#parts.writer.write(this.#parts.holdings.landed(intent, seq))
    this.#parts.commands.settle(recorded(intent, seq, receivedAt, hash, number))
    if (this.#parts.holdings.outbox.replaced.size > 0) this.#drain()
  }

  /** Neither recorded nor refused: to be sent again, after the next hello. [W10] */
  #undecided(intent: string): void {
    const { outbox } = this.#parts.holdings
    outbox.landed(intent)
    if (outbox.find(intent)?.change !== undefined) outbox.staled()
    this.#parts.commands.undecided(intent)
    this.#drain()
  }

  #refused({ intent, code, reason }: Extract<ReceiptFrame, { outcome: "refused" }>): void {
    const { holdings, commands, writer } = this.#parts
    const row = holdings.outbox.find(intent)
    if (row?.kind === "edit") {
      this.#gotOn()
      holdings.refusedEdit(intent, { code, reason })
      this.#drain()
      return
    }
    writer.write(row === undefined ? [] : holdings.refusedCommand(intent))
    const told = commands.settle({ intent, outcome: "refused", code, reason })
    if (!told && row !== undefined) writer.write(holdings.tray.takeCommand(row, { code, reason }, this.#parts.saidIn(row), this.#now()))
  }

  /** Nothing more is sent; when all answers are in, it says hello again. */
  #drain(): void {
    if (this.#phase.kind === "live") this.#phase = { kind: "draining" }
  }

  /** A word that decides something. */
  #gotOn(): void {
    this.#fruitless = 0
    this.#isBarren = false
    this.#parts.link().established()
  }

  #helloAgain(): void {
    this.#fruitless += 1
    if (this.#fruitless > fruitless_max) {
      this.#fruitless = 0
      this.#isBarren = true
      this.#parts.link().drop(confused)
    } else {
      this.#hello()
    }
  }

  #authority({ epoch, roles }: Authority): void {
    if (this.standing === undefined) return
    this.standing = { ...this.standing, epoch, roles: roles as readonly Role[] }
  }

  /** At once, whatever waits: the server's clock is read off it. */
  #pong({ n, server_time: serverTime }: Ping): void {
    this.#send({ t: "pong", n, device_time: timestamp(this.#parts.now()) })
    this.#clock(serverTime)
  }

  /** Records come before a later ping on one socket: what lags now was missed. */
  #notice(seq: number): void {
    if (this.#phase.kind === "live" && seq > this.#seq) this.#hello()
  }

  #clock(serverTime: string): void {
    const skew = Date.parse(serverTime) - this.#parts.now()
    if (Number.isFinite(skew)) this.#skews = [...this.#skews, skew].slice(-6)
  }

  /** Lets the library take something in; when it cannot, once, everything is asked for anew. */
  #attempt(take: () => ReturnType<Holdings["move"]>): boolean {
    try {
      this.#parts.writer.write(take())
      return true
    } catch (error) {
      if (this.#startedOver) {
        this.#parts.failed(error instanceof Error ? error.message : String(error))
      } else {
        this.#startedOver = true
        this.#parts.writer.write(this.#parts.holdings.clear())
        this.#parts.link().drop(confused)
      }
      return false
    }
  }

  #send(frame: ClientFrame): void {
    this.#parts.link().send(encodeFrame(frame))
  }

  #now(): string {
    return timestamp(this.#parts.now())
  }
}

function submitOf({ intent, kind, name, change, command, written_at }: OutboxRow): Submit {
  return { t: "submit", intent, kind, name, change, command, written_at }
}

function recorded(intent: string, seq: number, receivedAt: string, hash: Uint8Array, number: number | undefined): Receipt {
  return { intent, outcome: "recorded", seq, receivedAt, hash: toHex(hash), number }
}
