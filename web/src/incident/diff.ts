/** What changed between two readings of a text, word by word, for "changed while sealing". */

export interface DiffPiece {
  readonly is: "same" | "gone" | "new"
  readonly text: string
}

/** Beyond this many words a side is shown whole: the table of a diff grows with their product. */
const wordsMax = 2_000

export function diffWords(before: string, after: string): readonly DiffPiece[] {
  const a = before.split(/(\s+)/).filter((word) => word !== "")
  const b = after.split(/(\s+)/).filter((word) => word !== "")
  if (a.length > wordsMax || b.length > wordsMax) {
    return [{ is: "gone" as const, text: before }, { is: "new" as const, text: after }].filter((piece) => piece.text !== "")
  }
  const common = commonLengths(a, b)
  const pieces: DiffPiece[] = []
  let i = 0
  let j = 0
  while (i < a.length || j < b.length) {
    const left = a[i]
    const right = b[j]
    if (left !== undefined && left === right) {
      push(pieces, "same", left)
      i += 1
      j += 1
    } else if (right === undefined || (left !== undefined && at(common, i + 1, j) >= at(common, i, j + 1))) {
      push(pieces, "gone", left ?? "")
      i += 1
    } else {
      push(pieces, "new", right)
      j += 1
    }
  }
  return pieces
}

/** `table[i][j]`: how many words the rests of both sides from there have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): readonly Uint16Array[] {
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i -= 1) {
    const row = table[i] ?? new Uint16Array(0)
    for (let j = b.length - 1; j >= 0; j -= 1) {
      row[j] = a[i] === b[j] ? at(table, i + 1, j + 1) + 1 : Math.max(at(table, i + 1, j), at(table, i, j + 1))
    }
  }
  return table
}

function at(table: readonly Uint16Array[], i: number, j: number): number {
  return table[i]?.[j] ?? 0
}

function push(pieces: DiffPiece[], is: DiffPiece["is"], text: string): void {
  const last = pieces.at(-1)
  if (last?.is === is) pieces[pieces.length - 1] = { is, text: last.text + text }
  else pieces.push({ is, text })
}
