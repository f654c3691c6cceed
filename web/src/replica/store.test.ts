import { openDB } from "idb"
import { describe, expect, test } from "vitest"
import { MemoryStore } from "./memory-store.ts"
import type { RecordItem } from "./frames.ts"
import type { OutboxRow, Store, StoredDocument, Write } from "./store.ts"
import { Device } from "./testing/device.ts"
import { Writer } from "./writer.ts"

const document = (seq: number, volume = 1): StoredDocument => ({ volume, seq, hash: new Uint8Array([seq]), bytes: new Uint8Array([1]) })
const record = (seq: number): RecordItem => ({
  seq, kind: "edit", received_at: "2026-11-22T22:12:00.000Z", hash: new Uint8Array([seq]), change: new Uint8Array([2]),
})
const row = (intent: string, replica: string, place: number): OutboxRow => ({
  intent, replica, place, kind: "edit", name: "edit_draft", change: new Uint8Array([3]), written_at: "2026-11-22T22:12:00.000Z",
})

const stores: readonly (readonly [string, () => Promise<Store>])[] = [
  ["on the device", () => new Device().openStore("loggist/priya/one")],
  ["in memory", () => Promise.resolve(new MemoryStore("none"))],
]

describe.each(stores)("a store %s", (_name, open) => {
  test("gives back what it was given, outboxes in order", async () => {
    const store = await open()
    await store.write([
      { put: "outbox", row: row("b", "r2", 1) }, { put: "outbox", row: row("a2", "r1", 2) }, { put: "outbox", row: row("a1", "r1", 1) },
      { put: "document", document: document(3) }, { put: "records", records: [record(4), record(5)] },
    ])
    const stored = await store.read()
    expect(stored.document).toEqual(document(3))
    expect(stored.records).toEqual([record(4), record(5)])
    expect(stored.outbox.map((one) => one.intent)).toEqual(["a1", "a2", "b"])
    expect((await store.outbox()).length).toBe(3)
    store.close()
  })

  test("gives each record once when two tabs keep the same ones, and those beyond a document that was saved", async () => {
    const store = await open()
    const from = (first: number, last: number): Write => ({ put: "records", records: Array.from({ length: last - first + 1 }, (_, at) => record(first + at)) })
    await store.write([from(1, 4)])
    await store.write([from(1, 2), from(3, 4), from(5, 6)])
    await store.write([from(5, 8)])
    expect((await store.read()).records.map((one) => one.seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    await store.write([{ put: "document", document: document(5) }])
    expect((await store.read()).records.map((one) => one.seq)).toEqual([6, 7, 8])
    store.close()
  })

  test("takes a record in and its outbox row out in one [W9]", async () => {
    const store = await open()
    await store.write([{ put: "outbox", row: row("a", "r1", 1) }])
    await store.write([{ put: "records", records: [record(1)] }, { remove: "outbox", key: "a" }])
    const stored = await store.read()
    expect([stored.records.length, stored.outbox.length]).toEqual([1, 0])
    store.close()
  })

  test("is not set back by a tab that lags [T3], and reads no record beyond a gap", async () => {
    const store = await open()
    await store.write([{ put: "document", document: document(10) }])
    await store.write([{ put: "document", document: document(4) }, { put: "records", records: [record(5)] }, { put: "records", records: [record(11)] }, { put: "records", records: [record(13)] }])
    const stored = await store.read()
    expect(stored.document?.seq).toBe(10)
    expect(stored.records.map((one) => one.seq)).toEqual([11])
    store.close()
  })

  test("loses the document and keeps the outbox when it starts over", async () => {
    const store = await open()
    await store.write([{ put: "document", document: document(3) }, { put: "records", records: [record(4)] }, { put: "outbox", row: row("a", "r1", 1) }])
    await store.write([{ remove: "document" }])
    const stored = await store.read()
    expect([stored.document, stored.records.length, stored.outbox.length]).toEqual([undefined, 0, 1])
    store.close()
  })
})

describe("a store on the device", () => {
  test("writes all or nothing [T1]", async () => {
    const store = await new Device().openStore("loggist/priya/one")
    const impossible = { ...record(2), name: (() => undefined) as unknown as string }
    await expect(store.write([{ put: "records", records: [record(1)] }, { put: "records", records: [impossible] }])).rejects.toThrow()
    expect((await store.read()).records).toEqual([])
    store.close()
  })

  test("does without records as an earlier build has kept them: the server sends them again", async () => {
    const store = await new Device().openStore("loggist/priya/one")
    await store.write([{ put: "document", document: document(3) }, { put: "records", records: [record(4)] }])
    const database = await openDB("loggist/priya/one")
    await database.put("records", { volume: 1, seq: 5, item: record(5) })
    database.close()
    const stored = await store.read()
    expect([stored.document?.seq, stored.records]).toEqual([3, [record(4)]])
    store.close()
  })

  test("is one for each person and incident", async () => {
    const device = new Device()
    const [one, other] = [await device.openStore("loggist/priya/one"), await device.openStore("loggist/tom/one")]
    await one.write([{ put: "outbox", row: row("a", "r1", 1) }])
    expect(await other.outbox()).toEqual([])
    one.close()
    other.close()
  })
})

describe("a writer", () => {
  test("keeps the order, joins what waits, and tries a refused write again", async () => {
    const written: number[][] = []
    const timers: (() => void)[] = []
    let refuses = true
    const store: Store = {
      volatile: undefined,
      read: () => Promise.reject(new Error("not asked")), outbox: () => Promise.reject(new Error("not asked")),
      tray: () => Promise.reject(new Error("not asked")), close: () => undefined,
      write: (writes) => {
        if (refuses) return Promise.reject(new Error("full"))
        written.push(writes.flatMap((write) => ("put" in write && write.put === "records" ? write.records.map((one) => one.seq) : [])))
        return Promise.resolve()
      },
    }
    const writer = new Writer(store, {
      reopen: () => Promise.resolve(store), changed: () => undefined,
      after: (_ms, callback) => { timers.push(callback); return () => undefined },
    })
    writer.write([{ put: "records", records: [record(1)] }])
    writer.write([{ put: "records", records: [record(2), record(3)] }])
    await writer.settled()
    expect(writer.failure).toBe("full")
    expect(timers.length).toBe(1)
    refuses = false
    writer.write([{ put: "records", records: [record(4)] }])
    timers[0]?.()
    await writer.settled()
    expect(written.flat()).toEqual([1, 2, 3, 4])
    expect(writer.failure).toBeUndefined()
  })
})
