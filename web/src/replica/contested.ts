/** The values that lost when several people set one field at once, and whose they are. */
import * as A from "@automerge/automerge/slim"
import type { Documents } from "./documents.ts"
import { parsed } from "./shapes.ts"
import type { Collection, OtherValue } from "./types.ts"

/** Until somebody sets it again. Nothing when all of them set the same. */
export function contested({ shown, actors }: Documents, collection: Collection, id: string, field: string): readonly OtherValue[] {
  const object = shown[collection]?.[id]
  if (object === undefined) return []
  const winner = scalarOf(object[field])
  return Object.entries(A.getConflicts(object, field) ?? {}).flatMap(([operation, raw]) => {
    const value = scalarOf(raw)
    // A check is one string of JSON.
    return value === winner ? [] : [{ value: field === "check" ? parsed(value) : value, by: actors.writerOf(operation) }]
  })
}

function scalarOf(value: unknown): unknown {
  return A.isImmutableString(value) ? value.toString() : value
}
