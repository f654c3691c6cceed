/**
 * What the server sends, on its way in. While many write, what comes is taken in together a few times a second: one
 * change of the document and one of the page for all of it. How seldom follows from what the last time cost, so that
 * most of the device's time is left to whoever reads on it, and nearly all of it to whoever types. Beside them it is taken
 * in by pieces, each when a key has just been drawn: that is the longest time until the next one. The first after a quiet
 * moment waits for nothing, and whatever must be answered takes what waits along, so that the order stays the server's.
 */
import type { Records, ServerFrame } from "./frames.ts"
import { frame_ms, frame_ms_max, piece_ms, piece_records, piece_records_min, piece_wait_ms, rest_share, typing_rest_ms_max, typing_rest_share } from "./limits.ts"

interface World {
  readonly now: () => number
  readonly together: (ms: number, callback: () => void) => () => void
}

interface Parts {
  /** Whether nobody waits for it. */
  readonly canWait: (frame: ServerFrame) => boolean
  /** Whether somebody types on this device. */
  readonly isTyping: () => boolean
  /** `isAll`: now it is to be drawn; perhaps nothing came since the last piece. */
  readonly take: (frames: readonly ServerFrame[], isAll: boolean) => void
}

/** What waited when the last rest was over, on its way in by pieces. */
interface Round {
  /** Frames of it that still wait. */
  left: number
  pieces: number
  costMs: number
}

export class Incoming {
  readonly #world: World
  readonly #parts: Parts
  #waiting: ServerFrame[] = []
  #cancelRest: (() => void) | undefined
  #cancelPiece: (() => void) | undefined
  #round: Round | undefined
  /** How many records a piece has. */
  #size: number = piece_records

  constructor(world: World, parts: Parts) {
    this.#world = world
    this.#parts = parts
  }

  add(frames: readonly ServerFrame[]): void {
    this.#waiting.push(...frames)
    if (!frames.every(this.#parts.canWait)) this.#takeAll(false)
    else if (this.#cancelRest === undefined && this.#round === undefined) this.#takeAll(true)
  }

  /** A key has been drawn. */
  drawn(): void {
    if (this.#round !== undefined) this.#pieceIn(0)
  }

  /** Whether something was taken in that is not to be drawn yet. */
  get isUnderWay(): boolean {
    return this.#round !== undefined && this.#round.pieces > 0
  }

  /** What has not been taken in is asked for again by whoever connects next. */
  clear(): void {
    this.#cancelRest?.()
    this.#cancelRest = undefined
    this.#endRound()
    this.#waiting = []
  }

  #takeAll(rests: boolean): void {
    this.#endRound()
    const from = this.#world.now()
    this.#parts.take(together(this.#waiting.splice(0)), true)
    if (rests) this.#restAfter(from)
  }

  #pieceIn(ms: number): void {
    this.#cancelPiece?.()
    this.#cancelPiece = this.#world.together(ms, () => {
      if (this.#round === undefined) return
      if (this.#parts.isTyping()) this.#piece(this.#round)
      else this.#takeAll(true)
    })
  }

  /** The next piece of what waited when the round began; after several, drawing it all is one of its own. */
  #piece(round: Round): void {
    const from = this.#world.now()
    const frames = this.#waiting.splice(0, Math.min(this.#pieceEnd(), round.left))
    round.left -= frames.length
    const isAll = round.left === 0 && (round.pieces === 0 || frames.length === 0)
    if (isAll) this.#endRound()
    round.pieces += 1
    this.#parts.take(together(frames), isAll)
    const ms = this.#world.now() - from
    round.costMs += ms
    if (isAll) {
      this.#restAfter(this.#world.now() - round.costMs)
    } else {
      this.#fit(ms)
      this.#pieceIn(piece_wait_ms)
    }
  }

  #endRound(): void {
    this.#cancelPiece?.()
    this.#cancelPiece = this.#round = undefined
  }

  /** How many of the frames make a piece. */
  #pieceEnd(): number {
    let records = 0
    const beyond = this.#waiting.findIndex((frame) => {
      records += frame.t === "records" ? frame.items.length : 0
      return records > this.#size
    })
    return beyond === -1 ? this.#waiting.length : Math.max(beyond, 1)
  }

  /** The next piece is bigger or smaller after one that took so long. */
  #fit(ms: number): void {
    if (ms > piece_ms) this.#size = Math.max(this.#size / 2, piece_records_min)
    else if (ms * 2 < piece_ms) this.#size *= 2
  }

  #restAfter(from: number): void {
    this.#cancelRest?.()
    // By then the page has been drawn, too.
    this.#cancelRest = this.#world.together(0, () => { this.#rest(this.#world.now() - from) })
  }

  #rest(costMs: number): void {
    const [share, longest] = this.#parts.isTyping() ? [typing_rest_share, typing_rest_ms_max] : [rest_share, frame_ms_max]
    this.#cancelRest = this.#world.together(Math.min(Math.max(costMs * share, frame_ms), longest), () => {
      this.#cancelRest = undefined
      if (this.#waiting.length === 0) return
      if (!this.#parts.isTyping()) {
        this.#takeAll(true)
        return
      }
      this.#round = { left: this.#waiting.length, pieces: 0, costMs: 0 }
      this.#pieceIn(piece_wait_ms)
    })
  }
}

/** Records that follow each other as one frame of them. */
export function together(frames: readonly ServerFrame[]): readonly ServerFrame[] {
  const joined: ServerFrame[] = []
  for (const frame of frames) {
    const last = joined.at(-1)
    if (frame.t === "records" && last?.t === "records") joined[joined.length - 1] = both(last, frame)
    else joined.push(frame)
  }
  return joined
}

function both(one: Records, other: Records): Records {
  return { ...other, from: one.from, items: [...one.items, ...other.items] }
}
