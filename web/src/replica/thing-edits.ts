/** Edits of messages, communication lines, calls, lessons, duties, documents and attachments: which of their fields are texts, and which hold what is put once. */
import { canonicalJson, type Canonical } from "./canonical.ts"
import { create, itemsIn, scalar, scalars, setFields, type Edit, type Value } from "./edits.ts"
import type { RawObject } from "./raw.ts"
import type { Things } from "./thing-types.ts"
import type { PersonId } from "./types.ts"

/** Fields by name. */
export type Values = Readonly<Record<string, Value | undefined>>

interface Shape {
  readonly text?: string
  readonly items?: string
}

const shapes: Readonly<Record<keyof Things, Shape>> = {
  messages: { text: "text", items: "replies" },
  channels: { items: "moves" },
  calls: { text: "agenda", items: "attendance" },
  lessons: { text: "text" },
  checks: {},
  documents: {},
  attachments: {},
}

/** Complete in one change, as the server asks; a text that is not given is blank. */
export function createThing(collection: keyof Things, id: string, by: PersonId, values: Values): Edit {
  const { text, items } = shapes[collection]
  const object: RawObject = { by: scalar(by) }
  if (text !== undefined) object[text] = String(values[text] ?? "")
  if (items !== undefined) object[items] = {}
  const given = Object.keys(values).filter((field) => field !== text && values[field] !== null)
  return create(collection, id, { ...object, ...scalars(values, given) })
}

/** All in one change; its text is edited as one. */
export function setThing(collection: keyof Things, id: string, fields: Values): Edit {
  return setFields(collection, id, fields)
}

/** Puts an item, which nobody changes afterwards. */
export function putItem(collection: keyof Things, id: string, item: string, said: Canonical): Edit {
  const { items = "" } = shapes[collection]
  return (document) => { itemsIn(document, collection, id, items)[item] = scalar(canonicalJson(said)) }
}
