/**
 * Who wrote what: an Automerge actor belongs to the person who first used it, for ever [W4]. Known for
 * changes that came as records and for this tab's own; a document that the server saved names nobody.
 */
import { toHex } from "./bytes.ts"
import type { PersonId } from "./types.ts"

/** Magic bytes and checksum; then a byte that says what the chunk is. */
const type_at = 4 + 4
const uncompressed_change = 1
const hash_bytes = 32

export class Actors {
  readonly #people = new Map<string, PersonId>()

  get known(): ReadonlyMap<string, PersonId> {
    return this.#people
  }

  load(known: ReadonlyMap<string, PersonId>): void {
    for (const [actor, person] of known) this.#people.set(actor, person)
  }

  take({ change, person }: { readonly change?: Uint8Array | undefined; readonly person?: PersonId | undefined }): void {
    const actor = change === undefined ? undefined : actorOf(change)
    if (actor !== undefined && person !== undefined) this.#people.set(actor, person)
  }

  /** Of an operation's id, `counter@actor`. */
  writerOf(operation: string): PersonId | undefined {
    return this.#people.get(operation.slice(operation.indexOf("@") + 1))
  }

  clear(): void {
    this.#people.clear()
  }
}

/** Of an uncompressed change chunk, read off its head: decoding all of it would cost too much for each record. */
export function actorOf(change: Uint8Array): string | undefined {
  if (change[type_at] !== uncompressed_change) return undefined
  let at = type_at + 1
  const next = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = change[at] ?? 0
      at += 1
      value += (byte & 0x7f) * 2 ** shift
      if (byte < 0x80) return value
    }
  }
  // The chunk's length, then what it rests on.
  next()
  const dependencies = next()
  at += dependencies * hash_bytes
  const length = next()
  return at + length <= change.length ? toHex(change.subarray(at, at + length)) : undefined
}
