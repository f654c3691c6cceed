/** The frames of `loggist.v1`, as CBOR maps. Field names are the wire's. */
// The build without `new Function`: the page's Content-Security-Policy forbids eval.
import { Decoder, Encoder } from "cbor-x/index-no-eval"

export const subprotocol = "loggist.v1"

/* ---------- client to server ---------- */

export interface Hello {
  readonly t: "hello"
  readonly volume: number
  readonly seq: number
  readonly hash: Uint8Array
  readonly replica: string
  readonly device_time: string
  readonly client: string
  readonly ticket?: string | undefined
  /** Milliseconds that news may wait to come together, in one message, while much of it comes. */
  readonly pace?: number | undefined
}

export interface Submit {
  readonly t: "submit"
  readonly intent: string
  readonly kind: "edit" | "command"
  readonly name: string
  readonly change?: Uint8Array | undefined
  readonly command?: Readonly<Record<string, unknown>> | undefined
  readonly epoch?: number | undefined
  readonly not_after?: string | undefined
  readonly written_at: string
}

export interface PresenceUp {
  readonly t: "presence"
  readonly viewing?: string | undefined
  readonly draft?: string | undefined
  readonly cursor?: Uint8Array | undefined
  readonly typing?: boolean | undefined
}

export interface Pong {
  readonly t: "pong"
  readonly n: number
  readonly device_time: string
}

export type ClientFrame = Hello | Submit | PresenceUp | Pong

/* ---------- server to client ---------- */

export interface Welcome {
  readonly t: "welcome"
  readonly session: string
  readonly member: string
  readonly roles: readonly string[]
  readonly epoch: number
  readonly volume: number
  readonly seq: number
  readonly max_op: number
  readonly server_time: string
  readonly policy_version: number
  readonly limits: Readonly<Record<string, number>>
  readonly present: readonly PresenceRow[]
}

export interface SnapshotNotice {
  readonly t: "snapshot"
  readonly volume: number
  readonly seq: number
  readonly hash: Uint8Array
  readonly size: number
}

export interface RecordItem {
  readonly seq: number
  readonly kind: "edit" | "command" | "volume"
  readonly name?: string
  readonly intent?: string
  readonly change?: Uint8Array
  readonly effect?: Uint8Array
  readonly person?: string
  readonly received_at: string
  readonly hash: Uint8Array
}

export interface Records {
  readonly t: "records"
  readonly from: number
  readonly to: number
  readonly max_op: number
  readonly items: readonly RecordItem[]
}

export type ReceiptFrame =
  | {
      readonly t: "receipt"
      readonly intent: string
      readonly outcome: "recorded"
      readonly seq: number
      readonly received_at: string
      readonly hash: Uint8Array
      readonly number?: number
    }
  | {
      readonly t: "receipt"
      readonly intent: string
      readonly outcome: "refused"
      readonly code: string
      readonly reason: string
    }

export interface Authority {
  readonly t: "authority"
  readonly epoch: number
  readonly roles: readonly string[]
  readonly manager?: string
  readonly deputy?: string
}

export interface VolumeNotice {
  readonly t: "volume"
  readonly volume: number
  readonly seq: number
  readonly hash: Uint8Array
  readonly size: number
}

export interface PresenceRow {
  readonly session: string
  readonly person: string
  readonly name: string
  readonly viewing?: string
  readonly draft?: string
  readonly cursor?: Uint8Array
  readonly typing?: boolean
}

export interface PresenceDown {
  readonly t: "presence"
  readonly rows: readonly PresenceRow[]
  readonly left: readonly string[]
}

export interface Ping {
  readonly t: "ping"
  readonly n: number
  readonly server_time: string
  readonly seq: number
}

export interface Bye {
  readonly t: "bye"
  readonly code: number
  readonly reason: string
  readonly retry_after?: number
}

export type ServerFrame =
  | Welcome | SnapshotNotice | Records | ReceiptFrame | Authority | VolumeNotice | PresenceDown | Ping | Bye

/* ---------- both ways ---------- */

// Lengths in their shortest form; byte strings copied out of the frame, which would else be stored whole.
const shape = { useRecords: false, tagUint8Array: false, mapsAsObjects: true, variableMapSize: true, copyBuffers: true }
const encoder = new Encoder(shape)
const decoder = new Decoder(shape)

/** Undefined fields are left out: on the wire an optional field is absent, never undefined. */
export function encodeFrame(frame: ClientFrame | ServerFrame): Uint8Array<ArrayBuffer> {
  // A copy: the encoder hands out views of one buffer that it reuses.
  return new Uint8Array(encoder.encode(present(frame)))
}

/** The frames of a message, one after another. One that this build does not know is left out: a newer server may send it. */
export function decodeFrames(bytes: Uint8Array): readonly ServerFrame[] {
  // The type says that there may be none: that is so with a callback alone.
  const frames = (decoder.decodeMultiple(bytes) ?? []) as readonly ({ readonly t?: unknown } | null)[]
  return frames.filter((frame): frame is ServerFrame => known.has(String(frame?.t)))
}

const known = new Set<string>([
  "welcome", "snapshot", "records", "receipt", "authority", "volume", "presence", "ping", "bye",
] satisfies ServerFrame["t"][])

function present(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(present)
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined).map(([key, field]) => [key, present(field)]))
}
