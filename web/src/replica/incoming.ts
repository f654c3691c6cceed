/**
 * What the server sends, on its way in. While many write, what comes is taken in together a few times a second: one
 * change of the document and one of the page for all of it. How seldom follows from what the last time cost, so that
 * most of the device's time is left to whoever reads on it, and nearly all of it to whoever types. The first after a quiet moment waits for nothing, and
 * whatever must be answered takes what waits along, so that the order stays the server's.
 */
import type { Records, ServerFrame } from "./frames.ts"
import { frame_ms, frame_ms_max, rest_share, typing_rest_ms_max, typing_rest_share } from "./limits.ts"

interface World {
  readonly now: () => number
  readonly together: (ms: number, callback: () => void) => () => void
}

interface Parts {
  /** Whether nobody waits for it. */
  readonly canWait: (frame: ServerFrame) => boolean
  /** Whether somebody types on this device. */
  readonly isTyping: () => boolean
  readonly take: (frames: readonly ServerFrame[]) => void
}

export class Incoming {
  readonly #world: World
  readonly #parts: Parts
  #waiting: ServerFrame[] = []
  #cancel: (() => void) | undefined

  constructor(world: World, parts: Parts) {
    this.#world = world
    this.#parts = parts
  }

  add(frame: ServerFrame): void {
    this.#waiting.push(frame)
    const canWait = this.#parts.canWait(frame)
    if (!canWait || this.#cancel === undefined) this.#flush(canWait)
  }

  /** What has not been taken in is asked for again by whoever connects next. */
  clear(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#waiting = []
  }

  #flush(rests: boolean): void {
    const frames = this.#waiting
    const from = this.#world.now()
    this.#waiting = []
    this.#parts.take(together(frames))
    if (!rests) return
    this.#cancel?.()
    // By then the page has been drawn, too.
    this.#cancel = this.#world.together(0, () => { this.#rest(this.#world.now() - from) })
  }

  #rest(costMs: number): void {
    const [share, longest] = this.#parts.isTyping() ? [typing_rest_share, typing_rest_ms_max] : [rest_share, frame_ms_max]
    this.#cancel = this.#world.together(Math.min(Math.max(costMs * share, frame_ms), longest), () => {
      this.#cancel = undefined
      if (this.#waiting.length > 0) this.#flush(true)
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
