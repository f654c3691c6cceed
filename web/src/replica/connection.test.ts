import { beforeEach, describe, expect, test } from "vitest"
import type { ClientFrame } from "./frames.ts"
import { Device } from "./testing/device.ts"
import { TestServer } from "./testing/server.ts"
import { World, type Tab } from "./testing/world.ts"

let server: TestServer
let world: World

beforeEach(() => {
  server = new TestServer()
  world = new World(server)
})

const kind = (tab: Tab): string => tab.replica.view().connection.kind
const textOf = (tab: Tab, draft: string): string | undefined => tab.replica.view().room?.drafts[draft]?.text

async function opened(person = "priya", device = new Device()): Promise<Tab> {
  const tab = world.open(person, device)
  await world.settle()
  expect(kind(tab)).toBe("live")
  return tab
}

describe("the connection", () => {
  test("is loading, then reconnecting, then live", async () => {
    const tab = world.open("priya")
    expect(kind(tab)).toBe("loading")
    await world.settle()
    expect(kind(tab)).toBe("live")
  })

  test("comes back by the steps of the back-off, and says when it tries", async () => {
    const tab = await opened()
    server.isAway = true
    server.breakAll()
    const waits: number[] = []
    for (let count = 0; count < 6; count += 1) {
      await world.settle()
      const { connection } = tab.replica.view()
      const retryAt = connection.kind === "reconnecting" || connection.kind === "offline" ? connection.retryAt : undefined
      waits.push((retryAt ?? 0) - world.now)
      await world.pass((retryAt ?? world.now) - world.now)
    }
    expect(waits).toEqual([500, 1000, 2000, 4000, 8000, 8000])
    expect(tab.replica.view().connection).toMatchObject({ kind: "offline", reason: "network" })
    server.isAway = false
    await world.pass(8_000)
    expect(kind(tab)).toBe("live")
    server.breakAll()
    expect(tab.replica.view().connection).toMatchObject({ kind: "reconnecting", retryAt: world.now + 500 })
  })

  test("says offline at once when the browser does, and tries at once when asked or woken", async () => {
    const tab = await opened()
    server.isAway = true
    tab.isOnline = false
    server.breakAll()
    expect(kind(tab)).toBe("offline")
    await world.pass(20_000)
    server.isAway = false
    tab.isOnline = true
    tab.replica.tryNow()
    await world.settle()
    expect(kind(tab)).toBe("live")
    server.breakAll()
    tab.signal("awake")
    await world.settle()
    expect(kind(tab)).toBe("live")
  })

  test("that is silent for 25 s is dead; on waking, for 12 s", async () => {
    const tab = await opened()
    await world.pass(24_000)
    expect(server.connections.size).toBe(1)
    const [first] = server.connections
    await world.pass(2_000)
    await world.pass(1_000)
    expect(server.connections.has(first as never)).toBe(false)
    expect(kind(tab)).toBe("live")
    const [second] = server.connections
    await world.pass(13_000)
    tab.signal("awake")
    await world.settle()
    expect(server.connections.has(second as never)).toBe(false)
    expect(kind(tab)).toBe("live")
  })

  test("gives up a handshake after 5 s and closes that socket before the next", async () => {
    const tab = await opened()
    server.neverOpens = true
    server.breakAll()
    await world.pass(500)
    expect(server.connections.size).toBe(1)
    const [stuck] = server.connections
    await world.pass(4_900)
    expect(server.connections.has(stuck as never)).toBe(true)
    await world.pass(200)
    expect(server.connections.size).toBe(0)
    server.neverOpens = false
    await world.pass(2_000)
    expect(kind(tab)).toBe("live")
  })

  test("answers a ping, learns the server's clock from it, and asks for what it missed", async () => {
    const tab = await opened()
    const heard: ClientFrame[] = []
    server.heard = (frame) => { heard.push(frame) }
    for (const connection of server.connections) connection.isReading = false
    server.edit("tom", (root) => { (root["facts"] as Record<string, unknown>)["f"] = { statement: "x" } })
    await world.settle()
    expect(tab.replica.view().room?.facts["f"]).toBeUndefined()
    for (const connection of server.connections) {
      connection.send({ t: "ping", n: 7, server_time: new Date(world.now + 40 * 60_000).toISOString(), seq: server.items.length })
    }
    await world.settle()
    expect(heard.find((frame) => frame.t === "pong")).toMatchObject({ n: 7 })
    expect(tab.replica.view().clockSkewMs).toBe(40 * 60_000)
    expect(tab.replica.view().room?.facts["f"]?.statement).toBe("x")
  })

  test("sees a gap and asks again [W2]", async () => {
    const tab = await opened()
    for (const connection of server.connections) connection.isReading = false
    server.edit("tom", (root) => { (root["facts"] as Record<string, unknown>)["a"] = { statement: "a" } })
    for (const connection of server.connections) connection.isReading = true
    const hellos = server.hellos.length
    server.edit("tom", (root) => { (root["facts"] as Record<string, unknown>)["b"] = { statement: "b" } })
    await world.settle()
    expect(server.hellos.length).toBe(hellos + 1)
    expect(Object.keys(tab.replica.view().room?.facts ?? {})).toEqual(["a", "b"])
    expect(kind(tab)).toBe("live")
  })

  test.each([[4403, "removed"], [4404, "not_found"], [4400, "failed"], [4413, "failed"]])("stays away after %i: %s", async (code, said) => {
    const tab = await opened()
    tab.replica.createDraft({ kind: "observation", text: "kept" })
    server.bye = { code, reason: "So." }
    server.breakAll()
    await world.pass(60_000)
    expect(kind(tab)).toBe(said)
    expect(server.connections.size).toBe(0)
    expect(tab.replica.view().room?.incident.title).toBe("Court lists")
  })

  test("waits while the store is away, and keeps what is written", async () => {
    const tab = await opened()
    server.bye = { code: 4503, reason: "The store is away." }
    server.breakAll()
    tab.replica.createDraft({ kind: "observation", text: "kept" })
    await world.pass(5_000)
    expect(tab.replica.view().connection).toMatchObject({ kind: "offline", reason: "store_away" })
    expect(tab.replica.view().unsent).toBe(1)
    server.bye = undefined
    await world.pass(10_000)
    expect(Object.values(server.text)).toEqual(["kept"])
  })
})

describe("a forked ledger", () => {
  test("keeps document and outbox, and sends nothing", async () => {
    const device = new Device()
    const tab = await opened("priya", device)
    const draft = tab.replica.createDraft({ kind: "observation", text: "seen" })
    await world.settle()
    tab.replica.cut()
    tab.replica.changeText(["drafts", draft, "text"], "seen and more")
    await world.pass(300)
    // An old backup was restored.
    server.items.pop()
    const arrived = server.arrived.length
    tab.replica.mend()
    await world.pass(60_000)
    expect(kind(tab)).toBe("forked")
    expect(server.arrived.length).toBe(arrived)
    expect(textOf(tab, draft)).toBe("seen and more")
    tab.kill()
    const again = world.open("priya", device)
    await world.settle()
    expect(kind(again)).toBe("forked")
    expect(textOf(again, draft)).toBe("seen and more")
    expect(again.replica.view().unsent).toBe(1)
    expect(server.arrived.length).toBe(arrived)
  })
})

describe("signing in again", () => {
  test("renews by itself once, else waits for the person, and the outbox goes on", async () => {
    let renewals = 0
    const tab = world.open("priya", new Device(), { renew: () => Promise.resolve((renewals += 1) === 1) })
    await world.settle()
    const signIn = { code: 4401, reason: "Sign in again." }
    server.bye = signIn
    server.breakAll()
    tab.replica.createDraft({ kind: "observation", text: "kept" })
    await world.pass(500)
    expect(renewals).toBe(1)
    expect(kind(tab)).toBe("signed_out")
    await world.pass(60_000)
    expect(kind(tab)).toBe("signed_out")
    server.bye = undefined
    tab.replica.signedIn()
    await world.settle()
    expect(kind(tab)).toBe("live")
    expect(Object.values(server.text)).toEqual(["kept"])
  })

  test("a tab with a token of its own says hello with a ticket", async () => {
    const tab = world.open("ann", new Device(), { token: () => "secret" })
    await world.settle()
    expect(kind(tab)).toBe("live")
    expect(tab.fetched).toContain("POST /api/session/ticket")
    expect(server.hellos.at(-1)?.ticket).toBe("ticket-ann")
  })
})

describe("the demonstration's switch", () => {
  test("cuts this tab off alone, and mends it", async () => {
    const [priya, tom] = [await opened(), await opened("tom")]
    const draft = priya.replica.createDraft({ kind: "observation", text: "a" })
    await world.settle()
    priya.replica.cut()
    expect(priya.replica.view().connection).toMatchObject({ kind: "offline", reason: "cut" })
    expect(priya.replica.view().present).toEqual([])
    priya.replica.changeText(["drafts", draft, "text"], "ab")
    tom.replica.changeText(["drafts", draft, "text"], "za")
    priya.signal("awake")
    priya.replica.tryNow()
    await world.pass(60_000)
    expect(priya.replica.view().connection.kind).toBe("offline")
    expect(textOf(tom, draft)).toBe("za")
    priya.replica.mend()
    await world.settle()
    expect(textOf(priya, draft)).toBe("zab")
    expect(textOf(tom, draft)).toBe("zab")
  })
})

describe("joining", () => {
  test("by a snapshot, with an outbox on top of it", async () => {
    const device = new Device()
    const old = await opened("priya", device)
    const draft = old.replica.createDraft({ kind: "observation", text: "start" })
    await world.settle()
    server.offersSnapshots = true
    const tom = await opened("tom")
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
    const first = await opened("priya", device)
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
    const first = await opened("priya", device)
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
    const first = await opened("priya", device)
    first.replica.cut()
    const draft = first.replica.createDraft({ kind: "observation", text: "kept" })
    await world.pass(250)
    const store = await device.openStore("loggist/priya/incident-1")
    await store.write([{ put: "document", document: { volume: 1, seq: 1, hash: server.items[0]?.hash ?? new Uint8Array(), bytes: new Uint8Array([1, 2, 3]) } }])
    store.close()
    first.kill()
    const second = await opened("priya", device)
    expect(server.text[draft]).toBe("kept")
    expect(second.replica.view().room?.incident.title).toBe("Court lists")
  })
})

describe("a new volume", () => {
  test("is taken over live with nothing unsent", async () => {
    const tab = await opened()
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
    const tab = await opened("priya", device)
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
    const again = await opened("priya", device)
    expect(server.text).toEqual({ [draft]: "before 😀", [fresh]: "Told the judge" })
    expect(again.replica.view().room?.drafts[fresh]).toMatchObject({ said_by: "tom", kind: "comms", by: "priya" })
    expect(again.replica.view().room?.drafts[draft]?.certainty).toBe("know")
    expect(again.replica.view().unsent).toBe(0)
    expect(again.replica.view().tray).toEqual([])
  })
})
