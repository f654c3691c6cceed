/** "A-14", "R-8" and "#138" in what people write: what they name, where the room has it. */
import type { ActionId, RecommendationId, RoomDocument } from "../replica/types.ts"
import { entryOf } from "./log.ts"

export type Reference =
  | { readonly is: "entry"; readonly number: number }
  | { readonly is: "action"; readonly action: ActionId }
  | { readonly is: "recommendation"; readonly recommendation: RecommendationId }

export interface ReferencePiece {
  readonly text: string
  /** What the piece names; absent for the words between. */
  readonly names?: Reference
}

/** Not within a word or a longer number, such as a case number. */
const pattern = /(?<![\p{L}\p{N}#-])(?:#(\d{1,7})|([AR])-(\d{1,7}))(?![\p{L}\p{N}]|-[\p{L}\p{N}])/gu

/** A text in pieces. What the room does not have stays text. */
export function referencePieces(text: string, room: RoomDocument | undefined): readonly ReferencePiece[] {
  const pieces: ReferencePiece[] = []
  let from = 0
  for (const found of room === undefined ? [] : text.matchAll(pattern)) {
    const [whole, entry, letter, number] = found
    const names = room && (entry !== undefined ? entryNamed(room, Number(entry)) : objectNamed(room, letter, Number(number)))
    if (names === undefined) continue
    if (found.index > from) pieces.push({ text: text.slice(from, found.index) })
    pieces.push({ text: whole, names })
    from = found.index + whole.length
  }
  if (from < text.length) pieces.push({ text: text.slice(from) })
  return pieces
}

function entryNamed(room: RoomDocument, number: number): Reference | undefined {
  return entryOf(room.log, number) === undefined ? undefined : { is: "entry", number }
}

function objectNamed(room: RoomDocument, letter: string | undefined, number: number): Reference | undefined {
  if (letter === "A") {
    const action = Object.values(room.actions).find((one) => one.number === number)
    return action && { is: "action", action: action.id }
  }
  const recommendation = Object.values(room.recommendations).find((one) => one.number === number)
  return recommendation && { is: "recommendation", recommendation: recommendation.id }
}
