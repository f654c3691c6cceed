import { createHash } from "node:crypto"
import { Decoder } from "cbor-x/index-no-eval"
import * as A from "@automerge/automerge/slim"
import { sameBytes, toHex } from "../bytes.ts"
import { canonicalJson } from "../canonical.ts"
import { encodeFrame, type ClientFrame, type Hello, type PresenceUp, type ReceiptFrame, type RecordItem, type ServerFrame, type Submit } from "../frames.ts"
import type { RawDocument } from "../raw.ts"
import type { HandedIn } from "../requests.ts"
import { sealText } from "../seal.ts"
import type { Socket, SocketHandlers } from "../surroundings.ts"
import type { ServerTrayItem } from "../tray.ts"

const decoder = new Decoder({ useRecords: false, mapsAsObjects: true, copyBuffers: true })

export type Refusal = { readonly code: string; readonly reason: string }

/**
 * A server for one incident, in memory and in one thread: it records, refuses, and keeps [W1], [W3],
 * [W5] and [W10]. Frames travel when the world delivers them.
 */
export class TestServer {
  now: () => number = () => 0
  #document: RawDocument = A.init({ actor: "5e".repeat(16) })
  readonly items: RecordItem[] = []
  readonly receipts = new Map<string, ReceiptFrame>()
  readonly connections = new Set<Connection>()
  /** Every submit that arrived, in order. */
  readonly arrived: Submit[] = []
  readonly hellos: Hello[] = []
  /** Tray rows of GET, by person; and what was deleted from them. */
  readonly trays = new Map<string, ServerTrayItem[]>()
  readonly discarded: string[] = []
  /** What people who have left handed in. */
  readonly surrendered: (HandedIn & { readonly person: string; readonly intent: string })[] = []
  refusesSurrender = false
  volume = 1
  /** Says what is refused. */
  decide: (submit: Submit, person: string) => Refusal | undefined = () => undefined
  /** Instead of a welcome. */
  bye: { readonly code: number; readonly reason: string } | undefined
  /** New replicas get a snapshot rather than all records. */
  offersSnapshots = false
  /** Nobody gets through. */
  isAway = false
  /** Sockets stay connecting. */
  neverOpens = false
  /** Every frame from a client that is let through. */
  heard: (frame: ClientFrame) => void = () => undefined
  /** Frames from clients wait. */
  isHeld = false
  /** Receipts are lost on the way. */
  losesReceipts = false
  /** What is sent to somebody in one turn goes in one message, as news does to a reader with a pace. */
  joinsFrames = false
  readonly #events: (() => void)[] = []

  constructor() {
    this.#effect("system", undefined, undefined, (root) => {
      root["v"] = 1
      root["incident"] = scalar({ id: "incident-1", reference: "INC-1", title: "Court lists", kind: "incident", phase: "hot", severity_provisional: true, category_provisional: true, security: true, personal_data: false, opened_at: this.#time(), opened_by: "priya", links: [] })
      root["command"] = scalar({ epoch: 1, manager: "priya" })
      for (const name of ["members", "log", "proposals", "drafts", "facts", "actions", "recommendations", "contacts", "systems", "messages", "channels", "calls", "lessons", "checks", "documents", "attachments"]) root[name] = {}
    })
  }

  get text(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.entries(this.#document.drafts ?? {}).map(([id, draft]) => [id, words(draft["text"])]))
  }

  get facts(): readonly string[] {
    return Object.values(this.#document.facts ?? {}).map((fact) => words(fact["statement"]))
  }

  get log(): readonly { readonly number: number; readonly text: string; readonly draft?: string }[] {
    return Object.values(this.#document.log ?? {}).map((entry) => JSON.parse(String(entry)) as { number: number; text: string; draft?: string })
  }

  /** The ledger must load as a document; throws otherwise. */
  verify(): void {
    const [folded] = A.applyChanges(A.init<Record<string, unknown>>(), this.items.flatMap(({ change, effect }) => [change, effect].filter((bytes) => bytes !== undefined)))
    A.load(A.save(folded))
  }

  connect(person: string, handlers: SocketHandlers): Socket {
    const connection = new Connection(this, person, handlers)
    if (this.isAway) this.later(() => { connection.lose(1006) })
    else {
      this.connections.add(connection)
      if (!this.neverOpens) this.later(() => { connection.open() })
    }
    return connection
  }

  /** Everybody's connection breaks. */
  breakAll(code = 1006): void {
    for (const connection of [...this.connections]) connection.lose(code)
  }

  later(event: () => void): void {
    this.#events.push(event)
  }

  /** Lets what is on its way arrive; false when nothing was. */
  deliver(): Promise<boolean> {
    const events = this.#events.splice(0)
    for (const event of events) event()
    return Promise.resolve(events.length > 0)
  }

  fetch(url: string, init: RequestInit, person: string): Promise<Response> {
    if (this.isAway) return Promise.reject(new TypeError("network"))
    const { pathname, searchParams } = new URL(url)
    if (pathname.endsWith("/snapshot")) return Promise.resolve(new Response(new Uint8Array(this.#savedAt(Number(searchParams.get("seq"))))))
    if (pathname.endsWith("/ticket")) return Promise.resolve(Response.json({ ticket: `ticket-${person}` }))
    if (pathname.endsWith("/surrender")) return Promise.resolve(this.#surrender(person, init.body as string))
    if (init.method === "DELETE") {
      this.discarded.push(pathname.split("/").at(-1) ?? "")
      return Promise.resolve(new Response(null, { status: 204 }))
    }
    return Promise.resolve(Response.json({ items: this.trays.get(person) ?? [] }))
  }

  #surrender(person: string, body: string): Response {
    if (this.refusesSurrender) return new Response(null, { status: 422 })
    const { intent, items } = JSON.parse(body) as { readonly intent: string; readonly items: readonly HandedIn[] }
    const isKnown = this.surrendered.some((item) => item.intent === intent)
    if (!isKnown) this.surrendered.push(...items.map((item) => ({ person, intent, ...item })))
    return this.losesReceipts ? new Response(null, { status: 503 }) : new Response(null, { status: 204 })
  }

  /** An edit by somebody else. */
  edit(person: string, fn: (root: Record<string, unknown>) => void): void {
    const actor = createHash("md5").update(person).digest("hex")
    const next = A.change(A.clone(this.#document, { actor }), { time: 0 }, fn)
    this.#record({ kind: "edit", name: "edit_draft", intent: crypto.randomUUID(), person, change: lastChange(next) })
  }

  /** The server's own act. */
  effect(fn: (root: Record<string, unknown>) => void): void {
    this.#effect("server", undefined, undefined, fn)
  }

  /** Begins the next volume with the present state. */
  openVolume(): void {
    this.volume += 1
    const before = this.#document
    const next = A.change<RawDocument>(A.init({ actor: createHash("md5").update(`volume ${this.volume}`).digest("hex") }), { time: 0 }, (root) => {
      for (const [key, value] of Object.entries(before)) (root as Record<string, unknown>)[key] = copied(value)
    })
    this.#document = next
    this.#append({ kind: "volume", name: "volume", effect: lastChange(next) })
  }

  greet(hello: Hello, connection: Connection): void {
    this.hellos.push(hello)
    connection.isPoisoned = false
    if (this.bye !== undefined) {
      connection.send({ t: "bye", ...this.bye })
      return
    }
    const at = hello.seq === 0 ? undefined : this.items[hello.seq - 1]
    if (hello.seq > 0 && (at === undefined || !sameBytes(at.hash, hello.hash))) {
      connection.send({ t: "bye", code: 4409, reason: "The ledger differs from what this device saw." })
      return
    }
    const last = this.items.at(-1)
    const isNew = hello.seq === 0 || hello.volume < this.volume
    if (isNew && this.offersSnapshots && last !== undefined) {
      connection.send({ t: "snapshot", volume: this.volume, seq: last.seq, hash: last.hash, size: 1 })
      return
    }
    connection.isReading = true
    const present = [...this.connections].filter((other) => other.isReading).map((other) => ({ session: other.session, person: other.person, name: other.person }))
    connection.send({
      t: "welcome", session: connection.session, member: connection.person, roles: ["incident_manager"], epoch: 1, volume: this.volume,
      seq: this.items.length, max_op: 0, server_time: this.#time(), policy_version: 1, limits: {}, present,
    })
    const missed = this.items.slice(hello.seq)
    if (missed.length > 0) connection.send({ t: "records", from: hello.seq + 1, to: this.items.length, max_op: 0, items: missed })
  }

  submit(submit: Submit, connection: Connection): void {
    this.arrived.push(submit)
    const key = `${connection.person}/${submit.intent}`
    const known = this.receipts.get(key)
    const receipt = known ?? this.#decided(submit, connection)
    const isFinal = receipt.outcome === "recorded" || !["rebase", "actor_taken"].includes(receipt.code)
    if (isFinal) this.receipts.set(key, receipt)
    if (receipt.outcome === "refused" && submit.kind === "edit") connection.isPoisoned = true
    if (!this.losesReceipts) connection.send(receipt)
  }

  presence({ viewing, draft, cursor, typing }: PresenceUp, { session, person }: Connection): void {
    this.tell({ t: "presence", left: [], rows: [given({ session, person, name: person, viewing, draft, cursor, typing })] })
  }

  /** Everybody who was let in. */
  tell(frame: ServerFrame): void {
    for (const connection of this.connections) if (connection.isReading) connection.send(frame)
  }

  #decided(submit: Submit, connection: Connection): ReceiptFrame {
    const { intent } = submit
    const refuse = (code: string, reason = code): ReceiptFrame => ({ t: "receipt", intent, outcome: "refused", code, reason })
    if (connection.isPoisoned) return refuse("rebase")
    if (submit.not_after !== undefined && Date.parse(submit.not_after) < this.now()) return refuse("expired")
    const refusal = this.decide(submit, connection.person)
    if (refusal !== undefined) return refuse(refusal.code, refusal.reason)
    if (submit.change !== undefined) {
      const change = A.decodeChange(submit.change)
      if (!A.hasHeads(this.#document, change.deps)) return refuse("rebase")
      if (this.#touchesWhatIsGone(change)) return refuse("gone", "This draft is no longer there.")
      return this.#recorded(intent, this.#record({ kind: "edit", name: submit.name, intent, person: connection.person, change: submit.change }))
    }
    if (submit.name !== "seal_draft") return this.#recorded(intent, this.#effect(submit.name, intent, connection.person, () => undefined))
    return this.#seal(submit, connection.person, refuse)
  }

  #touchesWhatIsGone(change: A.DecodedChange): boolean {
    const backend = A.getBackend(this.#document)
    const isOwn = (object: string): boolean => {
      const [counter, actor] = object.split("@")
      return actor === change.actor && Number(counter) >= change.startOp
    }
    return change.ops.some(({ obj }) => obj !== "_root" && !isOwn(obj) && backend.objInfo(obj).path === undefined)
  }

  #seal(submit: Submit, person: string, refuse: (code: string) => ReceiptFrame): ReceiptFrame {
    const draft = String(submit.command?.["draft"])
    const raw = this.#document.drafts?.[draft]
    if (raw === undefined) return refuse("gone")
    if (words(raw["kind"]) === "decision" && submit.not_after === undefined) return refuse("expired")
    const fields = Object.fromEntries(Object.entries(raw).map(([key, value]) => [key, value === null ? null : typeof value === "object" ? words(value) : value]))
    const hash = createHash("sha256").update(sealText(fields as unknown as Parameters<typeof sealText>[0])).digest("hex")
    if (hash !== submit.command?.["hash"]) return refuse("changed_while_sealing")
    const number = this.log.length + 1
    const item = this.#effect("seal_draft", submit.intent, person, (root) => {
      const log = root["log"] as Record<string, A.ImmutableString>
      log[String(number).padStart(6, "0")] = scalar({ number, kind: words(raw["kind"]), text: words(raw["text"]), by: { person, name: person }, written_at: submit.written_at, received_at: this.#time(), epoch: 1, late: false, draft })
      Reflect.deleteProperty(root["drafts"] as object, draft)
    })
    return { ...this.#recorded(submit.intent, item), number } as ReceiptFrame
  }

  #recorded(intent: string, { seq, received_at, hash }: RecordItem): ReceiptFrame {
    return { t: "receipt", intent, outcome: "recorded", seq, received_at, hash }
  }

  #effect(name: string, intent: string | undefined, person: string | undefined, fn: (root: Record<string, unknown>) => void): RecordItem {
    const next = A.change(this.#document, { time: 0 }, fn)
    const effect = next === this.#document ? undefined : lastChange(next)
    this.#document = next
    return this.#append({ kind: "command", name, ...(intent === undefined ? {} : { intent }), ...(person === undefined ? {} : { person }), ...(effect === undefined ? {} : { effect }) })
  }

  #record(item: Omit<RecordItem, "seq" | "received_at" | "hash"> & { readonly change: Uint8Array }): RecordItem {
    ;[this.#document] = A.applyChanges(this.#document, [item.change])
    return this.#append(item)
  }

  /** Everybody hears of a record before its author gets the receipt [W1]. */
  #append(item: Omit<RecordItem, "seq" | "received_at" | "hash">): RecordItem {
    const seq = this.items.length + 1
    const hash = new Uint8Array(createHash("sha256").update(this.items.at(-1)?.hash ?? "").update(JSON.stringify([seq, item.intent ?? "", toHex(item.change ?? new Uint8Array())])).digest())
    const whole: RecordItem = { ...item, seq, received_at: this.#time(), hash }
    this.items.push(whole)
    this.tell({ t: "records", from: seq, to: seq, max_op: 0, items: [whole] })
    return whole
  }

  #savedAt(seq: number): Uint8Array {
    const opening = this.items.slice(0, seq).findLastIndex((item) => item.kind === "volume")
    const changes = this.items.slice(Math.max(0, opening), seq).flatMap(({ change, effect }) => [change, effect].filter((bytes) => bytes !== undefined))
    const [document] = A.applyChanges(A.init<Record<string, unknown>>(), changes)
    return A.save(document)
  }

  #time(): string {
    return new Date(this.now()).toISOString()
  }
}

export class Connection implements Socket {
  static #count = 0
  readonly session = `session-${(Connection.#count += 1)}`
  readonly person: string
  readonly #server: TestServer
  readonly #handlers: SocketHandlers
  #isOpen = true
  isPoisoned = false
  isReading = false
  readonly #held: ClientFrame[] = []
  readonly #leaving: Uint8Array[] = []

  constructor(server: TestServer, person: string, handlers: SocketHandlers) {
    this.#server = server
    this.person = person
    this.#handlers = handlers
  }

  open(): void {
    if (this.#isOpen) this.#handlers.opened()
  }

  /** From the client. */
  send(frame: Uint8Array<ArrayBuffer> | ServerFrame): void {
    if (frame instanceof Uint8Array) {
      const decoded = decoder.decode(frame) as ClientFrame
      this.#server.later(() => { this.#arrive(decoded) })
      return
    }
    this.#leaving.push(encodeFrame(frame))
    if (this.#server.joinsFrames && this.#leaving.length > 1) return
    this.#server.later(() => {
      const message = Buffer.concat(this.#leaving.splice(0, this.#server.joinsFrames ? Infinity : 1))
      if (this.#isOpen) this.#handlers.received(new Uint8Array(message))
    })
  }

  /** By the client. */
  close(): void {
    this.#isOpen = false
    this.#server.connections.delete(this)
    this.#server.tell({ t: "presence", rows: [], left: [this.session] })
  }

  /** By the network, or the server. */
  lose(code: number): void {
    if (!this.#isOpen) return
    this.close()
    this.#handlers.closed(code)
  }

  /** What was held back is let through. */
  release(): void {
    for (const frame of this.#held.splice(0)) this.#arrive(frame)
  }

  #arrive(frame: ClientFrame): void {
    if (!this.#isOpen) return
    if (this.#server.isHeld) {
      this.#held.push(frame)
      return
    }
    this.#server.heard(frame)
    if (frame.t === "hello") this.#server.greet(frame, this)
    else if (frame.t === "submit") this.#server.submit(frame, this)
    else if (frame.t === "presence") this.#server.presence(frame, this)
  }
}

function scalar(value: Parameters<typeof canonicalJson>[0]): A.ImmutableString {
  return new A.ImmutableString(canonicalJson(value))
}

/** A scalar or a Text as a string. */
function words(value: unknown): string {
  return String(value)
}

/** Without what is undefined. */
function given<T extends object>(row: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as { [K in keyof T]: Exclude<T[K], undefined> }
}

/** What Automerge hands out, as it takes it in: a plain string is a Text again. */
function copied(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value
  if (A.isImmutableString(value)) return new A.ImmutableString(String(value))
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, copied(member)]))
}

function lastChange(document: A.Doc<Record<string, unknown>>): Uint8Array {
  const change = A.getLastLocalChange(document)
  if (change === undefined) throw new Error("the edit changed nothing")
  return change
}
