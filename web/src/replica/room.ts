/**
 * Plain values from the document. What did not change keeps its identity, so a page may compare with
 * `===`. Automerge keeps the identity of untouched objects itself, which is what the memos rest on.
 */
import type { Command, Draft, Entry, Fact, IncidentHeader, Member, RoomDocument } from "./types.ts"
import type { RawDocument, RawObject, RawRoot } from "./raw.ts"

export class RoomReader {
  #last: RoomDocument | undefined
  readonly #incident = new Parsed<IncidentHeader>()
  readonly #command = new Parsed<Command>()
  readonly #members = new ParsedMap<Member>()
  readonly #log = new ParsedMap<Entry>()
  readonly #drafts = new Objects<Draft>()
  readonly #facts = new Objects<Fact>()
  #entries: { readonly of: Readonly<Record<string, Entry>>; readonly list: readonly Entry[] } | undefined

  /** Undefined while the document has no header, which the first record writes. */
  read(document: RawDocument): RoomDocument | undefined {
    const root = document as RawRoot
    if (root.incident === undefined || root.command === undefined) return undefined
    const next: RoomDocument = {
      incident: this.#incident.read(String(root.incident)),
      command: this.#command.read(String(root.command)),
      members: this.#members.read(root.members),
      log: this.#list(this.#log.read(root.log)),
      drafts: this.#drafts.read(root.drafts),
      facts: this.#facts.read(root.facts),
    }
    if (this.#last === undefined || !sameMembers(this.#last, next)) this.#last = next
    return this.#last
  }

  #list(of: Readonly<Record<string, Entry>>): readonly Entry[] {
    if (this.#entries?.of !== of) {
      this.#entries = { of, list: Object.values(of).sort((one, other) => one.number - other.number) }
    }
    return this.#entries.list
  }
}

/** One string of canonical JSON, parsed when it changes. */
class Parsed<T> {
  #text: string | undefined
  #value: T | undefined

  read(text: string): T {
    if (this.#value === undefined || this.#text !== text) {
      this.#text = text
      this.#value = JSON.parse(text) as T
    }
    return this.#value
  }
}

/** A map of such strings. */
class ParsedMap<T> {
  #source: object | undefined
  #value: Readonly<Record<string, T>> = {}
  readonly #members = new Map<string, Parsed<T>>()

  read(source: Readonly<Record<string, unknown>> | undefined): Readonly<Record<string, T>> {
    if (source !== this.#source) {
      this.#source = source
      this.#value = Object.fromEntries(Object.entries(source ?? {}).map(([key, text]) => [key, this.#member(key, String(text))]))
    }
    return this.#value
  }

  #member(key: string, text: string): T {
    let member = this.#members.get(key)
    if (member === undefined) this.#members.set(key, (member = new Parsed()))
    return member.read(text)
  }
}

/** A collection of R objects. A cleared optional field (null) reads as absent. */
class Objects<T extends { readonly id: string }> {
  #source: object | undefined
  #value: Readonly<Record<string, T>> = {}
  #rows = new WeakMap<RawObject, T>()

  read(source: Readonly<Record<string, RawObject>> | undefined): Readonly<Record<string, T>> {
    if (source !== this.#source) {
      this.#source = source
      this.#value = Object.fromEntries(Object.entries(source ?? {}).map(([id, raw]) => [id, this.#row(id, raw)]))
    }
    return this.#value
  }

  #row(id: string, raw: RawObject): T {
    const held = this.#rows.get(raw)
    if (held !== undefined) return held
    const row = { id, ...plain(raw) } as unknown as T
    this.#rows.set(raw, row)
    return row
  }
}

function plain(raw: RawObject): Record<string, unknown> {
  return Object.fromEntries(Object.entries(raw).flatMap(([field, value]) => {
    if (value === null || value === undefined) return []
    return [[field, typeof value === "object" ? String(value) : value]]
  }))
}

function sameMembers<T extends object>(one: T, other: T): boolean {
  return (Object.keys(other) as (keyof T)[]).every((key) => one[key] === other[key])
}
