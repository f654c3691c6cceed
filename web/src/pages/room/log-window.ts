/**
 * Which rows of a long log are drawn, and where its reader is in it. It stays at its end for whoever is at its
 * end and never moves anybody else: not when entries come, when rows above are drawn and turn out higher than was
 * thought, when drafts grow, or when the window changes.
 */
import type { LogRow } from "../../incident/log.ts"
import { Heights, type Span } from "./heights.ts"
import { isAtEnd, openingOf, Place, type Opening } from "./place.ts"

/** Many may come at once: no more rows than this are drawn for that, and twice as many for whoever has left the end. */
const manyMax = 300

/** How much is drawn. */
export interface Reach {
  /** Up to so many rows all are drawn. */
  readonly drawnMax: number
  /** Of more, before anything is known of the window. */
  readonly firstPx: number
  /** Drawn on either side of what is seen; drawn anew when less than the second is left. */
  readonly besidePx: number
  readonly besidePxMin: number
}

const wide: Reach = { drawnMax: manyMax, firstPx: 2_000, besidePx: 900, besidePxMin: 400 }
/** Of what was found, until its reader goes up in it: it is drawn anew with every letter. */
export const narrow: Reach = { drawnMax: 8, firstPx: 600, besidePx: 150, besidePxMin: 50 }

/** Around an entry that is brought into sight. */
const marginPx = 48
/** A page that has just opened is not scrolled by its reader yet, unless they have done something. */
const settleMs = 250
const acts = ["wheel", "touchmove", "pointerdown", "keydown"] as const

export interface WindowState {
  readonly drawn: Span
  /** Drawn wherever the reader is: the entry that was gone to, or that has the focus. */
  readonly kept: number | undefined
  /** The last number that was there when the reader left the end; absent at the end. */
  readonly leftAt: number | undefined
  /** Of the list: at another one, what is not drawn has other heights. */
  readonly width: number
}

/** The entry to go to, and where it is to stand: in the middle, in sight, so far below the top, or where it is. */
export interface Going {
  readonly number: number
  readonly to: "middle" | "sight" | "there" | number
  readonly focus: boolean
}

export interface Elements {
  /** What scrolls, where the page does not. */
  readonly pane: HTMLElement
  /** All of the lists in it. */
  readonly content: HTMLElement
  /** The rows; there is none without them. */
  readonly list: () => HTMLElement | null
}

const all: Span = { from: 0, to: Infinity }
const atEnd = { drawn: all, kept: undefined, leftAt: undefined } as const

export class LogWindow {
  readonly heights = new Heights()
  readonly #place = new Place()
  readonly #reach: Reach
  readonly #listeners = new Set<() => void>()
  #rows: readonly LogRow[] = []
  #last = 0
  #state: WindowState = { ...atEnd, width: 0 }
  #part: string | undefined
  #elements: Elements | undefined
  #going: Going | undefined
  #isSettled = false
  #scroller: HTMLElement | undefined
  /** Of the opening, as it was last seen. */
  #heightPx: number | undefined

  constructor(reach = wide) {
    this.#reach = reach
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly state = (): WindowState => this.#state

  /** Which part of the log the rows are: another part is looked at from its end. */
  show(part: string | undefined): void {
    if (part === this.#part) return
    this.#part = part
    this.#going = undefined
    this.#state = { ...atEnd, width: this.#state.width }
  }

  /** The rows that there are now, and the last number of the log. */
  take(rows: readonly LogRow[], last: number): void {
    this.#rows = rows
    this.#last = last
    this.heights.take(rows)
  }

  /** The rows to draw, in order. */
  indices(): readonly number[] {
    const { from, to } = this.#span()
    const indices = new Set(Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index))
    const { kept } = this.#state
    const at = kept === undefined ? -1 : rowAt(this.#rows, kept)
    // With its neighbours, so that the focus can go on from it.
    if (at >= 0) for (const index of [at - 1, at, at + 1]) if (index >= 0 && index < this.#rows.length) indices.add(index)
    return [...indices].sort((one, other) => one - other)
  }

  /** Begins to follow its reader; the answer ends it. */
  connect(elements: Elements): () => void {
    this.#elements = elements
    this.#isSettled = false
    const place = this.#place.kept
    if (this.#state.leftAt !== undefined && place !== undefined) this.#going ??= { number: place.number, to: place.top, focus: false }
    const settle = (): void => { this.settle() }
    const look = (): void => { this.#looked() }
    const grow = new ResizeObserver(settle)
    for (const element of [elements.content, elements.pane, document.body]) grow.observe(element)
    // Of the pane and of the page.
    document.addEventListener("scroll", look, { passive: true, capture: true })
    const begun = (): void => { this.#isSettled = true }
    for (const act of acts) document.addEventListener(act, begun, { passive: true, capture: true })
    const timer = setTimeout(() => {
      this.settle()
      begun()
    }, settleMs)
    this.settle()
    return () => {
      this.#elements = undefined
      clearTimeout(timer)
      for (const act of acts) document.removeEventListener(act, begun, { capture: true })
      grow.disconnect()
      document.removeEventListener("scroll", look, { capture: true })
    }
  }

  /** When rows were drawn or something has another size, before that is painted. */
  settle(): void {
    const elements = this.#elements
    if (elements === undefined) return
    const opening = openingOf(elements.pane)
    const arrived = this.#arrive(elements, opening)
    if (opening === undefined) return
    const list = elements.list()
    const { width } = this.#state
    if (list !== null) this.#measure(list)
    if (this.#state.leftAt === undefined) this.#place.toEnd(opening)
    else if (!arrived) this.#place.hold(opening)
    this.#place.look(opening, rowsIn(elements))
    this.#scroller = opening.scroller
    this.#heightPx = opening.height
    // With another width it is drawn once more first.
    if (width === this.#state.width) this.#cover(elements, opening)
  }

  #measure(list: HTMLElement): void {
    const width = list.clientWidth
    this.heights.take(this.#rows, width)
    this.#set({ width })
    this.indices().forEach((index, at) => {
      const element = list.children[at]
      if (element !== undefined) this.heights.measure(index, element.getBoundingClientRect().height)
    })
  }

  go(going: Going): void {
    this.#going = going
    this.#set({ kept: going.number })
    this.settle()
  }

  /** To the newest, and stays there. */
  toEnd(): void {
    this.#set({ leftAt: undefined })
    this.settle()
  }

  keep(number: number | undefined): void {
    this.#set({ kept: number })
  }

  /** Goes where it was asked to, once that is drawn. */
  #arrive(elements: Elements, opening: Opening | undefined): boolean {
    const going = this.#going
    const element = going && elements.list()?.querySelector<HTMLElement>(`[data-number="${going.number}"]`)
    if (!element) return false
    this.#going = undefined
    if (going.focus) element.focus({ preventScroll: true })
    if (opening === undefined || going.to === "there") return false
    this.#place.put(opening, element, opening.top + topFor(going.to, element, opening))
    this.#place.look(opening, rowsIn(elements))
    this.#set({ leftAt: isAtEnd(opening) ? undefined : this.#state.leftAt ?? this.#last })
    return true
  }

  #looked(): void {
    const elements = this.#elements
    // The page is still being put together and moved to its top: nobody has left the end yet.
    if (elements === undefined || !this.#isSettled) return
    const opening = openingOf(elements.pane)
    if (opening === undefined) return
    if (opening.scroller !== this.#scroller) {
      // The window has changed so that another one scrolls: no reader did that.
      this.settle()
      return
    }
    const isUp = this.#place.look(opening, rowsIn(elements))
    const [follows, isEnd] = [this.#state.leftAt === undefined, isAtEnd(opening)]
    // An entry that has just come puts the end further down; only a reader goes up.
    if (isEnd !== follows && (isEnd || isUp)) this.#set({ leftAt: isEnd ? undefined : this.#last })
    this.#cover(elements, opening)
  }

  /** Sees that what the reader sees is drawn, and some more on either side. */
  #cover(elements: Elements, { top: from, height }: Opening): void {
    const list = elements.list()
    const { drawnMax, besidePx, besidePxMin } = this.#state.leftAt === undefined ? this.#reach : wide
    if (list === null || this.#rows.length <= drawnMax) {
      this.#set({ drawn: all })
      return
    }
    const top = from - list.getBoundingClientRect().top
    const around = (px: number): Span => this.heights.between(top - px, top + height + px)
    const [needed, wanted, drawn] = [around(besidePxMin), around(besidePx), this.#span()]
    const isCovered = needed.from >= drawn.from && needed.to <= drawn.to
    if (!isCovered || drawn.to - drawn.from > 2 * (wanted.to - wanted.from)) this.#set({ drawn: wanted })
  }

  #span(): Span {
    const { drawn, leftAt } = this.#state
    const length = this.#rows.length
    const from = Math.min(drawn.from, length)
    if (leftAt !== undefined) return { from, to: Math.min(drawn.to, length, from + 2 * manyMax) }
    const { drawnMax, firstPx, besidePx } = this.#reach
    if (length - from <= (drawn === all ? drawnMax : manyMax)) return { from, to: length }
    const px = this.#heightPx === undefined ? firstPx : this.#heightPx + besidePx
    return { from: Math.max(from, this.heights.between(this.heights.total - px, 0).from), to: length }
  }

  #set(change: Partial<WindowState>): void {
    const next = { ...this.#state, ...change }
    const { drawn: { from, to }, kept, leftAt, width } = this.#state
    if (next.drawn.from === from && next.drawn.to === to && next.kept === kept && next.leftAt === leftAt && next.width === width) return
    this.#state = next
    for (const listener of this.#listeners) listener()
  }
}

function rowsIn({ content }: Elements): readonly HTMLElement[] {
  return [...content.children].flatMap((list) => [...list.children]).filter((row) => row instanceof HTMLElement)
}

function topFor(to: Going["to"], element: HTMLElement, { top, height }: Opening): number {
  if (typeof to === "number") return to
  const rect = element.getBoundingClientRect()
  if (to === "middle") return (height - rect.height) / 2
  return Math.max(marginPx, Math.min(rect.top - top, height - rect.height - marginPx))
}

/** Where the entry with this number is among the rows; -1 when it is not there. */
function rowAt(rows: readonly LogRow[], number: number): number {
  let [from, to] = [0, rows.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if (numberFrom(rows, middle) < number) from = middle + 1
    else to = middle
  }
  while (from < rows.length && rows[from]?.is !== "entry") from += 1
  return numberFrom(rows, from) === number ? from : -1
}

/** The number of the first entry from a row on. */
function numberFrom(rows: readonly LogRow[], index: number): number {
  for (let at = index; at < rows.length; at += 1) {
    const row = rows[at]
    if (row?.is === "entry") return row.entry.number
  }
  return Infinity
}
