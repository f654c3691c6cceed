/** A hand-made client of `loggist.v1`, for frames that no page would send. */
import { Decoder, Encoder } from "cbor-x"
import { WebSocket } from "ws"

/** A frame, read as far as a test needs it. */
export interface Frame {
  readonly t: string
  readonly [field: string]: unknown
}

const shape = { useRecords: false, tagUint8Array: false, mapsAsObjects: true, variableMapSize: true }
const encoder = new Encoder(shape)
const decoder = new Decoder(shape)

const answerMsMax = 5_000

export interface Calling {
  readonly origin: string
  readonly incident: string
  /** As the browser sends it. */
  readonly cookie?: string
  /** The page's; absent: that of the server. */
  readonly from?: string
}

export class Wire {
  readonly frames: Frame[] = []
  closeCode: number | undefined
  readonly #socket: WebSocket

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.binaryType = "nodebuffer"
    socket.on("message", (bytes: Buffer) => { this.frames.push(decoder.decode(bytes) as Frame) })
    socket.on("close", (code) => { this.closeCode = code })
    socket.on("error", () => undefined)
  }

  /** Rejects with the HTTP status when the server does not upgrade. */
  static async open({ origin, incident, cookie, from }: Calling): Promise<Wire> {
    const url = `${origin.replace("http", "ws")}/api/incidents/${incident}/live`
    const headers = { origin: from ?? origin, ...(cookie === undefined ? {} : { cookie }) }
    const socket = new WebSocket(url, "loggist.v1", { headers, handshakeTimeout: answerMsMax })
    const wire = new Wire(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once("open", resolve)
      socket.once("unexpected-response", (_, response) => { reject(new Error(`HTTP ${response.statusCode ?? 0}`)) })
      socket.once("error", reject)
    })
    return wire
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
      if (Date.now() > until) throw new Error(`not heard; heard ${this.frames.map(({ t }) => t).join(", ") || "nothing"}`)
      await new Promise((resolve) => { setTimeout(resolve, 10) })
    }
  }

  /** Greets as a new replica and waits to be let in. */
  async greet(): Promise<Frame> {
    this.send({
      t: "hello", volume: 0, seq: 0, hash: new Uint8Array(), replica: crypto.randomUUID(), client: "test",
      device_time: new Date().toISOString(),
    })
    return this.heard(({ t }) => t === "welcome" || t === "snapshot" || t === "bye")
  }

  async receipt(intent: string): Promise<Frame> {
    return this.heard((frame) => frame.t === "receipt" && frame["intent"] === intent)
  }

  close(): void {
    this.#socket.terminate()
  }
}
