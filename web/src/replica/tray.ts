/**
 * What was refused, kept for its author: on this device, by whichever tab it happened to, and by the
 * server, for what another device had refused. What the server keeps is not stored here: the device's
 * own row says more. A discarded item stays, unseen, until the server was told.
 */
import * as A from "@automerge/automerge/slim"
import { fromBase64 } from "./bytes.ts"
import type { RawDocument } from "./raw.ts"
import type { Refusal } from "./outbox.ts"
import type { OutboxRow, TrayRow, Write } from "./store.ts"
import { typedText } from "./tray-text.ts"
import type { Entry, TrayItem } from "./types.ts"

/** A row of `GET /api/incidents/{id}/tray`. */
export interface ServerTrayItem {
  readonly intent: string
  readonly name: string
  readonly code: string
  readonly reason: string
  readonly refused_at: string
  readonly written_at: string
  readonly change?: string
  readonly command?: Readonly<Record<string, unknown>>
}

/** As what entry words were meant. */
interface WrittenAs {
  readonly kind?: string
  readonly corrects?: number
}

/** What a waiting command says. */
export interface Said extends WrittenAs {
  readonly text: string
}

/** The object is not there for others, so the tray holds this person's whole view of it. */
export function isLost(code: string): boolean {
  return code === "gone" || code === "sealed"
}

/** Commands that may be refused when nobody waits for the answer any more. */
const waiting = new Set(["seal_draft", "append_entry"])

export class Tray {
  /** Kept on this device. */
  readonly #rows = new Map<string, TrayRow>()
  /** Kept by the server alone. */
  #elsewhere: readonly TrayRow[] = []
  #view: { readonly log: readonly Entry[] | undefined; readonly items: readonly TrayItem[] } | undefined

  /** Takes in what the device keeps; what is known already is newer here. */
  load(rows: readonly TrayRow[]): void {
    for (const row of rows) if (!this.#rows.has(row.id)) this.#rows.set(row.id, row)
    this.#view = undefined
  }

  /** `corrects` of an item comes from the log: what its draft was sealed as. */
  items(log: readonly Entry[] | undefined): readonly TrayItem[] {
    if (this.#view === undefined || this.#view.log !== log) {
      const known = this.#known()
      const elsewhere = this.#elsewhere.filter((row) => !known.has(row.id))
      const kept = [...this.#rows.values(), ...elsewhere].filter((row) => row.discarded !== true)
      const items = kept.sort((one, other) => (one.refused_at < other.refused_at ? -1 : 1)).map((row) => item(row, log))
      this.#view = { log, items }
    }
    return this.#view.items
  }

  get discarded(): readonly TrayRow[] {
    return [...this.#rows.values()].filter((row) => row.discarded === true)
  }

  /**
   * Takes in refused edits and those stranded by them: one item an object, named by its first refusal.
   * `shown` is the document as the person saw it.
   */
  takeEdits(rows: readonly OutboxRow[], refusals: ReadonlyMap<string, Refusal>, shown: RawDocument, refusedAt: string): readonly Write[] {
    return byObject(rows).flatMap((group) => {
      const first = group.find((row) => refusals.has(row.intent)) ?? group[0]
      if (first === undefined) return []
      const refusal = refusals.get(first.intent) ?? stranded
      const whole = isLost(refusal.code) || group.some((row) => row.name.startsWith("create_"))
      const text = typedText(group.flatMap(({ change }) => (change === undefined ? [] : [change])), whole, shown)
      return this.#put(this.#joined({
        id: first.intent, intents: group.map((row) => row.intent), name: first.name, ...refusal, refused_at: refusedAt,
        written_at: first.written_at, text, ...writtenAs(shown.drafts?.[draftOf(first.object) ?? ""]), ...objectOf(first),
      }, whole))
    })
  }

  /** A seal or an entry that nobody waits for any more. */
  takeCommand(row: OutboxRow, refusal: Refusal, { text, ...as }: Said, refusedAt: string): readonly Write[] {
    return this.#put({
      id: row.intent, intents: [row.intent], name: row.name, ...refusal, refused_at: refusedAt,
      written_at: row.written_at, text, ...as, ...objectOf(row),
    })
  }

  /** Takes in what the server keeps; `isPending`: this device will hear of it yet. */
  takeServer(items: readonly ServerTrayItem[], isPending: (intent: string) => boolean, shown: RawDocument): void {
    const ours = items.filter((one) => !isPending(one.intent) && (one.command === undefined || waiting.has(one.name)))
    this.#elsewhere = ours.map(({ intent, name, code, reason, refused_at, written_at, change, command }) => {
      const text = change === undefined ? commandText(command) : typedText([fromBase64(change)], false, shown)
      return { id: intent, intents: [intent], name, code, reason, refused_at, written_at, text, ...writtenAs(command) }
    })
    this.#view = undefined
  }

  discard(id: string): readonly Write[] {
    const row = this.#rows.get(id) ?? this.#elsewhere.find((one) => one.id === id)
    return row === undefined ? [] : this.#put({ ...row, discarded: true })
  }

  forget(id: string): readonly Write[] {
    this.#elsewhere = this.#elsewhere.filter((row) => row.id !== id)
    this.#rows.delete(id)
    this.#view = undefined
    return [{ remove: "tray", key: id }]
  }

  /** Everything goes: it was handed in. */
  clear(): readonly Write[] {
    const keys = [...this.#rows.keys()]
    this.#rows.clear()
    this.#elsewhere = []
    this.#view = undefined
    return keys.map((key) => ({ remove: "tray", key }))
  }

  /** Every intent of which the device keeps something. */
  #known(): ReadonlySet<string> {
    return new Set([...this.#rows.values()].flatMap((row) => row.intents))
  }

  #put(row: TrayRow): readonly Write[] {
    this.#rows.set(row.id, row)
    this.#view = undefined
    return [{ put: "tray", row }]
  }

  /** More of the same object for the same reason joins what is there. */
  #joined(row: TrayRow, whole: boolean): TrayRow {
    const held = [...this.#rows.values()].find((other) => (
      other.discarded !== true && other.object !== undefined && other.object === row.object && other.code === row.code
    ))
    if (held === undefined) return row
    const text = whole ? row.text : [held.text, row.text].filter((one) => one !== "").join("\n\n")
    return { ...row, id: held.id, written_at: held.written_at, intents: [...held.intents, ...row.intents], text }
  }
}

function byObject(rows: readonly OutboxRow[]): readonly (readonly OutboxRow[])[] {
  const groups = new Map<string, OutboxRow[]>()
  for (const row of rows) {
    const key = row.object ?? row.intent
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [row])
    else group.push(row)
  }
  return [...groups.values()]
}

/** What waits in an outbox as items, one an object; what has no words has nothing to hand in. */
export function unsentItems(rows: readonly OutboxRow[], shown: RawDocument): readonly TrayItem[] {
  return byObject(rows).flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const typed = typedText(group.flatMap(({ change }) => (change === undefined ? [] : [change])), false, shown)
    const text = [typed, ...group.map(({ command }) => commandText(command))].filter((one) => one !== "").join("\n\n")
    if (text.trim() === "") return []
    const entry = group.find(({ command }) => command?.["kind"] !== undefined)?.command
    return [item({
      id: first.intent, intents: group.map((row) => row.intent), name: first.name, ...left, refused_at: first.written_at,
      written_at: first.written_at, text, ...writtenAs(entry), ...objectOf(first),
    }, undefined)]
  })
}

const left: Refusal = { code: "not_member", reason: "You left the incident before this was recorded." }

const stranded: Refusal = {
  code: "invalid",
  reason: "This could not be joined to the incident as it is now.",
}

export function commandText(command: Readonly<Record<string, unknown>> | undefined): string {
  const text = command?.["text"]
  return typeof text === "string" ? text : ""
}

/** Of a draft as the document has it or as a page reads it, or of a command that carries an entry. */
export function writtenAs(entry: Readonly<Record<string, unknown>> | undefined): WrittenAs {
  const [kind, corrects] = [entry?.["kind"], entry?.["corrects"]]
  const word = A.isImmutableString(kind) ? kind.toString() : kind
  return { ...(typeof word === "string" ? { kind: word } : {}), ...(typeof corrects === "number" ? { corrects } : {}) }
}

function item(row: TrayRow, log: readonly Entry[] | undefined): TrayItem {
  const { id, intents, name, code, reason, text, kind, object } = row
  const draft = draftOf(object)
  const sealed = draft === undefined ? undefined : log?.find((entry) => entry.draft === draft)
  return {
    id, intents, name, code, reason, text, kind, refusedAt: row.refused_at, writtenAt: row.written_at, corrects: sealed?.number ?? row.corrects,
    about: draft === undefined ? object : undefined,
  }
}

function draftOf(object: string | undefined): string | undefined {
  return object?.startsWith("drafts/") === true ? object.slice("drafts/".length) : undefined
}

function objectOf({ object }: OutboxRow): { readonly object?: string } {
  return object === undefined ? {} : { object }
}
