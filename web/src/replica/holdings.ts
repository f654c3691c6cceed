/**
 * What a replica holds: the recorded document, the outbox on top of it, and the tray. Every method
 * changes what is in memory at once and returns what is to be written, to be stored in one piece.
 * It knows neither socket nor store nor clock.
 */
import * as A from "@automerge/automerge/slim"
import { sameBytes } from "./bytes.ts"
import { Documents } from "./documents.ts"
import type { RecordItem } from "./frames.ts"
import { Outbox, type Refusal } from "./outbox.ts"
import type { RawDocument } from "./raw.ts"
import type { OutboxRow, Position, StoredDocument, TrayRow, Write } from "./store.ts"
import { transplant, type PendingChange } from "./transplant.ts"
import { isLost, Tray, unsentItems } from "./tray.ts"
import type { TrayItem } from "./types.ts"
import { carry } from "./volumes.ts"

/** What became of the outbox's changes; `seen` is the document as the person saw it before. */
interface Moved {
  readonly submitted: readonly PendingChange[]
  readonly tray: readonly string[]
  readonly vanished: readonly string[]
  readonly actor: string
  readonly seen: RawDocument
}

export class Holdings {
  readonly #actor: () => string
  readonly #person: string
  readonly documents: Documents
  readonly outbox = new Outbox()
  readonly tray = new Tray()

  /** `actor` mints an actor that was never used. */
  constructor(person: string, actor: () => string) {
    this.#person = person
    this.#actor = actor
    this.documents = new Documents(actor)
  }

  /** Throws when the stored bytes are damaged: then `clear` and let the server send everything. */
  load(document: StoredDocument | undefined, records: readonly RecordItem[], tray: readonly TrayRow[]): void {
    this.tray.load(tray)
    if (document !== undefined) {
      const { bytes, volume, seq, hash, actors } = document
      this.documents.load(bytes, { volume, seq, hash })
      if (actors !== undefined) this.documents.actors.load(actors)
    }
    // What lies before a volume's opening is folded into it.
    const openings = records.filter((item) => item.kind === "volume")
    for (const opening of openings) this.documents.open(opening)
    const boundary = openings.at(-1)?.seq ?? 0
    this.documents.apply(records.filter((item) => item.seq > boundary))
  }

  /** The outbox of a tab that is gone. Its bytes stay what they are. */
  adopt(rows: readonly OutboxRow[]): void {
    this.outbox.push(...rows)
    this.#own(rows)
  }

  /** After `load` and `adopt`: shows the outbox too. Changes that still lack what they rest on wait unseen. */
  show(): readonly Write[] {
    const writes = this.#removeRecorded(this.documents.shown)
    this.documents.lay(this.outbox.changes)
    return writes
  }

  /** When every record is here: what still rests on something else is another volume's, and goes to the tray. */
  strand(now: string): readonly Write[] {
    const shown = this.documents.shown
    const stray = this.outbox.rows.filter(({ change }) => change !== undefined && !hasChange(shown, change))
    if (stray.length === 0) return []
    const trayed = this.tray.takeEdits(stray, new Map(stray.map((row) => [row.intent, stranded])), shown, now)
    for (const row of stray) this.outbox.remove(row.intent)
    this.documents.rebuild(this.outbox.changes, this.#actor())
    return [...removals(stray), ...trayed]
  }

  /** Starts again from nothing but the outbox, for the server to send everything. */
  clear(): readonly Write[] {
    this.documents.clear()
    return [{ remove: "document" }]
  }

  /** What nobody got: the outbox as tray items, in the words that were typed, without anything of others. */
  unsent(): readonly TrayItem[] {
    return unsentItems(this.outbox.rows, this.documents.shown)
  }

  /** All of it was handed in. */
  surrendered(): readonly Write[] {
    const rows = this.outbox.rows
    for (const row of rows) this.outbox.remove(row.intent)
    return [...removals(rows), ...this.tray.clear()]
  }

  /** A local edit; undefined when it changes nothing. */
  edit(fn: (document: RawDocument) => void): Uint8Array | undefined {
    return this.documents.edit(fn)
  }

  queue(row: OutboxRow): readonly Write[] {
    this.outbox.push(row)
    this.#own([row])
    return [{ put: "outbox", row }]
  }

  /** Records that follow the position without a gap. Throws when the library does. */
  record(items: readonly RecordItem[], now: string): readonly Write[] {
    const writes: Write[] = [{ put: "records", records: items }]
    let run: RecordItem[] = []
    for (const item of items) {
      if (item.kind === "volume") {
        this.documents.apply(run)
        run = []
        writes.push(...this.#carry(() => { this.documents.open(item) }, now))
      } else {
        run.push(item)
      }
      writes.push(...this.#recognise(item))
    }
    this.documents.apply(run)
    return writes
  }

  /** A document that the server saved; the outbox goes on top of it. */
  replace(bytes: Uint8Array, position: Position, now: string): readonly Write[] {
    const crosses = !this.documents.isEmpty && position.volume !== this.documents.position.volume
    const load = (): void => { this.documents.load(bytes, position) }
    if (!crosses) load()
    return [{ put: "document", document: { ...position, bytes } }, ...(crosses ? this.#carry(load, now) : this.show())]
  }

  /** An intent of ours is recorded at `seq`. Until its record came, the outbox keeps it [W9]. */
  landed(intent: string, seq: number): readonly Write[] {
    this.outbox.landed(intent)
    const row = this.outbox.find(intent)
    if (row === undefined || seq > this.documents.position.seq) return []
    if (row.change !== undefined && !hasChange(this.documents.recorded(), row.change)) this.outbox.replaced.add(intent)
    else this.outbox.remove(intent)
    return [{ remove: "outbox", key: intent }]
  }

  /** A command of ours is refused: nothing depends on it. */
  refusedCommand(intent: string): readonly Write[] {
    this.outbox.remove(intent)
    return [{ remove: "outbox", key: intent }]
  }

  refusedEdit(intent: string, refusal: Refusal): void {
    this.outbox.landed(intent)
    if (this.outbox.find(intent) !== undefined) this.outbox.refused.set(intent, refusal)
  }

  /** The rebase: the pending changes without the refused ones, under a fresh actor. */
  move(now: string): readonly Write[] {
    const writes = this.#removeRecorded(this.documents.recorded())
    this.#refuseWhatIsLost()
    const leftOut = new Set([...this.outbox.refused.keys(), ...this.outbox.replaced])
    const actor = this.#actor()
    const { submitted, tray, vanished } = transplant(this.documents.recorded(), this.outbox.pending, leftOut, actor)
    const moved = { submitted, tray, vanished, actor, seen: this.documents.shown }
    return [...writes, ...this.#settle(moved, now)]
  }

  /** What was written to an object that is sealed or gone needs no word of its own for each key press. */
  #refuseWhatIsLost(): void {
    const { rows, refused } = this.outbox
    for (const [intent, refusal] of [...refused]) {
      const object = isLost(refusal.code) ? this.outbox.find(intent)?.object : undefined
      if (object === undefined) continue
      for (const row of rows) {
        if (row.kind === "edit" && row.object === object && !refused.has(row.intent)) refused.set(row.intent, refusal)
      }
    }
  }

  save(): StoredDocument {
    return { ...this.documents.position, bytes: this.documents.save(this.outbox.changes.length === 0), actors: new Map(this.documents.actors.known) }
  }

  /** After a move or a carrying over: who is left, who goes to the tray. */
  #settle({ submitted, tray, vanished, actor, seen }: Moved, now: string): readonly Write[] {
    const changes = new Map(submitted.map(({ intent, change }) => [intent, change]))
    const before = this.outbox.rows
    // What another life of ours got recorded is no refusal, and its words are in the document.
    const lost = before.filter((row) => tray.includes(row.intent) && !this.outbox.replaced.has(row.intent))
    const trayed = this.tray.takeEdits(lost, this.outbox.refused, seen, now)
    const gone = before.filter((row) => tray.includes(row.intent) || vanished.includes(row.intent))
    const kept = before.filter((row) => !gone.includes(row)).map((row) => withChange(row, changes.get(row.intent)))
    this.outbox.moved(kept)
    this.#own(kept)
    this.documents.rebuild(this.outbox.changes, actor)
    return [...removals(gone), ...kept.map((row): Write => ({ put: "outbox", row })), ...trayed]
  }

  /** Takes the outbox along into another volume, which `begin` puts in the place of this one. */
  #carry(begin: () => void, now: string): readonly Write[] {
    const pending = this.outbox.pending
    if (pending.length === 0) {
      begin()
      return []
    }
    // Beginning lets go of both documents.
    const boundary = A.clone(this.documents.recorded())
    const seen = A.clone(this.documents.shown)
    begin()
    const actor = this.#actor()
    return this.#settle({ ...carry(boundary, this.documents.recorded(), pending, actor), actor, seen }, now)
  }

  #own(rows: readonly OutboxRow[]): void {
    for (const { change } of rows) this.documents.actors.take({ change, person: this.#person })
  }

  /** A record of our own intent takes its row along. */
  #recognise(item: RecordItem): readonly Write[] {
    if (item.intent === undefined || item.person !== this.#person) return []
    const row = this.outbox.find(item.intent)
    if (row === undefined) return []
    const same = row.change === undefined || (item.change !== undefined && sameBytes(row.change, item.change))
    if (same) this.outbox.remove(item.intent)
    else this.outbox.replaced.add(item.intent)
    return [{ remove: "outbox", key: item.intent }]
  }

  /** A snapshot may hold what the outbox still has. */
  #removeRecorded(within: RawDocument): readonly Write[] {
    const recorded = this.outbox.rows.filter(({ change }) => change !== undefined && hasChange(within, change))
    for (const row of recorded) this.outbox.remove(row.intent)
    return removals(recorded)
  }
}

function hasChange(document: RawDocument, change: Uint8Array): boolean {
  return A.hasHeads(document, [A.decodeChange(change).hash])
}

const stranded: Refusal = { code: "invalid", reason: "The incident was reorganised while this was waiting, and it could not be carried over." }

function removals(rows: readonly OutboxRow[]): readonly Write[] {
  return rows.map((row) => ({ remove: "outbox", key: row.intent }))
}

function withChange(row: OutboxRow, change: Uint8Array | undefined): OutboxRow {
  return change === undefined ? row : { ...row, change }
}
