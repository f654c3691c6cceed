/** How high each row of the log is: as it was measured, or as estimated until it is drawn for the first time. */
import type { LogRow } from "../../incident/log.ts"
import type { Entry } from "../../replica/types.ts"

export interface Span {
  readonly from: number
  /** The row after the last; beyond the end is the end. */
  readonly to: number
}

export class Heights {
  /** Of entries, by their number; 0 before one is asked for. */
  #entries = new Float64Array(1024)
  /** Of the rows between, by their key, where they were measured. */
  readonly #between = new Map<string, number>()
  #rows: readonly LogRow[] = []
  #tops = new Float64Array(1)
  /** The tops up to here are right. */
  #known = 0
  #width = 0

  /** For these rows, drawn at this width. Other widths break lines elsewhere, so what was measured at one is forgotten. */
  take(rows: readonly LogRow[], width: number = this.#width): void {
    if (width !== this.#width) {
      this.#entries.fill(0)
      this.#between.clear()
    }
    if (rows !== this.#rows || width !== this.#width) this.#known = 0
    if (this.#tops.length <= rows.length) this.#tops = new Float64Array(rows.length * 2 + 1)
    this.#rows = rows
    this.#width = width
  }

  measure(index: number, height: number): void {
    const row = this.#rows[index]
    if (row === undefined || this.#height(row) === height) return
    if (row.is === "entry") this.#entries[row.entry.number] = height
    else this.#between.set(row.key, height)
    this.#known = Math.min(this.#known, index)
  }

  get total(): number {
    return this.top(this.#rows.length)
  }

  /** Where a row begins, from the top of the list. */
  top(index: number): number {
    const last = Math.min(index, this.#rows.length)
    for (; this.#known < last; this.#known += 1) {
      const row = this.#rows[this.#known]
      this.#tops[this.#known + 1] = (this.#tops[this.#known] ?? 0) + (row === undefined ? 0 : this.#height(row))
    }
    return this.#tops[last] ?? 0
  }

  /** The rows that lie between two heights, in whole or in part. */
  between(top: number, bottom: number): Span {
    return { from: this.#at(top), to: this.#at(bottom) + 1 }
  }

  #at(height: number): number {
    let [from, to] = [0, Math.max(0, this.#rows.length - 1)]
    while (from < to) {
      const middle = (from + to + 1) >> 1
      if (this.top(middle) <= height) from = middle
      else to = middle - 1
    }
    return from
  }

  /** As measured, or else as estimated, once: it is asked for every row of every list. */
  #height(row: LogRow): number {
    if (row.is !== "entry") return this.#between.get(row.key) ?? betweenPx
    const { number } = row.entry
    if (number >= this.#entries.length) {
      const more = new Float64Array(number * 2)
      more.set(this.#entries)
      this.#entries = more
    }
    return this.#entries[number] ||= estimate(row.entry, this.#width)
  }
}

/** Of a row between entries. */
const betweenPx = 32
/** Of an entry, before the list has a width. */
const entryPx = 96
const linePx = 21
const characterPx = 7
/** A phone has the time on a line of its own and nothing beside the text. */
const narrowPx = 620

/** Near enough that scrolling up is smooth; whatever is drawn is measured. */
function estimate({ text, why, set_aside }: Entry, width: number): number {
  if (width === 0) return entryPx
  const isNarrow = width < narrowPx
  const lineCharacters = Math.max(24, Math.min(78, (width - (isNarrow ? 60 : 140)) / characterPx))
  return (isNarrow ? 54 : 32) + (linesOf(text, lineCharacters) + linesOf(why, lineCharacters) + linesOf(set_aside, lineCharacters)) * linePx
}

function linesOf(text: string | undefined, lineCharacters: number): number {
  return text === undefined ? 0 : Math.ceil(text.length / lineCharacters)
}
