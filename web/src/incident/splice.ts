/** A text box and a text that others write in too: what was typed, moved to where it belongs now. */
import { smallestSplice, type Splice } from "../replica/splice.ts"

export type { Splice }

/**
 * What a person typed, made on `base`, moved onto `current`, which others may have changed meanwhile.
 * Undefined when nothing was typed.
 */
export function typedSplice(base: string, typed: string, current: string): Splice | undefined {
  const own = smallestSplice(base, typed)
  if (own === undefined) return undefined
  const theirs = smallestSplice(base, current)
  if (theirs === undefined) return own
  const start = moved(own.index, theirs)
  const end = moved(own.index + own.deleted, theirs)
  return { index: start, deleted: Math.max(0, end - start), inserted: own.inserted }
}

/** Where a place in the text is after a splice of somebody else. */
export function moved(index: number, splice: Splice): number {
  const end = splice.index + splice.deleted
  if (index <= splice.index) return index
  if (index >= end) return index - splice.deleted + splice.inserted.length
  return splice.index + splice.inserted.length
}
