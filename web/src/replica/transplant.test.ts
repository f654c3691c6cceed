import * as A from "@automerge/automerge/slim"
import { describe, expect, test } from "vitest"
import { fromBase64 } from "./bytes.ts"
import { readCases } from "./testing/cases.ts"
import { transplant } from "./transplant.ts"

interface Case {
  readonly base: string
  readonly records_after: readonly string[]
  readonly pending: readonly { readonly intent: string; readonly change: string }[]
  readonly refused: readonly string[]
  readonly actor: string
  readonly expect: {
    readonly submitted: readonly { readonly intent: string; readonly hash: string }[]
    readonly tray: readonly string[]
    readonly drafts: Readonly<Record<string, { readonly text: string }>>
  }
}

interface Incident extends Record<string, unknown> { drafts: Record<string, { text: string }> }

describe("a transplant", () => {
  test.each(readCases("transplant"))("%s", (_name, content) => {
    const one = content as Case
    const [recorded] = A.applyChanges(A.load<Incident>(fromBase64(one.base)), one.records_after.map(fromBase64))
    const pending = one.pending.map(({ intent, change }) => ({ intent, change: fromBase64(change) }))

    const moved = transplant(recorded, pending, new Set(one.refused), one.actor)

    const hashes = moved.submitted.map(({ intent, change }) => ({ intent, hash: A.decodeChange(change).hash }))
    expect(hashes).toEqual(one.expect.submitted)
    expect(moved.tray).toEqual(one.expect.tray)
    expect(moved.tray.length + moved.submitted.length + moved.vanished.length).toBe(pending.length)
    // A change that the library takes and cannot load again would only show here.
    const [after] = A.applyChanges(A.clone(recorded), moved.submitted.map(({ change }) => change))
    const loaded = A.load<Incident>(A.save(after))
    expect(Object.fromEntries(Object.entries(loaded.drafts).map(([id, { text }]) => [id, { text }]))).toEqual(one.expect.drafts)
  })

  test("leaves the recorded document as it is", () => {
    const one = readCases("transplant").find(([name]) => name === "two-refused.json")?.[1] as Case
    const recorded = A.load<Incident>(fromBase64(one.base))
    const heads = A.getHeads(recorded)
    transplant(recorded, one.pending.map(({ intent, change }) => ({ intent, change: fromBase64(change) })), new Set(), one.actor)
    expect(A.getHeads(recorded)).toEqual(heads)
  })
})
