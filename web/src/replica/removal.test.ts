import { beforeEach, describe, expect, test } from "vitest"
import { Device } from "./testing/device.ts"
import { TestServer } from "./testing/server.ts"
import { kind, opened, settled, type } from "./testing/tabs.ts"
import { World, type Tab } from "./testing/world.ts"

let server: TestServer
let world: World

beforeEach(() => {
  server = new TestServer()
  world = new World(server)
})

/** Priya, removed while she was away and had written something. */
async function removed(device = new Device()): Promise<Tab> {
  const [priya, tom] = [await opened(world, "priya", device), await opened(world, "tom")]
  const draft = tom.replica.createDraft({ kind: "observation", text: "Three are silent" })
  await world.settle()
  server.isAway = true
  server.breakAll()
  type(priya, draft, "Three are silent. Larkfield is one")
  const own = priya.replica.createDraft({ kind: "comms", text: "Called the clerk" })
  void priya.replica.sealDraft(own)
  await world.pass(250)
  server.isAway = false
  server.bye = { code: 4403, reason: "You are no longer in this incident." }
  await world.pass(10_000)
  expect(kind(priya)).toBe("removed")
  return priya
}

describe("someone who was removed", () => {
  test("sees nothing of the room, here and after a reload, and what they may still hand in", async () => {
    const device = new Device()
    const priya = await removed(device)
    const texts = (tab: Tab): readonly string[] => tab.replica.view().handIn.map((item) => item.text)
    expect(priya.replica.view().room).toBeUndefined()
    expect(priya.replica.view().present).toEqual([])
    expect(texts(priya)).toEqual([". Larkfield is one", "Called the clerk"])
    expect(() => priya.replica.createDraft({ kind: "observation" })).toThrow(RangeError)
    await priya.replica.stored()
    const store = await device.openStore("loggist/priya/incident-1")
    expect(await store.read()).toMatchObject({ document: undefined, records: [] })
    store.close()

    priya.kill()
    const again = world.open("priya", device)
    await world.pass(1_000)
    expect(kind(again)).toBe("removed")
    expect(again.replica.view().room).toBeUndefined()
    expect(texts(again)).toEqual([". Larkfield is one", "Called the clerk"])
  })

  test("hands it in once, and nothing of it stays", async () => {
    const device = new Device()
    const priya = await removed(device)
    const handingIn = priya.replica.surrender()
    await world.settle()
    expect(await handingIn).toBe(true)
    expect(server.surrendered.map(({ person, text, name }) => [person, text, name])).toEqual([
      ["priya", ". Larkfield is one", "edit_draft"], ["priya", "Called the clerk", "create_draft"],
    ])
    expect(priya.replica.view()).toMatchObject({ handIn: [], unsent: 0, tray: [] })
    expect(await priya.replica.surrender()).toBe(false)
    await priya.replica.stored()
    const store = await device.openStore("loggist/priya/incident-1")
    expect(await store.read()).toMatchObject({ outbox: [], tray: [] })
    store.close()
  })

  test("hands in long words in pieces, and nothing twice when an answer was lost", async () => {
    const priya = await opened(world)
    server.isAway = true
    server.breakAll()
    const long = "word 😀 ".repeat(1_200)
    priya.replica.createDraft({ kind: "observation", text: long })
    server.isAway = false
    server.bye = { code: 4403, reason: "You are no longer in this incident." }
    await world.pass(10_000)
    server.losesReceipts = true
    const first = priya.replica.surrender()
    await world.settle()
    expect(await first).toBe(false)
    server.losesReceipts = false
    const again = priya.replica.surrender()
    await world.settle()
    expect(await again).toBe(true)
    expect(server.surrendered.length).toBeGreaterThan(1)
    expect(server.surrendered.map((item) => item.text).join("")).toBe(long)
    expect(server.surrendered.every((item) => item.text.length <= 4_000)).toBe(true)
  })

  test("keeps all of it where the server does not take it", async () => {
    const priya = await removed()
    server.refusesSurrender = true
    const handingIn = priya.replica.surrender()
    await world.settle()
    expect(await handingIn).toBe(false)
    expect(priya.replica.view().handIn).toHaveLength(2)
  })

  test("may give no command, and nothing waits for an answer any more", async () => {
    const priya = await opened(world)
    priya.replica.cut()
    const waits = priya.replica.appendEntry({ kind: "observation", text: "x" })
    server.bye = { code: 4403, reason: "You are no longer in this incident." }
    priya.replica.mend()
    const no = { outcome: "not_sent", code: "removed" }
    expect(await settled(world, waits)).toMatchObject(no)
    expect(await settled(world, priya.replica.command("raise_concern", { text: "x" }))).toMatchObject(no)
    expect(await settled(world, priya.replica.appendEntry({ kind: "observation", text: "y" }))).toMatchObject(no)
    expect(priya.replica.view().handIn.map((item) => item.text)).toEqual(["x"])
  })
})
