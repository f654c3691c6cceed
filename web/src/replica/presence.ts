/** Who else is here, and what this tab shows of itself. A caret travels as an Automerge cursor. */
import * as A from "@automerge/automerge/slim"
import type { PresenceDown, PresenceRow, PresenceUp } from "./frames.ts"
import { presence_ms_min } from "./limits.ts"
import type { RawDocument } from "./raw.ts"
import type { Present, PresenceState, TextField } from "./types.ts"

/** How a row is shown, while it and the text that its caret is in stay as they are. */
interface Seen {
  readonly row: PresenceRow
  readonly path: CaretPath | undefined
  readonly text: string | undefined
  readonly present: Present
}

const fields = new Set<string>(["text", "why", "set_aside", "statement", "instruction"] satisfies TextField[])
const encoder = new TextEncoder()
const decoder = new TextDecoder()

export class Presence {
  readonly #after: (ms: number, callback: () => void) => () => void
  readonly #send: () => void
  readonly #rows = new Map<string, PresenceRow>()
  #session: string | undefined
  #state: PresenceState | undefined
  #cancel: (() => void) | undefined
  readonly #seen = new Map<string, Seen>()
  #list: readonly Present[] = []
  #document: RawDocument | undefined

  /** `send` is called when `frame` has something new to say, not too often. */
  constructor(after: (ms: number, callback: () => void) => () => void, send: () => void) {
    this.#after = after
    this.#send = send
  }

  welcome(session: string, rows: readonly PresenceRow[]): void {
    this.#rows.clear()
    this.#session = session
    for (const row of rows) this.#rows.set(row.session, row)
    if (this.#state !== undefined) this.#soon()
  }

  apply(frame: PresenceDown): void {
    for (const row of frame.rows) this.#rows.set(row.session, row)
    for (const session of frame.left) this.#rows.delete(session)
  }

  /** Nobody can be vouched for while not connected. */
  clear(): void {
    this.#rows.clear()
    this.#document = undefined
  }

  set(state: PresenceState): void {
    this.#state = state
    this.#soon()
  }

  frame(document: RawDocument): PresenceUp | undefined {
    if (this.#state === undefined) return undefined
    const { viewing, draft, typing, caret } = this.#state
    const cursor = draft === undefined || caret === undefined ? undefined : encodeCaret(document, draft, caret.field, caret.index)
    return { t: "presence", viewing, draft, typing, cursor }
  }

  /** Others, with their carets where `document` has them now. Whoever stays as they are stays the same. */
  list(document: RawDocument): readonly Present[] {
    for (const session of this.#seen.keys()) if (!this.#rows.has(session)) this.#seen.delete(session)
    const others = [...this.#rows.values()].filter((row) => row.session !== this.#session)
    this.#document = document
    const list = others.map((row) => this.#shown(row, document))
    if (list.length !== this.#list.length || list.some((present, at) => present !== this.#list[at])) this.#list = list
    return this.#list
  }

  stop(): void {
    this.#cancel?.()
  }

  #shown(row: PresenceRow, document: RawDocument): Present {
    const seen = this.#seen.get(row.session)
    const path = seen?.row === row ? seen.path : caretPath(row)
    const text = path && textAt(document, path)
    if (seen?.row === row && seen.text === text) return seen.present
    const present = shown(row, () => this.#caretOf(row))
    this.#seen.set(row.session, { row, path, text, present })
    return present
  }

  #caretOf({ draft, cursor }: PresenceRow): Present["caret"] {
    return this.#document === undefined || draft === undefined || cursor === undefined ? undefined : decodeCaret(this.#document, draft, cursor)
  }

  /** After the key that it comes of has been drawn, and no more often than the limit; the latest wins. */
  #soon(): void {
    this.#cancel ??= this.#after(presence_ms_min, () => {
      this.#cancel = undefined
      this.#send()
    })
  }
}

/**
 * `field:cursor`, the cursor of the character before the caret, so that what others write behind it
 * does not push it; `field:` at the beginning.
 */
export function encodeCaret(document: RawDocument, draft: string, field: TextField, index: number): Uint8Array | undefined {
  const path = textPath(draft, field)
  const text = textAt(document, path)
  if (text === undefined) return undefined
  if (index <= 0 || text === "") return encoder.encode(`${field}:`)
  const before = characterBefore(text, Math.min(index, text.length))
  return encoder.encode(`${field}:${A.getCursor(document, [...path], before)}`)
}

/** Undefined where this replica does not have the character (yet), or the bytes are not ours. */
export function decodeCaret(document: RawDocument, draft: string, bytes: Uint8Array): Present["caret"] {
  const [field, cursor] = decoder.decode(bytes).split(":", 2)
  if (field === undefined || !fields.has(field)) return undefined
  const path = textPath(draft, field as TextField)
  const text = textAt(document, path)
  if (text === undefined) return undefined
  if (cursor === undefined || cursor === "") return { field: field as TextField, index: 0 }
  try {
    const at = A.getCursorPosition(document, [...path], cursor)
    return { field: field as TextField, index: Math.min(at + characterWidth(text, at), text.length) }
  } catch {
    return undefined
  }
}

function caretPath({ draft, cursor }: PresenceRow): CaretPath | undefined {
  const field = cursor === undefined ? undefined : decoder.decode(cursor).split(":", 1)[0]
  return draft === undefined || field === undefined ? undefined : textPath(draft, field as TextField)
}

/** The caret is looked for when somebody looks at it: of most who write, only that they do is shown. */
function shown({ session, person, name, viewing, draft, typing }: PresenceRow, caretOf: () => Present["caret"]): Present {
  let found: { readonly caret: Present["caret"] } | undefined
  return {
    session, person, name, viewing, draft, typing: typing === true,
    get caret() {
      found ??= { caret: caretOf() }
      return found.caret
    },
  }
}

type CaretPath = readonly [collection: "drafts" | "facts" | "actions", id: string, field: TextField]

function textPath(object: string, field: TextField): CaretPath {
  return [field === "statement" ? "facts" : field === "instruction" ? "actions" : "drafts", object, field]
}

function textAt(document: RawDocument, [collection, id, field]: CaretPath): string | undefined {
  const value = document[collection]?.[id]?.[field]
  return typeof value === "string" ? value : undefined
}

function characterBefore(text: string, index: number): number {
  const unit = text.charCodeAt(index - 1)
  return unit >= 0xdc00 && unit <= 0xdfff && index > 1 ? index - 2 : index - 1
}

function characterWidth(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}
