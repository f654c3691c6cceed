/**
 * The outbox across a volume's boundary: a fresh document knows none of the operations that the
 * changes name, so what they *did* (patches: path and index) is done again on it. `wire.md`, Rebase.
 */
import * as A from "@automerge/automerge/slim"
import type { RawDocument, RawRoot } from "./raw.ts"
import type { PendingChange } from "./transplant.ts"

export interface Carried {
  readonly submitted: readonly PendingChange[]
  /** What yields no patch, or would write into a text that reads differently there. */
  readonly tray: readonly string[]
  /** Creations of what is there already: they were recorded, and the receipt got lost. */
  readonly vanished: readonly string[]
}

/**
 * `boundary` is the old volume with its last record and `opened` the new one with its first; or, where
 * the server sends a snapshot instead of what lies between, the last we have and that snapshot.
 */
export function carry(boundary: RawDocument, opened: RawDocument, pending: readonly PendingChange[], actor: string): Carried {
  const submitted: PendingChange[] = []
  const tray: string[] = []
  const vanished: string[] = []
  let before = A.clone(boundary)
  let after = A.clone(opened, { actor })
  for (const { intent, change } of pending) {
    let patches: readonly A.Patch[] = []
    const last = before
    ;[before] = A.applyChanges(last, [change], { patchCallback: (made) => { patches = made } })
    if (patches.some((patch) => isThereAlready(after, patch))) {
      vanished.push(intent)
      continue
    }
    const fits = patches.length > 0 && patches.every((patch) => readsTheSame(last, after, patch))
    const next = fits ? A.change(after, { time: 0 }, (document) => { for (const patch of patches) replay(document, patch) }) : after
    const made = next === after ? undefined : A.getLastLocalChange(next)
    after = next
    if (made === undefined) tray.push(intent)
    else submitted.push({ intent, change: made })
  }
  return { submitted, tray, vanished }
}

/** An object, by `collection/id`, that the patch would make. */
function isThereAlready(document: RawDocument, patch: A.Patch): boolean {
  return patch.action === "put" && patch.path.length === 2 && valueAt(document, patch.path) !== undefined
}

/** An index means the same place only in the same text; a field, only in an object that is there. */
function readsTheSame(before: RawDocument, after: RawDocument, patch: A.Patch): boolean {
  const object = patch.path.slice(0, 2)
  const isMade = patch.path.length > 2 && valueAt(before, object) === undefined
  if (isMade || patch.path.length < 3) return true
  if (patch.path.length === 3) return valueAt(after, object) !== undefined
  const within = patch.path.slice(0, 3)
  // A report or a reply goes into a map, where a key means the same whatever else is there.
  if (typeof patch.path.at(-1) === "string") return valueAt(after, within) !== undefined
  return valueAt(before, within) !== undefined && valueAt(before, within) === valueAt(after, within)
}

function valueAt(document: RawDocument, path: readonly A.Prop[]): unknown {
  return path.reduce<unknown>((at, key) => (at as Record<A.Prop, unknown> | undefined)?.[key], document)
}

function replay(document: RawRoot, patch: A.Patch): void {
  const at = patch.path.slice(0, -1)
  const last = patch.path.at(-1)
  if (last === undefined) return
  if (patch.action === "splice" && typeof last === "number") A.splice(document, at, last, 0, patch.value)
  else if (patch.action === "del" && typeof last === "number") A.splice(document, at, last, patch.length ?? 1)
  else if (patch.action === "put") holder(document, at)[last] = patch.value
  else if (patch.action === "del") Reflect.deleteProperty(holder(document, at), last)
}

function holder(document: RawRoot, path: readonly A.Prop[]): Record<A.Prop, unknown> {
  return path.reduce<Record<A.Prop, unknown>>((at, key) => at[key] as Record<A.Prop, unknown>, document)
}
