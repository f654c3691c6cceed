/**
 * The outbox across a volume's boundary: a fresh document knows none of the operations that the
 * changes name, so what they *did* (patches: path and index) is done again on it. `wire.md`, Rebase.
 */
import * as A from "@automerge/automerge/slim"
import type { RawDocument, RawRoot } from "./raw.ts"
import type { PendingChange } from "./transplant.ts"

export interface Carried {
  readonly submitted: readonly PendingChange[]
  /** What yields no patch. */
  readonly tray: readonly string[]
}

/** `boundary` is the old volume with its last record, `opened` the new one with its first. */
export function carry(boundary: RawDocument, opened: RawDocument, pending: readonly PendingChange[], actor: string): Carried {
  const submitted: PendingChange[] = []
  const tray: string[] = []
  let before = A.clone(boundary)
  let after = A.clone(opened, { actor })
  for (const { intent, change } of pending) {
    let patches: readonly A.Patch[] = []
    ;[before] = A.applyChanges(before, [change], { patchCallback: (made) => { patches = made } })
    const next = A.change(after, { time: 0 }, (document) => { for (const patch of patches) replay(document, patch) })
    const made = next === after ? undefined : A.getLastLocalChange(next)
    after = next
    if (made === undefined) tray.push(intent)
    else submitted.push({ intent, change: made })
  }
  return { submitted, tray }
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
