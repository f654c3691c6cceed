/**
 * The two documents of a replica: *recorded*, the fold of the ledger up to `position`, and *shown*,
 * the same with the outbox applied. Recorded follows in batches, since nobody looks at it: it is
 * there to be stored and to rebuild what is shown after a refusal.
 */
import * as A from "@automerge/automerge/slim"
import { Actors } from "./actors.ts"
import type { RecordItem } from "./frames.ts"
import type { Position } from "./store.ts"
import type { RawDocument } from "./raw.ts"

/** Recorded changes that wait to be folded; past this many they are folded at once. */
const unfolded_max = 1_000

const nothing: Position = { volume: 0, seq: 0, hash: new Uint8Array() }

export class Documents {
  readonly actors = new Actors()
  readonly #actor: () => string
  #recorded: RawDocument
  #unfolded: Uint8Array[] = []
  #shown: RawDocument
  #position: Position

  /** `actor` mints an actor that was never used. */
  constructor(actor: () => string) {
    this.#actor = actor
    this.#recorded = A.init({ actor: actor() })
    this.#shown = A.clone(this.#recorded, { actor: actor() })
    this.#position = nothing
  }

  get position(): Position {
    return this.#position
  }

  get shown(): RawDocument {
    return this.#shown
  }

  /** Whether there is anything in it: the first record makes the incident. */
  get isEmpty(): boolean {
    return this.#position.seq === 0
  }

  recorded(): RawDocument {
    if (this.#unfolded.length > 0) {
      ;[this.#recorded] = A.applyChanges(this.#recorded, this.#unfolded)
      this.#unfolded = []
    }
    return this.#recorded
  }

  /** Starts from a saved document. What was shown is gone until `rebuild`. Throws on damaged bytes. */
  load(bytes: Uint8Array, position: Position): void {
    const loaded: RawDocument = A.load(bytes, { actor: this.#actor() })
    this.#replace(loaded, position)
  }

  /** Starts from nothing. */
  clear(): void {
    this.#replace(A.init({ actor: this.#actor() }), nothing)
  }

  /** Records of the present volume, in order. Throws when the library does. */
  apply(items: readonly RecordItem[]): void {
    const last = items.at(-1)
    if (last === undefined) return
    const changes = items.flatMap(changesOf)
    if (changes.length > 0) [this.#shown] = A.applyChanges(this.#shown, changes)
    for (const item of items) this.actors.take(item)
    this.#unfolded.push(...changes)
    if (this.#unfolded.length > unfolded_max) this.recorded()
    this.#position = { volume: Math.max(1, this.#position.volume), seq: last.seq, hash: last.hash }
  }

  /** Begins the next volume with its opening change; what was shown is gone until `rebuild`. */
  open(item: RecordItem): void {
    const [opened] = A.applyChanges<RawDocument>(A.init({ actor: this.#actor() }), changesOf(item))
    this.#replace(opened, { volume: Math.max(1, this.#position.volume) + 1, seq: item.seq, hash: item.hash })
  }

  /** Shows the recorded document with `changes` on top; local edits go on as `actor`. */
  rebuild(changes: readonly Uint8Array[], actor: string): void {
    A.free(this.#shown)
    this.#shown = A.clone(this.recorded(), { actor })
    if (changes.length > 0) [this.#shown] = A.applyChanges(this.#shown, [...changes])
  }

  /** A local edit of what is shown; the change it made, or undefined when it changed nothing. */
  edit(fn: (document: RawDocument) => void): Uint8Array | undefined {
    const before = this.#shown
    this.#shown = A.change(before, { time: 0 }, fn)
    return this.#shown === before ? undefined : A.getLastLocalChange(this.#shown)
  }

  /** Whether the change with this hash is recorded. */
  hasRecorded(change: Uint8Array): boolean {
    return A.hasHeads(this.recorded(), [A.decodeChange(change).hash])
  }

  save(): Uint8Array {
    return A.save(this.recorded())
  }

  #replace(recorded: RawDocument, position: Position): void {
    A.free(this.#recorded)
    A.free(this.#shown)
    this.#recorded = recorded
    this.#unfolded = []
    this.#shown = A.clone(recorded, { actor: this.#actor() })
    if (position.volume !== this.#position.volume) this.actors.clear()
    this.#position = position
  }
}

function changesOf({ change, effect }: RecordItem): Uint8Array[] {
  return [change, effect].filter((bytes) => bytes !== undefined)
}
