/** Values of the document parsed once each: what did not change keeps its identity. */
import * as A from "@automerge/automerge/slim"
import type { RawObject } from "./raw.ts"

/** One string of canonical JSON, parsed when it changes. */
export class Parsed<T> {
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
export class ParsedMap<T> {
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

/** The values of such a map in order, where most changes add one at the end: then what is there is neither parsed nor sorted. */
export class ParsedList<T> {
  readonly #order: (one: T, other: T) => number
  #source: object | undefined
  #list: readonly T[] = []
  #rows = new Map<string, { readonly raw: unknown; readonly text: string; readonly value: T }>()

  constructor(order: (one: T, other: T) => number) {
    this.#order = order
  }

  read(source: Readonly<Record<string, unknown>> = {}): readonly T[] {
    if (source !== this.#source) {
      this.#source = source
      this.#take(Object.entries(source))
    }
    return this.#list
  }

  #take(members: readonly (readonly [key: string, raw: unknown])[]): void {
    const fresh: T[] = []
    for (const [key, raw] of members) {
      const held = this.#rows.get(key)
      if (held?.raw === raw) continue
      const text = String(raw)
      const value = held?.text === text ? held.value : JSON.parse(text) as T
      this.#rows.set(key, { raw, text, value })
      if (value !== held?.value) fresh.push(value)
    }
    fresh.sort(this.#order)
    const [last, first] = [this.#list.at(-1), fresh[0]]
    const isAdded = this.#list.length + fresh.length === members.length && (last === undefined || first === undefined || this.#order(last, first) <= 0)
    if (!isAdded) this.#anew(members)
    else if (first !== undefined) this.#list = [...this.#list, ...fresh]
  }

  /** Something went, changed, or belongs before what is there. */
  #anew(members: readonly (readonly [key: string, raw: unknown])[]): void {
    const rows = new Map(members.flatMap(([key]) => {
      const row = this.#rows.get(key)
      return row === undefined ? [] : [[key, row] as const]
    }))
    this.#rows = rows
    this.#list = [...rows.values()].map(({ value }) => value).sort(this.#order)
  }
}

type Plain = Readonly<Record<string, unknown>>

/** A collection of R objects. A cleared optional field (null) reads as absent. */
export class Objects<T extends { readonly id: string }> {
  readonly #shape: (plain: Plain) => Plain
  #source: object | undefined
  #value: Readonly<Record<string, T>> = {}
  readonly #rows = new WeakMap<RawObject, T>()

  /** `shape` makes what a page reads of the plain values, where that is more than they are. */
  constructor(shape: (plain: Plain) => Plain = (plain) => plain) {
    this.#shape = shape
  }

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
    const row = { id, ...this.#shape(plain(raw)) } as unknown as T
    this.#rows.set(raw, row)
    return row
  }
}

function plain(raw: Readonly<Record<string, unknown>>): Plain {
  return Object.fromEntries(Object.entries(raw).flatMap(([field, value]) => {
    if (value === null || value === undefined) return []
    return [[field, plainValue(value)]]
  }))
}

function plainValue(value: unknown): unknown {
  if (A.isImmutableString(value)) return String(value)
  return typeof value === "object" && value !== null ? plain(value as Record<string, unknown>) : value
}
