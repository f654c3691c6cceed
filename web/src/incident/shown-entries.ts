/** Which entries of the log are shown: those of some kinds, and of what is looked for. */
import type { Entry } from "../replica/types.ts"
import { passes, type LogFilter } from "./log.ts"

/** It keeps the words of the log as one text, in which the browser finds sooner than in each entry. */
export class ShownEntries {
  #log: readonly Entry[] = []
  /** Of all entries in small letters. What is looked for has no space, so it never lies in two of them. */
  #text = ""
  /** Where each entry's words end in it. */
  #ends: number[] = []
  #shown: readonly Entry[] = []

  /**
   * Entries that pass the filter and hold every word looked for, oldest first: the very log where nothing is asked for, and
   * the same list as the last time while they are the same, so that what follows from it need not be made again.
   */
  of(log: readonly Entry[], filter: LogFilter, find: string): readonly Entry[] {
    const words = find.toLowerCase().split(/\s+/).filter((word) => word !== "")
    const found = words.length === 0 ? log : this.#find(log, words)
    const shown = filter === "all" ? found : found.filter((entry) => passes(entry, filter))
    const last = this.#shown
    if (shown === log || shown.length !== last.length || shown.some((entry, at) => entry !== last[at])) this.#shown = shown
    return this.#shown
  }

  /** Takes in the words of the log, as somebody is about to look for something. It only grows, and no entry of it changes. */
  take(log: readonly Entry[]): void {
    const known = this.#log.length
    if (log[0] !== this.#log[0] || log[known - 1] !== this.#log[known - 1]) {
      this.#text = ""
      this.#ends = []
    }
    this.#log = log
    let end = this.#text.length
    const more = log.slice(this.#ends.length).map((entry) => {
      const words = wordsOf(entry)
      end += words.length
      this.#ends.push(end)
      return words
    })
    this.#text += more.join("")
  }

  #find(log: readonly Entry[], words: readonly string[]): readonly Entry[] {
    this.take(log)
    const [text, ends] = [this.#text, this.#ends]
    const [longest = "", ...others] = words.toSorted((one, other) => other.length - one.length)
    const found: Entry[] = []
    let at = 0
    for (let from = text.indexOf(longest); from >= 0; from = text.indexOf(longest, ends[at - 1])) {
      while ((ends[at] ?? Infinity) <= from) at += 1
      const entry = log[at]
      const its = text.slice(ends[at - 1] ?? 0, ends[at])
      if (entry !== undefined && others.every((word) => its.includes(word))) found.push(entry)
      at += 1
      if (at >= log.length) break
    }
    return found
  }
}

function wordsOf({ text, why = "", set_aside = "", said_by = "", by, number }: Entry): string {
  return `${text}\n${why}\n${set_aside}\n${said_by}\n${by.name}\n#${number}\n`.toLowerCase()
}
