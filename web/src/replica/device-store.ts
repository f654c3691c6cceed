/** The store in IndexedDB, one database a (person, incident). */
import { openDB, type DBSchema, type IDBPDatabase, type IDBPTransaction } from "idb"
import { byReplicaAndPlace } from "./memory-store.ts"
import type { RecordItem } from "./frames.ts"
import { following, isBehind, type OutboxRow, type Store, type Stored, type StoredDocument, type TrayRow, type Write } from "./store.ts"

/** Records that came together are one row: a row each would cost more than taking them in. */
interface Run {
  /** Of the last of them. */
  readonly seq: number
  /** Absent in what an earlier build has kept, which the server sends again. */
  readonly records?: readonly RecordItem[]
}

interface Schema extends DBSchema {
  document: { key: "recorded"; value: StoredDocument }
  records: { key: number; value: Run }
  outbox: { key: string; value: OutboxRow }
  tray: { key: string; value: TrayRow }
}

const tables = ["document", "records", "outbox", "tray"] as const
type Table = (typeof tables)[number]
type Transaction = IDBPTransaction<Schema, Table[], "readwrite">

export class DeviceStore implements Store {
  readonly volatile = undefined
  readonly #database: IDBPDatabase<Schema>

  private constructor(database: IDBPDatabase<Schema>) {
    this.#database = database
  }

  /** Rejects where the browser has no IndexedDB for this page. */
  static async open(name: string): Promise<DeviceStore> {
    const database = await openDB<Schema>(name, 1, {
      upgrade(fresh) {
        fresh.createObjectStore("document")
        fresh.createObjectStore("records", { keyPath: "seq" })
        fresh.createObjectStore("outbox", { keyPath: "intent" })
        fresh.createObjectStore("tray", { keyPath: "id" })
      },
    })
    return new DeviceStore(database)
  }

  async read(): Promise<Stored> {
    const transaction = this.#database.transaction(tables, "readonly")
    const [document, runs, outbox, tray] = await Promise.all([
      transaction.objectStore("document").get("recorded"),
      transaction.objectStore("records").getAll(),
      transaction.objectStore("outbox").getAll(),
      transaction.objectStore("tray").getAll(),
      transaction.done,
    ])
    // Two tabs keep the same records, cut at other places.
    const records = runs.flatMap((run) => run.records ?? []).sort((one, other) => one.seq - other.seq)
    return { document, records: following(document, records), outbox: outbox.sort(byReplicaAndPlace), tray }
  }

  async outbox(): Promise<readonly OutboxRow[]> {
    return (await this.#database.getAll("outbox")).sort(byReplicaAndPlace)
  }

  tray(): Promise<readonly TrayRow[]> {
    return this.#database.getAll("tray")
  }

  async write(writes: readonly Write[]): Promise<void> {
    // Chromium's default is relaxed: complete before the bytes are on disk.
    const transaction = this.#database.transaction([...tables], "readwrite", { durability: "strict" })
    // No await between the requests but on the transaction's own: it would commit by itself.
    const requests = writes.map((write) => apply(transaction, write))
    try {
      await Promise.all([...requests, transaction.done])
    } catch (error) {
      abort(transaction)
      throw error
    }
  }

  close(): void {
    this.#database.close()
  }
}

/** A value that cannot be cloned throws before there is a request, and leaves the others to commit. */
function abort(transaction: Transaction): void {
  try {
    transaction.abort()
  } catch {
    // It has aborted by itself.
  }
}

async function apply(transaction: Transaction, write: Write): Promise<void> {
  if ("put" in write) {
    if (write.put === "document") await putDocument(transaction, write.document)
    else if (write.put === "records") await putRecords(transaction, write.records)
    else if (write.put === "outbox") await transaction.objectStore("outbox").put(write.row)
    else await transaction.objectStore("tray").put(write.row)
  } else if (write.remove === "document") {
    await Promise.all([transaction.objectStore("document").clear(), transaction.objectStore("records").clear()])
  } else {
    await transaction.objectStore(write.remove).delete(write.key)
  }
}

async function putRecords(transaction: Transaction, records: readonly RecordItem[]): Promise<void> {
  const last = records.at(-1)
  if (last !== undefined) await transaction.objectStore("records").put({ seq: last.seq, records })
}

async function putDocument(transaction: Transaction, document: StoredDocument): Promise<void> {
  const held = await transaction.objectStore("document").get("recorded")
  if (held !== undefined && isBehind(document, held)) return
  await Promise.all([
    transaction.objectStore("document").put(document, "recorded"),
    transaction.objectStore("records").delete(IDBKeyRange.upperBound(document.seq)),
  ])
}
