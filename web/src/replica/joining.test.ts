import * as A from "@automerge/automerge/slim"
import { beforeEach, describe, expect, test } from "vitest"
import { Device } from "./testing/device.ts"
import { TestServer } from "./testing/server.ts"
import { kind, opened, textOf } from "./testing/tabs.ts"
import { World } from "./testing/world.ts"

let server: TestServer
let world: World

beforeEach(() => {
  server = new TestServer()
  world = new World(server)
})

describe("joining", () => {
  test("by a snapshot, with an outbox on top of it", async () => {
    const device = new Device()
    const old = await opened(world, "priya", device)
    const draft = old.replica.createDraft({ kind: "observation", text: "start" })
    await world.settle()
    server.offersSnapshots = true
    const tom = await opened(world, "tom")
    expect(tom.fetched).toContain("GET /api/incidents/incident-1/snapshot")
    expect(textOf(tom, draft)).toBe("start")
    expect(tom.replica.view().seq).toBe(server.items.length)
    tom.replica.changeText(["drafts", draft, "text"], "start and more")
    await world.pass(100)
    expect(server.text[draft]).toBe("start and more")
  })

  test("after a reload shows the room at once, without a network, from what was stored", async () => {
    const device = new Device()
    server.offersSnapshots = true
    const first = await opened(world, "priya", device)
    const draft = first.replica.createDraft({ kind: "observation", text: "start" })
    await world.settle()
    await first.replica.close()
    server.isAway = true
    const second = world.open("priya", device)
    await world.settle()
    expect(textOf(second, draft)).toBe("start")
    expect(second.replica.view().seq).toBe(server.items.length)
    server.isAway = false
    await world.pass(1_000)
    expect(kind(second)).toBe("live")
    expect(second.fetched.filter((one) => one.includes("snapshot"))).toEqual([])
  })

  test("after many records stores the document anew, and reads it again", async () => {
    const device = new Device()
    const first = await opened(world, "priya", device)
    for (let number = 0; number < 450; number += 1) {
      server.edit("tom", (root) => { (root["facts"] as Record<string, unknown>)[`f${number}`] = { statement: `${number}` } })
    }
    await world.pass(3_000)
    first.kill()
    const store = await device.openStore("loggist/priya/incident-1")
    const stored = await store.read()
    expect(stored.document?.seq).toBe(server.items.length)
    expect(stored.records).toEqual([])
    store.close()
    const second = world.open("priya", device)
    await world.settle()
    expect(Object.keys(second.replica.view().room?.facts ?? {}).length).toBe(450)
  })

  test("with a damaged document asks the server for everything, and keeps the outbox", async () => {
    const device = new Device()
    const first = await opened(world, "priya", device)
    first.replica.cut()
    const draft = first.replica.createDraft({ kind: "observation", text: "kept" })
    await world.pass(250)
    const store = await device.openStore("loggist/priya/incident-1")
    await store.write([{ put: "document", document: { volume: 1, seq: 1, hash: server.items[0]?.hash ?? new Uint8Array(), bytes: new Uint8Array([1, 2, 3]) } }])
    store.close()
    first.kill()
    const second = await opened(world, "priya", device)
    expect(server.text[draft]).toBe("kept")
    expect(second.replica.view().room?.incident.title).toBe("Court lists")
  })
})

describe("a new volume", () => {
  test("is taken over live with nothing unsent", async () => {
    const tab = await opened(world)
    const draft = tab.replica.createDraft({ kind: "observation", text: "before" })
    await world.settle()
    server.openVolume()
    await world.settle()
    expect(tab.replica.view().volume).toBe(2)
    tab.replica.changeText(["drafts", draft, "text"], "before, after")
    await world.pass(100)
    expect(server.text[draft]).toBe("before, after")
    expect(tab.replica.view().unsent).toBe(0)
  })

  test("takes an offline outbox along, by what it did", async () => {
    const device = new Device()
    const tab = await opened(world, "priya", device)
    const draft = tab.replica.createDraft({ kind: "observation", text: "before" })
    await world.settle()
    tab.replica.cut()
    tab.replica.changeText(["drafts", draft, "text"], "before 😀")
    const fresh = tab.replica.createDraft({ kind: "comms", text: "Told the judge", said_by: "tom" })
    tab.replica.setDraft(draft, "certainty", "know")
    await world.pass(250)
    server.edit("tom", (root) => { (root["facts"] as Record<string, unknown>)["f"] = { statement: "meanwhile" } })
    server.openVolume()
    server.edit("tom", (root) => { (root["facts"] as Record<string, unknown>)["g"] = { statement: "later" } })
    tab.kill()
    const again = await opened(world, "priya", device)
    expect(server.text).toEqual({ [draft]: "before 😀", [fresh]: "Told the judge" })
    expect(again.replica.view().room?.drafts[fresh]).toMatchObject({ said_by: "tom", kind: "comms", by: "priya" })
    expect(again.replica.view().room?.drafts[draft]?.certainty).toBe("know")
    expect(again.replica.view().unsent).toBe(0)
    expect(again.replica.view().tray).toEqual([])
  })

  test("takes offline reports along, also beside one that came meanwhile", async () => {
    const tab = await opened(world)
    const action = tab.replica.createAction({ title: "Get a contact", state: "open", owner: "priya", report_by: "2026-11-22T23:00:00.000Z" })
    await world.settle()
    tab.replica.cut()
    tab.replica.reportAction(action, { answer: "done", text: "Asked" })
    const made = tab.replica.createAction({ title: "Ring again", instruction: "Both", state: "proposed" })
    server.edit("tom", (root) => {
      const actions = root["actions"] as Record<string, { reports: Record<string, unknown> }>
      const reports = actions[action]?.reports
      if (reports !== undefined) reports["0"] = new A.ImmutableString("{\"answer\":\"note\",\"by\":\"tom\",\"text\":\"Meanwhile\"}")
    })
    server.openVolume()
    tab.replica.mend()
    await world.settle()
    const view = tab.replica.view()
    expect([view.volume, view.unsent, view.tray]).toEqual([2, 0, []])
    expect(view.room?.actions[action]).toMatchObject({ state: "done", reports: [{ text: "Meanwhile" }, { text: "Asked" }] })
    expect(view.room?.actions[made]).toMatchObject({ title: "Ring again", instruction: "Both", reports: [] })
    server.verify()
  })
})
