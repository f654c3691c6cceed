/** Drafts: whose, where carets stand in them, and what waits to be sealed. */
import type { Draft, DraftId, Present, RoomView, TextField, WaitingSeal } from "../replica/types.ts"
import { clip } from "./words.ts"

/** Nothing written in any of its texts. */
export function isBlank(draft: Draft): boolean {
  return [draft.text, draft.why, draft.set_aside].every((text) => text.trim() === "")
}

export function isWaiting(view: RoomView, draft: DraftId): boolean {
  return view.sealing.some((waiting) => waiting.draft === draft)
}

/** Those who have a draft open, once each. */
export function writersOf(view: RoomView, draft: DraftId): readonly Present[] {
  const seen = new Set<string>()
  return view.present.filter((row) => {
    if (row.draft !== draft || seen.has(row.person)) return false
    seen.add(row.person)
    return true
  })
}

/** Drafts to show in the log, oldest first: neither open in this composer nor waiting to be sealed. */
export function openDrafts(view: RoomView, inComposer: DraftId | undefined): readonly Draft[] {
  return Object.values(view.room?.drafts ?? {})
    .filter((draft) => draft.id !== inComposer && !isWaiting(view, draft.id))
    .filter((draft) => !isBlank(draft) || writersOf(view, draft.id).length > 0)
    .sort((a, b) => a.begun_at.localeCompare(b.begun_at) || a.id.localeCompare(b.id))
}

/** Drafts that nobody is at, oldest first. */
export function leftDrafts(view: RoomView, inComposer: DraftId | undefined): readonly Draft[] {
  return openDrafts(view, inComposer).filter((draft) => writersOf(view, draft.id).length === 0)
}

/** The draft that a page finds in its box when it opens: this person's newest that nobody has open. */
export function draftToResume(view: RoomView): DraftId | undefined {
  const own = openDrafts(view, undefined).filter((draft) =>
    draft.by === view.person && !isBlank(draft) && !view.present.some((row) => row.draft === draft.id))
  return own.at(-1)?.id
}

/** The first words of a draft, for a line of it; its stylesheet cuts them where the line ends. */
export function firstWords(draft: Draft): string {
  const [words = ""] = [draft.text, draft.why, draft.set_aside].map((text) => text.trim()).filter((text) => text !== "")
  return words === "" ? "nothing written yet" : clip(words.replaceAll(/\s+/g, " "), lineCharactersMax)
}

/** More than the widest line shows. */
const lineCharactersMax = 200

export interface Waiting {
  readonly seal: WaitingSeal
  readonly draft: Draft | undefined
}

/** Seals that wait for the server, with what they seal where the draft is still there. */
export function waitingSeals(view: RoomView): readonly Waiting[] {
  return view.sealing.map((seal) => ({
    seal,
    draft: seal.draft === undefined ? undefined : view.room?.drafts[seal.draft],
  }))
}

export interface Caret {
  readonly name: string
  readonly index: number
}

/** Other people's carets in one text of a draft, from the front. */
export function caretsIn(present: readonly Present[], draft: DraftId, field: TextField): readonly Caret[] {
  return present
    .filter((row) => row.draft === draft && row.caret?.field === field)
    .map((row) => ({ name: row.name, index: row.caret?.index ?? 0 }))
    .sort((a, b) => a.index - b.index)
}

export type Piece = { readonly is: "text"; readonly text: string } | { readonly is: "caret"; readonly name: string }

/** A text cut at the carets, in order, for showing. */
export function withCarets(text: string, carets: readonly Caret[]): readonly Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const { index, name } of carets) {
    const at = Math.min(Math.max(index, from), text.length)
    if (at > from) pieces.push({ is: "text", text: text.slice(from, at) })
    pieces.push({ is: "caret", name })
    from = at
  }
  if (from < text.length) pieces.push({ is: "text", text: text.slice(from) })
  return pieces
}

/** How many drafts of others someone is typing in. */
export function beingWritten(view: RoomView): number {
  const drafts = view.present.filter((row) => row.typing && row.draft !== undefined && row.person !== view.person)
  return new Set(drafts.map((row) => row.draft)).size
}
