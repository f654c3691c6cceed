/** When the head of an incident makes room for the log, on a phone. */

export interface LogPlace {
  /** How far the log is scrolled from its top. */
  readonly topPx: number
  /** How far it is from its end. */
  readonly leftPx: number
  /** The height of the head as it is. */
  readonly headPx: number
  /** Where the reader asked for the head, since they last went on. */
  readonly shownAtPx: number | undefined
}

/** Nearer to an end of the log than this is at it. */
const nearPx = 32
/** Nobody who asked for the head goes on within this distance. */
const goesOnPx = 96

/** Whether the head is one row. It changes with some way between, so that it never flickers at an edge. */
export function nextReading(isReading: boolean, { topPx, leftPx, headPx, shownAtPx }: LogPlace): boolean {
  if (leftPx < nearPx) return false
  if (isReading) return topPx >= nearPx
  if (shownAtPx !== undefined && Math.abs(topPx - shownAtPx) < goesOnPx) return false
  // With the head smaller the log is that much nearer to its top, and must not be at it.
  return topPx > headPx + 2 * nearPx
}
