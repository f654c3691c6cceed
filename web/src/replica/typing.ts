/**
 * Key presses on their way to become a change: within `typing_batch_ms` they are one. Until then they
 * lie over the document as splices, so the view shows them at once. Whoever is about to touch the
 * document calls `flush` first, so a splice always fits the text it was made for.
 */
import { typing_batch_ms, typing_pause_ms } from "./limits.ts"
import { applySplice, joined, smallestSplice, wholeCharacters, type Splice } from "./splice.ts"
import type { TextPath } from "./types.ts"

export interface Typed {
  readonly path: TextPath
  readonly before: string
  readonly splices: readonly Splice[]
}

interface Batch {
  readonly path: TextPath
  readonly before: string
  text: string
  readonly splices: Splice[]
}

interface World {
  readonly now: () => number
  readonly after: (ms: number, callback: () => void) => () => void
}

export class Typing {
  readonly #world: World
  readonly #commit: (typed: Typed) => void
  #now: Batch | undefined
  #cancel: (() => void) | undefined
  #typedAt = -Infinity
  #last: TextPath | undefined

  constructor(world: World, commit: (typed: Typed) => void) {
    this.#world = world
    this.#commit = commit
  }

  /** What lies over the document. */
  get overlay(): { readonly path: TextPath; readonly text: string } | undefined {
    return this.#now
  }

  /** The text in which a key was pressed last. */
  get last(): TextPath | undefined {
    return this.#last
  }

  /** What lies over this text. */
  over(path: TextPath): string | undefined {
    return this.#now !== undefined && isSame(this.#now.path, path) ? this.#now.text : undefined
  }

  /** Whether a key was pressed just now. */
  get isGoingOn(): boolean {
    return this.#world.now() - this.#typedAt < typing_pause_ms
  }

  /** `before` is the document's text, asked for when nothing lies over it. False when nothing changes. */
  change(path: TextPath, before: () => string, text: string): boolean {
    const now = this.#at(path, before)
    const splice = smallestSplice(now.text, text.toWellFormed())
    return splice !== undefined && this.#add(now, splice)
  }

  splice(path: TextPath, before: () => string, splice: Splice): boolean {
    const now = this.#at(path, before)
    const whole = wholeCharacters(now.text, splice)
    return (whole.deleted > 0 || whole.inserted !== "") && this.#add(now, whole)
  }

  flush(): void {
    this.#cancel?.()
    this.#cancel = undefined
    const now = this.#now
    this.#now = undefined
    if (now !== undefined && now.splices.length > 0) this.#commit(now)
  }

  /** One change writes to one text: another one ends the batch. */
  #at(path: TextPath, before: () => string): Batch {
    if (this.#now !== undefined && isSame(this.#now.path, path)) return this.#now
    this.flush()
    const text = before()
    this.#now = { path, before: text, text, splices: [] }
    return this.#now
  }

  #add(now: Batch, splice: Splice): true {
    const last = now.splices.at(-1)
    const one = last === undefined ? undefined : joined(last, splice)
    if (one === undefined) now.splices.push(splice)
    else now.splices[now.splices.length - 1] = one
    now.text = applySplice(now.text, splice)
    this.#typedAt = this.#world.now()
    this.#last = now.path
    this.#cancel ??= this.#world.after(typing_batch_ms, () => { this.flush() })
    return true
  }
}

function isSame(one: TextPath, other: TextPath): boolean {
  return one.join("/") === other.join("/")
}
