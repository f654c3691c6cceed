/**
 * The two documents of a replica: *recorded*, the fold of the ledger up to `position`, and *shown*,
 * the same with the outbox applied. Nobody looks at recorded: it is there to rebuild what is shown after a
 * refusal, and until then it is the bytes it was last saved as and the changes that came since.
 */
import * as A from "@automerge/automerge/slim"
import { Actors } from "./actors.ts"
import type { RecordItem } from "./frames.ts"
import type { Position } from "./store.ts"
import type { RawDocument } from "./raw.ts"

/** Recorded changes that wait to be folded; past this many they are folded at once. */
const unfolded_max = 10_000

const nothing: Position = { volume: 0, seq: 0, hash: new Uint8Array() }

export class Documents {
  readonly actors = new Actors()
  readonly #actor: () => string
  /** Absent while it is `#saved` alone. */
  #recorded: RawDocument | undefined
  #saved: Uint8Array = new Uint8Array()
  #unfolded: Uint8Array[] = []
  #shown: RawDocument
  #position: Position

  /** `actor` mints an actor that was never used. */
  constructor(actor: () => string) {
    this.#actor = actor
    this.#shown = A.init({ actor: actor() })
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
    const actor = this.#actor()
    let recorded: RawDocument = this.#recorded ?? (this.#saved.length === 0 ? A.init({ actor }) : A.load(this.#saved, { actor }))
    if (this.#unfolded.length > 0) [recorded] = A.applyChanges(recorded, this.#unfolded)
    this.#recorded = recorded
    this.#unfolded = []
    return recorded
  }

  /** Starts from a saved document, and shows it without the outbox. Throws on damaged bytes. */
  load(bytes: Uint8Array, position: Position): void {
    this.#begin(A.load(bytes, { actor: this.#actor() }), position)
    this.#saved = bytes
  }

  /** Starts from nothing. */
  clear(): void {
    this.#begin(A.init({ actor: this.#actor() }), nothing)
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

  /** Begins the next volume with its opening change, and shows it without the outbox. */
  open(item: RecordItem): void {
    const changes = changesOf(item)
    const [opened] = A.applyChanges<RawDocument>(A.init({ actor: this.#actor() }), changes)
    this.#begin(opened, { volume: Math.max(1, this.#position.volume) + 1, seq: item.seq, hash: item.hash })
    this.#unfolded = changes
  }

  /** Shows changes of the outbox on top of what is recorded, where nothing lies on it yet. */
  lay(changes: readonly Uint8Array[]): void {
    if (changes.length > 0) [this.#shown] = A.applyChanges(this.#shown, [...changes])
  }

  /** Shows the recorded document with `changes` on top; local edits go on as `actor`. */
  rebuild(changes: readonly Uint8Array[], actor: string): void {
    A.free(this.#shown)
    this.#shown = A.clone(this.recorded(), { actor })
    this.lay(changes)
  }

  /** A local edit of what is shown; the change it made, or undefined when it changed nothing. */
  edit(fn: (document: RawDocument) => void): Uint8Array | undefined {
    const before = this.#shown
    this.#shown = A.change(before, { time: 0 }, fn)
    return this.#shown === before ? undefined : A.getLastLocalChange(this.#shown)
  }

  /** What is recorded, as bytes. `isShown`: what is shown is just that, for nothing lies on it. */
  save(isShown: boolean): Uint8Array {
    this.#saved = A.save(isShown ? this.#shown : this.recorded())
    if (this.#recorded !== undefined) A.free(this.#recorded)
    this.#recorded = undefined
    this.#unfolded = []
    return this.#saved
  }

  /** With nothing on top of what is recorded. */
  #begin(shown: RawDocument, position: Position): void {
    if (this.#recorded !== undefined) A.free(this.#recorded)
    A.free(this.#shown)
    this.#shown = shown
    this.#recorded = undefined
    this.#saved = new Uint8Array()
    this.#unfolded = []
    if (position.volume !== this.#position.volume) this.actors.clear()
    this.#position = position
  }
}

function changesOf({ change, effect }: RecordItem): Uint8Array[] {
  return [change, effect].filter((bytes) => bytes !== undefined)
}
