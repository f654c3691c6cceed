/** Outboxes over a small incident, some of them refused in part. */
import * as A from "@automerge/automerge/slim"
import { fromBase64, toBase64 } from "../src/replica/bytes.ts"
import { transplant } from "../src/replica/transplant.ts"

interface Case {
  readonly name: string
  readonly base: string
  readonly pending: readonly { readonly intent: string; readonly change: string }[]
  readonly refused: readonly string[]
  readonly records_after: readonly string[]
  readonly actor: string
  readonly expect: {
    readonly submitted: readonly { readonly intent: string; readonly hash: string }[]
    readonly tray: readonly string[]
    readonly drafts: Readonly<Record<string, { readonly text: string }>>
  }
}

interface Draft { by: A.ImmutableString; kind: A.ImmutableString; text: string; why: string; set_aside: string; said_by?: A.ImmutableString | null }
interface Incident extends Record<string, unknown> { v: number; drafts: Record<string, Draft> }
type Edit = (incident: Incident) => void

const server = "5e".repeat(16)
const author = "a1".repeat(16)
const otherTab = "a2".repeat(16)
const remote = "b1".repeat(16)
const fresh = "f0".repeat(16)
const draftOne = "01936f5e-7c00-7000-8000-00000000d001"
const draftTwo = "01936f5e-7c00-7000-8000-00000000d002"

const scalar = (text: string): A.ImmutableString => new A.ImmutableString(text)
const change = (document: A.Doc<Incident>, edit: Edit): A.Doc<Incident> => A.change(document, { time: 0 }, edit)
const intent = (number: number): string => `01936f5e-7c00-7000-8000-0000000000${String(number).padStart(2, "0")}`

const create = (id: string, text: string): Edit => (incident) => {
  incident.drafts[id] = { by: scalar("priya"), kind: scalar("observation"), text, why: "", set_aside: "" }
}
const splice = (index: number, deleted: number, inserted: string, id = draftOne): Edit => (incident) => {
  A.splice(incident, ["drafts", id, "text"], index, deleted, inserted)
}
const setSaidBy = (value: string | null, id = draftOne): Edit => (incident) => {
  const draft = incident.drafts[id]
  if (draft !== undefined) draft.said_by = value === null ? null : scalar(value)
}
const discard = (id: string): Edit => (incident) => { Reflect.deleteProperty(incident.drafts, id) }

/** One draft that everybody has. */
function opening(): A.Doc<Incident> {
  const empty = change(A.init<Incident>({ actor: server }), (incident) => { incident.v = 1; incident.drafts = {} })
  return change(empty, create(draftOne, "List is down"))
}

interface Plan {
  readonly name: string
  readonly edits: readonly Edit[]
  /** Numbers of edits, from 1. */
  readonly refused: readonly number[]
  /** Recorded meanwhile, not seen by the pending edits. */
  readonly unseen?: readonly Edit[]
  /** Recorded meanwhile and seen before the edit of that number. */
  readonly seenBefore?: Readonly<Record<number, Edit>>
  /** Edits of a second, dead tab, adopted after the others; numbered on. */
  readonly adopted?: readonly Edit[]
}

const plans: readonly Plan[] = [
  { name: "none-refused", edits: [splice(12, 0, " again"), splice(18, 0, ".")], refused: [], unseen: [splice(0, 0, "The ")] },
  { name: "refused-in-the-middle", edits: [splice(12, 0, " since"), setSaidBy("nobody"), splice(18, 0, " 22:10")], refused: [2] },
  {
    name: "refused-create-strands-its-edits",
    edits: [create(draftTwo, "We pull"), splice(12, 0, "!"), splice(7, 0, " the plug", draftTwo), splice(13, 0, "?")],
    refused: [1],
  },
  { name: "refused-insert-between-kept", edits: [splice(12, 0, " abc"), splice(16, 0, "XYZ"), splice(19, 0, " def")], refused: [2] },
  { name: "delete-of-refused-characters", edits: [splice(12, 0, "xyz"), splice(10, 4, ""), splice(10, 0, "WN")], refused: [1] },
  { name: "two-refused", edits: [splice(0, 0, "A"), splice(1, 0, "B"), splice(2, 0, "C"), splice(3, 0, "D"), splice(4, 0, "E ")], refused: [2, 4] },
  { name: "kept-depends-only-on-refused", edits: [splice(0, 12, ""), splice(0, 0, "Gone. ")], refused: [1] },
  { name: "emoji", edits: [splice(12, 0, " 😀"), splice(15, 0, "👩🏽‍💻"), splice(22, 0, " é")], refused: [2] },
  {
    name: "remote-records-in-between",
    edits: [splice(12, 0, " now"), splice(5, 0, " (all)"), splice(23, 0, " too")],
    refused: [2], seenBefore: { 2: splice(0, 4, "Lists") }, unseen: [splice(5, 0, ","), create(draftTwo, "Remote draft")],
  },
  { name: "nothing-remains", edits: [splice(12, 0, "zzz"), splice(12, 3, ""), splice(0, 0, "Still ")], refused: [1] },
  { name: "field-set-over-a-refused-set", edits: [setSaidBy("tom"), setSaidBy("ann"), setSaidBy(null)], refused: [2], unseen: [splice(0, 1, "l")] },
  {
    name: "field-set-over-a-refused-set-and-a-remote-one",
    edits: [setSaidBy("tom"), setSaidBy("ann"), splice(0, 0, "> ")], refused: [1], seenBefore: { 2: setSaidBy("remote") },
  },
  { name: "discard-of-a-refused-draft", edits: [create(draftTwo, "No"), discard(draftTwo), splice(12, 0, ".")], refused: [1] },
  { name: "two-tabs", edits: [splice(12, 0, " one"), splice(16, 0, " two")], refused: [1], adopted: [splice(0, 0, "Tab: "), splice(5, 0, "the ")] },
]

export function transplantCases(): readonly Case[] {
  return plans.map(record)
}

function record(plan: Plan): Case {
  const base = opening()
  let others = A.clone(base, { actor: remote })
  let mine = A.clone(base, { actor: author })
  const pending: { intent: string; change: string }[] = []
  const push = (document: A.Doc<Incident>): void => {
    pending.push({ intent: intent(pending.length + 1), change: toBase64(lastChange(document)) })
  }
  const recordsAfter: string[] = []
  plan.edits.forEach((edit, index) => {
    const seen = plan.seenBefore?.[index + 1]
    if (seen !== undefined) {
      others = change(others, seen)
      recordsAfter.push(toBase64(lastChange(others)))
      ;[mine] = A.applyChanges(mine, [lastChange(others)])
    }
    mine = change(mine, edit)
    push(mine)
  })
  let tab = A.clone(base, { actor: otherTab })
  for (const edit of plan.adopted ?? []) {
    tab = change(tab, edit)
    push(tab)
  }
  for (const edit of plan.unseen ?? []) {
    others = change(others, edit)
    recordsAfter.push(toBase64(lastChange(others)))
  }
  const refused = plan.refused.map(intent)
  return { name: plan.name, base: toBase64(A.save(base)), pending, refused, records_after: recordsAfter, actor: fresh, expect: expected(base, pending, refused, recordsAfter) }
}

function expected(base: A.Doc<Incident>, pending: Case["pending"], refused: readonly string[], recordsAfter: readonly string[]): Case["expect"] {
  const [recorded] = A.applyChanges(A.clone(base), recordsAfter.map(fromBase64))
  const changes = pending.map((row) => ({ intent: row.intent, change: fromBase64(row.change) }))
  const moved = transplant(recorded, changes, new Set(refused), fresh)
  const [after] = A.applyChanges(A.clone(recorded), moved.submitted.map((row) => row.change))
  // What was written here must also load again: the library does not always notice by itself.
  const loaded = A.load<Incident>(A.save(after))
  return {
    submitted: moved.submitted.map((row) => ({ intent: row.intent, hash: A.decodeChange(row.change).hash })),
    tray: moved.tray,
    drafts: Object.fromEntries(Object.entries(loaded.drafts).map(([id, draft]) => [id, { text: draft.text }])),
  }
}

function lastChange(document: A.Doc<Incident>): Uint8Array {
  const made = A.getLastLocalChange(document)
  if (made === undefined) throw new Error("the edit changed nothing")
  return made
}
