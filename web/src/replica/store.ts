/**
 * What one (person, incident) keeps on a device, shared by that person's tabs: the recorded document
 * at some record, the records since, the outboxes of all tabs, and the tray.
 *
 * [T1] `write` is all or nothing and durable when it resolves.
 * [T2] Writes take effect in the order in which they were asked for.
 * [T3] The stored document only moves forward; a tab that lags cannot set it back.
 */
import type { RecordItem } from "./frames.ts"

export interface Position {
  readonly volume: number
  readonly seq: number
  /** Of the record `seq`; empty at 0. */
  readonly hash: Uint8Array
}

export interface StoredDocument extends Position {
  /** Output of Automerge's `save`. */
  readonly bytes: Uint8Array
  /** Which person's each actor in it is, as far as that was heard. */
  readonly actors?: ReadonlyMap<string, string>
}

/** One intent that waits for its receipt. */
export interface OutboxRow {
  readonly intent: string
  /** The replica (tab) whose row it is; held under a lock while that tab lives. */
  readonly replica: string
  /** Order within the replica's outbox. */
  readonly place: number
  readonly kind: "edit" | "command"
  readonly name: string
  readonly change?: Uint8Array
  readonly command?: Readonly<Record<string, unknown>>
  readonly written_at: string
  /** The object that an edit writes to, as `drafts/<id>`; a seal's draft likewise. */
  readonly object?: string
}

/** A tray item as it is kept; `discarded` waits for the server to be told. */
export interface TrayRow {
  readonly id: string
  readonly intents: readonly string[]
  readonly name: string
  readonly code: string
  readonly reason: string
  readonly refused_at: string
  readonly written_at: string
  readonly text: string
  /** Of entry, where it was one. */
  readonly kind?: string
  /** The entry that it was to correct. */
  readonly corrects?: number
  readonly object?: string
  readonly discarded?: boolean
}

export type Write =
  | { readonly put: "document"; readonly document: StoredDocument }
  /** Follow each other without a gap. */
  | { readonly put: "records"; readonly records: readonly RecordItem[] }
  | { readonly put: "outbox"; readonly row: OutboxRow }
  | { readonly put: "tray"; readonly row: TrayRow }
  | { readonly remove: "outbox" | "tray"; readonly key: string }
  /** Document and records go; outbox and tray stay. */
  | { readonly remove: "document" }

export interface Stored {
  readonly document: StoredDocument | undefined
  /** Contiguous, beginning after the document (or at 1). */
  readonly records: readonly RecordItem[]
  /** Of every replica, in order of (replica, place). */
  readonly outbox: readonly OutboxRow[]
  readonly tray: readonly TrayRow[]
}

export interface Store {
  /** Why this store does not survive a reload; undefined when it does. */
  readonly volatile: string | undefined
  read(): Promise<Stored>
  /** The outboxes alone. */
  outbox(): Promise<readonly OutboxRow[]>
  /** The tray alone: another tab of this person may have added to it. */
  tray(): Promise<readonly TrayRow[]>
  write(writes: readonly Write[]): Promise<void>
  close(): void
}

/** Whether `one` lies behind `other`. */
export function isBehind(one: Pick<Position, "volume" | "seq">, other: Pick<Position, "volume" | "seq">): boolean {
  return one.volume === other.volume ? one.seq < other.seq : one.volume < other.volume
}

/** Of records in their order, some of them twice, those that follow `document` without a gap. */
export function following(document: StoredDocument | undefined, records: readonly RecordItem[]): readonly RecordItem[] {
  const found: RecordItem[] = []
  let seq = document?.seq ?? 0
  for (const record of records) {
    if (record.seq <= seq) continue
    if (record.seq !== seq + 1) break
    found.push(record)
    seq = record.seq
  }
  return found
}
