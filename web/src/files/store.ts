/** Files that wait to be sent, on the device: a database of its own a (person, incident), beside the replica's. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb"

export interface FileRow {
  /** In the order in which they were attached. */
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly content: Uint8Array<ArrayBuffer>
  /** Why the server does not take it. */
  readonly refused?: string
}

export interface FileStore {
  /** Whether what is in it is there after a reload. */
  readonly isKept: boolean
  read(): Promise<readonly FileRow[]>
  /** Durable when it resolves. */
  put(row: FileRow): Promise<void>
  remove(id: string): Promise<void>
}

interface Schema extends DBSchema {
  files: { key: string; value: FileRow }
}

class DeviceFiles implements FileStore {
  readonly isKept = true
  readonly #database: IDBPDatabase<Schema>

  constructor(database: IDBPDatabase<Schema>) {
    this.#database = database
  }

  read(): Promise<readonly FileRow[]> {
    return this.#database.getAll("files")
  }

  async put(row: FileRow): Promise<void> {
    const transaction = this.#database.transaction("files", "readwrite", { durability: "strict" })
    await Promise.all([transaction.store.put(row), transaction.done])
  }

  async remove(id: string): Promise<void> {
    await this.#database.delete("files", id)
  }
}

class TabFiles implements FileStore {
  readonly isKept = false
  readonly #rows = new Map<string, FileRow>()

  read(): Promise<readonly FileRow[]> {
    return Promise.resolve([...this.#rows.values()])
  }

  put(row: FileRow): Promise<void> {
    this.#rows.set(row.id, row)
    return Promise.resolve()
  }

  remove(id: string): Promise<void> {
    this.#rows.delete(id)
    return Promise.resolve()
  }
}

/** On the device; in this tab alone where the device takes nothing. */
export async function openFiles(name: string): Promise<FileStore> {
  try {
    const database = await openDB<Schema>(name, 1, { upgrade: (fresh) => { fresh.createObjectStore("files", { keyPath: "id" }) } })
    return new DeviceFiles(database)
  } catch {
    return new TabFiles()
  }
}

/** What is attached while the device refuses more (no room) is held by this tab, and nothing else changes. */
export function tabFiles(): FileStore {
  return new TabFiles()
}
