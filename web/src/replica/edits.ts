/** The named edits, as functions on the document inside a change. A scalar is an ImmutableString. */
import * as A from "@automerge/automerge/slim"
import type { RawObject, RawRoot, Scalar } from "./raw.ts"
import type { Splice } from "./splice.ts"
import type { NewDraft, NewFact, PersonId, TextPath } from "./types.ts"

export type Collection = "drafts" | "facts"
type Edit = (document: RawRoot) => void

const draftScalars = ["said_by", "happened_at", "certainty", "corrects", "answers", "about"] as const
const factScalars = ["source", "checked_by", "check_due", "waits_on"] as const

/** Complete in one change: the server refuses an object that is made in two steps. */
export function createDraft(id: string, by: PersonId, begunAt: string, draft: NewDraft): Edit {
  return (document) => {
    const { kind, text = "", why = "", set_aside = "" } = draft
    const object: RawObject = { by: scalar(by), begun_at: scalar(begunAt), kind: scalar(kind), text, why, set_aside }
    for (const field of draftScalars) if (draft[field] !== undefined) object[field] = scalar(draft[field])
    collection(document, "drafts")[id] = object
  }
}

export function createFact(id: string, by: PersonId, fact: NewFact): Edit {
  return (document) => {
    const object: RawObject = { by: scalar(by), statement: fact.statement, standing: scalar(fact.standing) }
    for (const field of factScalars) if (fact[field] !== undefined) object[field] = scalar(fact[field])
    collection(document, "facts")[id] = object
  }
}

/** An optional field is cleared with null; a deleted one would be refused. */
export function setField(name: Collection, id: string, field: string, value: string | number | null): Edit {
  return (document) => { found(document, name, id)[field] = scalar(value) }
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

function scalar(value: string | number | null): Scalar {
  return typeof value === "string" ? new A.ImmutableString(value) : value
}
