/**
 * Splices of text, in UTF-16 units as a text area counts, and never through the middle of a
 * character: half a surrogate pair cannot be an element of an Automerge Text.
 */
export interface Splice {
  readonly index: number
  readonly deleted: number
  readonly inserted: string
}

/** The one smallest splice that makes `before` read `after`; undefined when they are equal. */
export function smallestSplice(before: string, after: string): Splice | undefined {
  if (before === after) return undefined
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start += 1
  if (start > 0 && isHigh(before.charCodeAt(start - 1))) start -= 1
  let end = 0
  while (end < shorter - start && before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)) {
    end += 1
  }
  if (end > 0 && isLow(before.charCodeAt(before.length - end))) end -= 1
  return { index: start, deleted: before.length - start - end, inserted: after.slice(start, after.length - end) }
}

/** `splice` widened to whole characters and kept inside the text. */
export function wholeCharacters(text: string, splice: Splice): Splice {
  let start = Math.min(Math.max(0, splice.index), text.length)
  let end = Math.min(start + Math.max(0, splice.deleted), text.length)
  let inserted = splice.inserted.toWellFormed()
  if (splitsPair(text, start)) {
    start -= 1
    inserted = text.charAt(start) + inserted
  }
  if (splitsPair(text, end)) {
    inserted += text.charAt(end)
    end += 1
  }
  // Halves that were kept beside new text stand alone now.
  return { index: start, deleted: end - start, inserted: inserted.toWellFormed() }
}

export function applySplice(text: string, { index, deleted, inserted }: Splice): string {
  return text.slice(0, index) + inserted + text.slice(index + deleted)
}

/** `next` after `last` as one splice, where it stays inside what `last` put there; else undefined. */
export function joined(last: Splice, next: Splice): Splice | undefined {
  const from = next.index - last.index
  if (from < 0 || from + next.deleted > last.inserted.length) return undefined
  const inserted = last.inserted.slice(0, from) + next.inserted + last.inserted.slice(from + next.deleted)
  return { ...last, inserted }
}

/** The same splice as several, each of at most `limit` characters deleted and inserted together. */
export function inParts(text: string, splice: Splice, limit: number): readonly Splice[] {
  const parts: Splice[] = []
  for (const deleted of chunks(text.slice(splice.index, splice.index + splice.deleted), limit)) {
    parts.push({ index: splice.index, deleted: deleted.length, inserted: "" })
  }
  let index = splice.index
  for (const inserted of chunks(splice.inserted, limit)) {
    parts.push({ index, deleted: 0, inserted })
    index += inserted.length
  }
  if (splice.deleted + splice.inserted.length <= limit) return [splice]
  return parts
}

/** `text` in pieces of at most `limit` units, none of which ends in the middle of a character. */
export function chunks(text: string, limit: number): readonly string[] {
  const found: string[] = []
  for (let start = 0; start < text.length; ) {
    let end = Math.min(start + limit, text.length)
    if (splitsPair(text, end)) end -= 1
    found.push(text.slice(start, end))
    start = end
  }
  return found
}

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
function moved(index: number, splice: Splice): number {
  const end = splice.index + splice.deleted
  if (index <= splice.index) return index
  if (index >= end) return index - splice.deleted + splice.inserted.length
  return splice.index + splice.inserted.length
}

function splitsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && isHigh(text.charCodeAt(at - 1)) && isLow(text.charCodeAt(at))
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
