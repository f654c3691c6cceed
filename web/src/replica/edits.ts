/** The named edits, as functions on the document inside a change. A scalar is an ImmutableString. */
import * as A from "@automerge/automerge/slim"
import type { RawMap, RawObject, RawRoot, Scalar } from "./raw.ts"
import type { Splice } from "./splice.ts"
import type { Collection, NewContact, NewDraft, NewFact, NewSystem, PersonId, TextPath } from "./types.ts"

export type Edit = (document: RawRoot) => void
export type Value = string | number | boolean | null

const draftScalars = ["said_by", "happened_at", "certainty", "corrects", "answers", "about"] as const
const factScalars = ["source", "checked_by", "check_due", "waits_on"] as const

/** Complete in one change: the server refuses an object that is made in two steps. */
export function createDraft(id: string, by: PersonId, begunAt: string, draft: NewDraft): Edit {
  const { kind, text = "", why = "", set_aside = "" } = draft
  const object = { by: scalar(by), begun_at: scalar(begunAt), kind: scalar(kind), text, why, set_aside }
  return create("drafts", id, { ...object, ...scalars(draft, draftScalars) })
}

export function createFact(id: string, by: PersonId, fact: NewFact): Edit {
  const object = { by: scalar(by), statement: fact.statement, standing: scalar(fact.standing) }
  return create("facts", id, { ...object, ...scalars(fact, factScalars) })
}

export function createContact(id: string, by: PersonId, contact: NewContact): Edit {
  return create("contacts", id, { by: scalar(by), ...scalars(contact, Object.keys(contact) as (keyof NewContact)[]) })
}

export function createSystem(id: string, by: PersonId, system: NewSystem): Edit {
  return create("systems", id, { by: scalar(by), ...scalars(system, ["name", "state", "monitoring"]) })
}

export function create(name: Collection, id: string, object: RawObject): Edit {
  return (document) => { collection(document, name)[id] = object }
}

/** An optional field is cleared with null; a deleted one would be refused. */
export function setField(name: Collection, id: string, field: string, value: Value): Edit {
  return setFields(name, id, { [field]: value })
}

/** All in one change, so that what must hold of them together holds after it. */
export function setFields(name: Collection, id: string, fields: Readonly<Record<string, Value | undefined>>): Edit {
  return (document) => { Object.assign(found(document, name, id), scalars(fields, Object.keys(fields))) }
}

export function spliceText([name, id, field]: TextPath, splices: readonly Splice[]): Edit {
  return (document) => {
    found(document, name, id)
    for (const { index, deleted, inserted } of splices) A.splice(document, [name, id, field], index, deleted, inserted)
  }
}

export function discardDraft(id: string): Edit {
  return (document) => {
    found(document, "drafts", id)
    Reflect.deleteProperty(collection(document, "drafts"), id)
  }
}

/** Throws a RangeError when it is not there. */
export function found(document: RawRoot, name: Collection, id: string): RawObject {
  const object = document[name]?.[id]
  if (object === undefined) throw new RangeError(`there is no ${name}/${id}`)
  return object
}

/** What is put into an object once each, such as reports; throws a RangeError when it holds none. */
export function itemsIn(document: RawRoot, name: Collection, id: string, field: string): RawMap {
  const map = found(document, name, id)[field]
  if (typeof map !== "object" || map === null) throw new RangeError(`there is no ${name}/${id}/${field}`)
  return map as RawMap
}

/** The text at the path; throws a RangeError when there is none. */
export function textAt(document: RawRoot, [name, id, field]: TextPath): string {
  const text = found(document, name, id)[field]
  if (typeof text !== "string") throw new RangeError(`there is no text ${name}/${id}/${field}`)
  return text
}

function collection(document: RawRoot, name: Collection): Record<string, RawObject> {
  const objects = document[name]
  if (objects === undefined) throw new RangeError("the incident is not loaded yet")
  return objects
}

/** Those of the fields that are given. */
export function scalars<K extends string>(of: { readonly [field in K]?: Value | undefined }, fields: readonly K[]): Record<string, Scalar> {
  return Object.fromEntries(fields.flatMap((field) => {
    const value: Value | undefined = of[field]
    return value === undefined ? [] : [[field, scalar(value)]]
  }))
}

export function scalar(value: Value): Scalar {
  return typeof value === "string" ? new A.ImmutableString(value) : value
}
