/**
 * What a person does with what was refused: lets it go, sends it on as a proposal, or hands it in after
 * they were removed. The server keeps a tray of its own, which hears of each.
 */
import { notSent } from "./commands.ts"
import type { Holdings } from "./holdings.ts"
import type { Line } from "./line.ts"
import { paragraph_characters_max, surrender_items_max } from "./limits.ts"
import type { HandedIn, Requests } from "./requests.ts"
import { chunks } from "./splice.ts"
import type { Receipt, TrayItem } from "./types.ts"
import type { Writer } from "./writer.ts"

export interface TrayParts {
  /** Absent until the device's store was read. */
  readonly opened: () => { readonly holdings: Holdings; readonly writer: Writer } | undefined
  readonly items: () => readonly TrayItem[]
  readonly requests: Requests
  readonly line: Line
  readonly newId: () => string
  readonly command: (name: string, fields: Readonly<Record<string, unknown>>) => Promise<Receipt>
  readonly changed: () => void
}

export class TrayActs {
  readonly #parts: TrayParts
  readonly #proposing = new Map<string, Promise<Receipt>>()
  readonly #handedIn = new Map<string, string>()

  constructor(parts: TrayParts) {
    this.#parts = parts
  }

  async discard(id: string): Promise<void> {
    const opened = this.#parts.opened()
    if (opened === undefined) return
    opened.writer.write(opened.holdings.tray.discard(id))
    this.#parts.changed()
    await this.#tellDiscarded()
  }

  /** Asked for twice, it is proposed once. */
  propose(id: string): Promise<Receipt> {
    const underWay = this.#proposing.get(id)
    if (underWay !== undefined) return underWay
    const proposing = this.#propose(id).finally(() => this.#proposing.delete(id))
    this.#proposing.set(id, proposing)
    return proposing
  }

  /** False when the server could not be reached or did not take it: then all of it stays. */
  async surrender(items: readonly TrayItem[]): Promise<boolean> {
    const opened = this.#parts.opened()
    if (opened === undefined || items.length === 0) return false
    const pieces = items.flatMap(piecesOf)
    try {
      for (let at = 0; at < pieces.length; at += surrender_items_max) await this.#handIn(pieces.slice(at, at + surrender_items_max))
    } catch {
      return false
    }
    opened.writer.write(opened.holdings.surrendered())
    this.#parts.changed()
    return true
  }

  /** What another tab or device of this person's got refused. */
  async entered(): Promise<void> {
    const opened = this.#parts.opened()
    if (opened === undefined) return
    await this.#tellDiscarded()
    try {
      const [items, kept] = [await this.#parts.requests.tray(), await opened.writer.tray()]
      const { tray, outbox, documents } = opened.holdings
      tray.load(kept)
      tray.takeServer(items, (intent) => outbox.find(intent) !== undefined, documents.shown)
      this.#parts.changed()
    } catch {
      // The next connection asks again; what this device had refused is here already.
    }
  }

  /** The same pieces go under the same intent, so that trying again hands in nothing twice. */
  async #handIn(pieces: readonly HandedIn[]): Promise<void> {
    const key = JSON.stringify(pieces)
    const intent = this.#handedIn.get(key) ?? this.#parts.newId()
    this.#handedIn.set(key, intent)
    await this.#parts.requests.surrender(intent, pieces)
  }

  async #propose(id: string): Promise<Receipt> {
    const item = this.#parts.items().find((one) => one.id === id)
    if (item === undefined) return notSent(this.#parts.newId(), "gone")
    if (item.text.trim() === "") return notSent(this.#parts.newId(), "blank")
    const receipt = await this.#parts.command("propose", proposal(item))
    if (receipt.outcome === "recorded") await this.discard(id)
    return receipt
  }

  /** The server forgets what its author discarded; where it cannot hear now, at the next connection. */
  async #tellDiscarded(): Promise<void> {
    const opened = this.#parts.opened()
    if (opened === undefined) return
    const { holdings, writer } = opened
    for (const row of holdings.tray.discarded) {
      if (this.#parts.line.isCut) return
      try {
        await Promise.all(row.intents.map((intent) => this.#parts.requests.discard(intent)))
        writer.write(holdings.tray.forget(row.id))
      } catch {
        return
      }
    }
  }
}

function piecesOf({ text, name, writtenAt }: TrayItem): readonly HandedIn[] {
  const pieces = chunks(text, paragraph_characters_max).filter((piece) => piece.trim() !== "")
  return pieces.map((piece) => ({ text: piece, name, written_at: writtenAt }))
}

/** Words for a draft that is sealed already are a correction of that entry; a correction of nothing known is just words. */
function proposal({ text, reason, kind, corrects, writtenAt, about }: TrayItem): Readonly<Record<string, unknown>> {
  const as = corrects !== undefined ? "correction" : kind === "correction" ? undefined : kind
  const optional = Object.entries({ kind: as, corrects, about }).filter(([, value]) => value !== undefined)
  return { text, why: reason, written_at: writtenAt, ...Object.fromEntries(optional) }
}
