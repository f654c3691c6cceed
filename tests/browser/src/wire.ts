/** A hand-made client of `loggist.v1`, for frames that no page would send. */
import * as A from "@automerge/automerge"
import { Decoder, Encoder } from "cbor-x"
import { WebSocket } from "ws"
import { now, uuid } from "./client.ts"
import type { RoomDocument, Root } from "./forgery.ts"

/** A frame, read as far as a test needs it. */
export interface Frame {
  readonly t: string
  readonly [field: string]: unknown
}

export interface Position {
  readonly volume: number
  readonly seq: number
  readonly hash: Uint8Array
}

interface Item {
  readonly seq: number
  readonly hash: Uint8Array
  readonly change?: Uint8Array
  readonly effect?: Uint8Array
}

/** Where a new replica stands. */
const nowhere: Position = { volume: 0, seq: 0, hash: new Uint8Array() }

const answers = new Set(["welcome", "snapshot", "bye"])

const shape = { useRecords: false, tagUint8Array: false, mapsAsObjects: true, variableMapSize: true }
const encoder = new Encoder(shape)
const decoder = new Decoder(shape)

const answerMsMax = 20_000

export interface Calling {
  readonly origin: string
  readonly incident: string
  /** As the browser sends it. */
  readonly cookie?: string
  /** The page's; absent: that of the server. */
  readonly from?: string
  /** Milliseconds that news may wait to come together, as the page asks; absent: each frame comes in a message of its own. */
  readonly pace?: number
}

function decoded(message: Buffer): readonly Frame[] {
  return decoder.decodeMultiple(message) as unknown as readonly Frame[]
}

export class Wire {
  readonly frames: Frame[] = []
  closeCode: number | undefined
  /** Where the document ends that was read. */
  position: Position | undefined
  readonly #socket: WebSocket
  readonly #calling: Calling

  private constructor(socket: WebSocket, calling: Calling) {
    this.#socket = socket
    this.#calling = calling
    socket.binaryType = "nodebuffer"
    socket.on("message", (bytes: Buffer) => { this.frames.push(...decoded(bytes)) })
    socket.on("close", (code) => { this.closeCode = code })
    socket.on("error", () => undefined)
  }

  /** Rejects with the HTTP status when the server does not upgrade. */
  static async open(calling: Calling): Promise<Wire> {
    const { origin, incident, cookie, from } = calling
    const url = `${origin.replace("http", "ws")}/api/incidents/${incident}/live`
    const headers = { origin: from ?? origin, ...(cookie === undefined ? {} : { cookie }) }
    const socket = new WebSocket(url, "loggist.v1", { headers, handshakeTimeout: answerMsMax })
    const wire = new Wire(socket, calling)
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve)
      socket.once("unexpected-response", (_, response) => { reject(new Error(`HTTP ${response.statusCode ?? 0}`)) })
      socket.once("error", reject)
    })
    return wire
  }

  /** Gives each frame to come to `take`, and keeps none. */
  listen(take: (frame: Frame) => void): void {
    this.#socket.removeAllListeners("message")
    this.#socket.on("message", (bytes: Buffer) => { decoded(bytes).forEach(take) })
  }

  send(frame: Frame): void {
    this.#socket.send(encoder.encode(frame))
  }

  sendBytes(bytes: Uint8Array): void {
    this.#socket.send(bytes)
  }

  /** The first frame so far, or to come, that fits. */
  async heard(fits: (frame: Frame) => boolean): Promise<Frame> {
    const until = Date.now() + answerMsMax
    for (;;) {
      const found = this.frames.find(fits)
      if (found) return found
      if (Date.now() > until) throw new Error(`not heard, close ${this.closeCode}; heard ${this.frames.map(({ t }) => t).join(", ") || "nothing"}`)
      await new Promise((resolve) => { setTimeout(resolve, 10) })
    }
  }

  /** Greets, as a new replica unless told otherwise, and gives the answer. */
  async greet(position: Position = nowhere): Promise<Frame> {
    const heard = this.frames.length
    const { pace } = this.#calling
    this.send({ t: "hello", ...position, replica: uuid(), client: "test", device_time: now(), ...(pace === undefined ? {} : { pace }) })
    return this.heard((frame) => answers.has(frame.t) && this.frames.indexOf(frame) >= heard)
  }

  /** Greets and reads the whole document, as a new replica would. */
  async document(): Promise<RoomDocument> {
    let document: RoomDocument = A.init<Root>()
    let answer = await this.greet()
    if (answer.t === "snapshot") {
      const { volume, seq, hash } = answer as Frame & Position
      document = A.load<Root>(await this.#snapshot(volume, seq))
      this.position = { volume, seq, hash }
      answer = await this.greet({ volume, seq, hash })
    }
    if (answer.t !== "welcome") throw new Error(`not let in: ${JSON.stringify(answer)}`)
    const last = answer["seq"] as number
    const held = (): readonly Item[] => this.frames.flatMap((frame) => (frame.t === "records" ? frame["items"] as readonly Item[] : []))
    if (A.getHeads(document).length === 0) await this.heard((frame) => frame.t === "records" && (frame["to"] as number) >= last)
    for (const item of held()) {
      this.position = { volume: 1, seq: item.seq, hash: item.hash }
      const chunks = [item.change, item.effect].filter((chunk) => chunk !== undefined)
      document = A.applyChanges(document, chunks.map((chunk) => new Uint8Array(chunk)))[0]
    }
    return document
  }

  /** The log as a new replica reads it: number to sealed text. */
  async log(): Promise<Map<number, string>> {
    const { log } = await this.document()
    return new Map(Object.entries(log).map(([key, entry]) => [Number(key), String(entry)]))
  }

  async #snapshot(volume: number, seq: number): Promise<Uint8Array> {
    const { origin, incident, cookie } = this.#calling
    const response = await fetch(`${origin}/api/incidents/${incident}/snapshot?volume=${volume}&seq=${seq}`, { headers: { cookie: cookie ?? "" } })
    if (!response.ok) throw new Error(`no snapshot: ${response.status}`)
    return new Uint8Array(await response.arrayBuffer())
  }

  async receipt(intent: string): Promise<Frame> {
    return this.heard((frame) => frame.t === "receipt" && frame["intent"] === intent)
  }

  close(): void {
    this.#socket.terminate()
  }
}
