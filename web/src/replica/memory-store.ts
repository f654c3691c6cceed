/** A store that ends with the tab, for when the device offers none (private windows, some policies). */
import type { RecordItem } from "./frames.ts"
import { following, isBehind, type OutboxRow, type Store, type Stored, type StoredDocument, type TrayRow, type Write } from "./store.ts"

export class MemoryStore implements Store {
  readonly volatile: string | undefined
  #document: StoredDocument | undefined
  readonly #records = new Map<number, RecordItem>()
  readonly #outbox = new Map<string, OutboxRow>()
  readonly #tray = new Map<string, TrayRow>()

  constructor(why: string | undefined) {
    this.volatile = why
  }

  read(): Promise<Stored> {
    const records = [...this.#records.values()].sort((one, other) => one.seq - other.seq)
    const outbox = [...this.#outbox.values()].sort(byReplicaAndPlace)
    return Promise.resolve({
      document: this.#document, records: following(this.#document, records), outbox, tray: [...this.#tray.values()],
    })
  }

  outbox(): Promise<readonly OutboxRow[]> {
    return Promise.resolve([...this.#outbox.values()].sort(byReplicaAndPlace))
  }

  tray(): Promise<readonly TrayRow[]> {
    return Promise.resolve([...this.#tray.values()])
  }

  write(writes: readonly Write[]): Promise<void> {
    for (const write of writes) this.#apply(write)
    return Promise.resolve()
  }

  close(): void {
    // Nothing is held.
  }

  #apply(write: Write): void {
    if ("put" in write) {
      if (write.put === "document") this.#putDocument(write.document)
      else if (write.put === "records") for (const record of write.records) this.#records.set(record.seq, record)
      else if (write.put === "outbox") this.#outbox.set(write.row.intent, write.row)
      else this.#tray.set(write.row.id, write.row)
    } else if (write.remove === "document") {
      this.#document = undefined
      this.#records.clear()
    } else {
      const rows: Map<string, unknown> = write.remove === "outbox" ? this.#outbox : this.#tray
      rows.delete(write.key)
    }
  }

  #putDocument(document: StoredDocument): void {
    if (this.#document !== undefined && isBehind(document, this.#document)) return
    this.#document = document
    for (const seq of this.#records.keys()) if (seq <= document.seq) this.#records.delete(seq)
  }
}

export function byReplicaAndPlace(one: OutboxRow, other: OutboxRow): number {
  return one.replica < other.replica ? -1 : one.replica > other.replica ? 1 : one.place - other.place
}
