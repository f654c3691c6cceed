/**
 * Where a reader is in the log, as the browser has it. In short windows the page scrolls and not the pane, so
 * whichever scrolls is asked each time. A place is held by what is seen and where on the screen, since heights
 * above it change, and so does what lies over the log.
 */

/** Nearer to the end than this is at the end. */
const nearPx = 32

/** What the reader looks through, in pixels of the window. */
export interface Opening {
  readonly scroller: HTMLElement
  readonly top: number
  readonly height: number
}

/** Undefined while the pane is not shown. */
export function openingOf(pane: HTMLElement): Opening | undefined {
  if (pane.clientHeight === 0) return undefined
  if (getComputedStyle(pane).overflowY !== "visible") return { scroller: pane, top: pane.getBoundingClientRect().top, height: pane.clientHeight }
  // The box to write in lies over the end of the window.
  const box = pane.closest("section")?.querySelector("form")?.getBoundingClientRect()
  return { scroller: document.documentElement, top: 0, height: Math.min(innerHeight, box?.top ?? innerHeight) }
}

export function isAtEnd({ scroller }: Opening): boolean {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearPx
}

/** A place that outlives what is drawn: an entry, and how far below the top it stands. */
export interface KeptPlace {
  readonly number: number
  readonly top: number
}

export class Place {
  #seen: readonly { readonly element: HTMLElement; readonly top: number }[] = []
  #kept: KeptPlace | undefined
  /** Where it was scrolled to when it was last looked at or moved. */
  #scrolled = 0

  get kept(): KeptPlace | undefined {
    return this.#kept
  }

  /** Takes note of what is seen. True when the reader has gone up since the last time. */
  look({ scroller, top: from, height }: Opening, rows: Iterable<HTMLElement>): boolean {
    const before = this.#scrolled
    this.#scrolled = scroller.scrollTop
    this.#seen = [...rows].flatMap((element) => {
      const { top, bottom } = element.getBoundingClientRect()
      return bottom > from && top < from + height ? [{ element, top }] : []
    })
    const first = this.#seen.find(({ element }) => element.dataset["number"] !== undefined)
    if (first !== undefined) this.#kept = { number: Number(first.element.dataset["number"]), top: first.top - from }
    return this.#scrolled < before
  }

  /** Puts what was seen back to where it was seen: the first that has not been covered since. */
  hold(opening: Opening): void {
    const there = this.#seen.filter(({ element }) => element.isConnected)
    const held = there.find(({ top }) => top >= opening.top) ?? there[0]
    if (held !== undefined) this.put(opening, held.element, held.top)
  }

  /** Puts an element at this height of the window. */
  put({ scroller }: Opening, element: HTMLElement, top: number): void {
    const px = element.getBoundingClientRect().top - top
    // Less than one is rounding.
    if (Math.abs(px) >= 1) scroller.scrollTop += px
    this.#scrolled = scroller.scrollTop
  }

  toEnd({ scroller }: Opening): void {
    scroller.scrollTop = scroller.scrollHeight
    this.#scrolled = scroller.scrollTop
  }
}
