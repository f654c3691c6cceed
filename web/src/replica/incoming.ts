/**
 * What the server sends, on its way in. While many write, what comes within one frame of the screen is taken in
 * together: one change of the document and one of the page for all of it. The first after a quiet moment waits for
 * nothing, and whatever must be answered takes what waits along, so that the order stays the server's.
 */
import type { Records, ServerFrame } from "./frames.ts"
import { frame_ms, frame_ms_max } from "./limits.ts"

interface World {
  readonly now: () => number
  readonly together: (ms: number, callback: () => void) => () => void
}

export class Incoming {
  readonly #world: World
  readonly #take: (frames: readonly ServerFrame[]) => void
  #waiting: ServerFrame[] = []
  #cancel: (() => void) | undefined

  constructor(world: World, take: (frames: readonly ServerFrame[]) => void) {
    this.#world = world
    this.#take = take
  }

  add(frame: ServerFrame): void {
    this.#waiting.push(frame)
    const canWait = frame.t === "records" || frame.t === "presence"
    if (canWait && this.#cancel !== undefined) return
    this.#flush()
    if (canWait) this.#wait(frame_ms)
  }

  /** What has not been taken in is asked for again by whoever connects next. */
  clear(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#waiting = []
  }

  #flush(): void {
    const frames = this.#waiting
    this.#waiting = []
    this.#take(together(frames))
  }

  #wait(ms: number): void {
    const due = this.#world.now() + ms
    this.#cancel = this.#world.together(ms, () => {
      this.#cancel = undefined
      if (this.#waiting.length === 0) return
      // A device that was busy with the last ones is left as long again to whoever types on it.
      const late = Math.max(0, this.#world.now() - due)
      this.#wait(Math.min(frame_ms + late, frame_ms_max))
      this.#flush()
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
