import { beforeEach, describe, expect, test } from "vitest"
import type { ClientFrame } from "./frames.ts"
import { news_pace_ms } from "./limits.ts"
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

describe("the connection", () => {
  test("is loading, then reconnecting, then live", async () => {
    const tab = world.open("priya")
    expect(kind(tab)).toBe("loading")
    await world.settle()
    expect(kind(tab)).toBe("live")
  })

  test("comes back by the steps of the back-off, and says when it tries", async () => {
    const tab = await opened(world)
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
    const tab = await opened(world)
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
    const tab = await opened(world)
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

  test("is dead 25 s after the last word, however many came before", async () => {
    const tab = await opened(world)
    const [first] = server.connections
    for (let second = 0; second < 40; second += 1) {
      server.tell({ t: "presence", left: [], rows: [] })
      await world.pass(1_000)
    }
    expect(server.connections.has(first as never)).toBe(true)
    await world.pass(23_500)
    expect(server.connections.has(first as never)).toBe(true)
    await world.pass(1_000)
    expect(server.connections.has(first as never)).toBe(false)
    expect(kind(tab)).toBe("live")
  })

  test("is asked for a word on waking, and begun anew when none comes", async () => {
    const tab = await opened(world)
    await world.pass(3_000)
    const [first] = server.connections
    const hellos = server.hellos.length
    tab.signal("awake")
    await world.pass(1_500)
    expect(server.hellos.length).toBe(hellos + 1)
    expect(server.connections.has(first as never)).toBe(true)
    expect(kind(tab)).toBe("live")
    // Nothing is heard any more, and nothing says so.
    server.isHeld = true
    tab.signal("awake")
    await world.pass(900)
    expect(kind(tab)).toBe("live")
    server.isHeld = false
    await world.pass(100)
    expect(server.connections.has(first as never)).toBe(false)
    expect(kind(tab)).toBe("live")
  })

  test("gives up a handshake after 5 s and closes that socket before the next", async () => {
    const tab = await opened(world)
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
    const tab = await opened(world)
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

  test("asks for news to come together, and shows a message of it at once", async () => {
    server.joinsFrames = true
    const tab = await opened(world)
    expect(server.hellos.at(-1)).toMatchObject({ pace: news_pace_ms })
    const shown: number[] = []
    tab.replica.subscribe(() => { shown.push(Object.keys(tab.replica.view().room?.facts ?? {}).length) })
    for (const name of ["a", "b", "c"]) server.edit("tom", (root) => { (root["facts"] as Record<string, unknown>)[name] = { statement: name } })
    await world.settle()
    expect(shown).toEqual([3])
  })

  test("sees a gap and asks again [W2]", async () => {
    const tab = await opened(world)
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

  test.each([[4404, "not_found"], [4400, "failed"], [4413, "failed"]])("stays away after %i: %s", async (code, said) => {
    const tab = await opened(world)
    tab.replica.createDraft({ kind: "observation", text: "kept" })
    server.bye = { code, reason: "So." }
    server.breakAll()
    await world.pass(60_000)
    expect(kind(tab)).toBe(said)
    expect(server.connections.size).toBe(0)
    expect(tab.replica.view().room?.incident.title).toBe("Court lists")
  })

  test("waits while the store is away, and keeps what is written", async () => {
    const tab = await opened(world)
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
    const tab = await opened(world, "priya", device)
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
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
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
