import { beforeEach, describe, expect, test } from "vitest"
import { Device } from "./testing/device.ts"
import { TestServer } from "./testing/server.ts"
import { draftsOf, kind, opened, settled, textOf, type } from "./testing/tabs.ts"
import { World } from "./testing/world.ts"

let server: TestServer
let world: World

beforeEach(() => {
  server = new TestServer()
  world = new World(server)
})

describe("a seal", () => {
  test("waits offline and seals itself on return", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "observation", text: "Seen" })
    await world.settle()
    priya.replica.cut()
    type(priya, draft, "Seen twice")
    const receipt = priya.replica.sealDraft(draft)
    await world.settle()
    expect(priya.replica.view().sealing).toMatchObject([{ draft, kind: "observation", text: "Seen twice" }])
    expect(priya.replica.view().unsent).toBe(2)
    priya.replica.mend()
    await world.settle()
    expect(await settled(world, receipt)).toMatchObject({ outcome: "recorded", number: 1 })
    expect(server.log.map((entry) => entry.text)).toEqual(["Seen twice"])
    expect(priya.replica.view().sealing).toEqual([])
    expect(draftsOf(priya)).toEqual([])
  })

  test("waits through the end of its tab", async () => {
    const device = new Device()
    const priya = await opened(world, "priya", device)
    priya.replica.cut()
    const draft = priya.replica.createDraft({ kind: "observation", text: "Offline" })
    void priya.replica.sealDraft(draft)
    await world.pass(250)
    priya.kill()
    await opened(world, "priya", device)
    expect(server.log.map((entry) => entry.text)).toEqual(["Offline"])
  })

  test("of a decision never waits", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "decision", text: "Pull the plug" })
    await world.settle()
    priya.replica.cut()
    expect(await settled(world, priya.replica.sealDraft(draft))).toMatchObject({ outcome: "not_sent", code: "offline" })
    priya.replica.mend()
    await world.pass(60_000)
    expect(server.log).toEqual([])
    expect(await settled(world, priya.replica.sealDraft(draft))).toMatchObject({ outcome: "recorded", number: 1 })
  })

  test("of a decision whose receipt got lost is asked about again, while it may", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "decision", text: "Pull the plug" })
    await world.settle()
    server.losesReceipts = true
    const receipt = priya.replica.sealDraft(draft)
    await world.settle()
    const recorded = server.items.length
    server.losesReceipts = false
    server.breakAll()
    await world.pass(2_000)
    expect(await settled(world, receipt)).toMatchObject({ outcome: "recorded", number: 1 })
    expect(server.items.length).toBe(recorded)
  })

  test("that waited, whose receipt got lost, is read off its record", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "observation", text: "Seen" })
    await world.settle()
    server.losesReceipts = true
    for (const connection of server.connections) connection.isReading = false
    const receipt = priya.replica.sealDraft(draft)
    await world.settle()
    server.losesReceipts = false
    server.breakAll()
    await world.pass(2_000)
    expect(await settled(world, receipt)).toMatchObject({ outcome: "recorded", number: 1 })
    expect(server.arrived.filter((submit) => submit.name === "seal_draft").length).toBe(1)
  })

  test("of words that changed meanwhile is refused to its caller, and the draft stays", async () => {
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
    const draft = priya.replica.createDraft({ kind: "observation", text: "Seen" })
    await world.settle()
    priya.replica.cut()
    const receipt = priya.replica.sealDraft(draft)
    await world.settle()
    type(tom, draft, "Seen?")
    await world.pass(100)
    priya.replica.mend()
    await world.settle()
    expect(await settled(world, receipt)).toMatchObject({ outcome: "refused", code: "changed_while_sealing" })
    expect(textOf(priya, draft)).toBe("Seen?")
    expect(priya.replica.view().tray).toEqual([])
    expect(await settled(world, priya.replica.sealDraft(draft))).toMatchObject({ outcome: "recorded" })
  })

  test("asked for twice is one; with other words the later counts", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "observation", text: "One" })
    await world.settle()
    priya.replica.cut()
    const [first, same] = [priya.replica.sealDraft(draft), priya.replica.sealDraft(draft)]
    await world.settle()
    type(priya, draft, "One, two")
    const later = priya.replica.sealDraft(draft)
    await world.settle()
    expect(await settled(world, first)).toMatchObject({ code: "again" })
    priya.replica.mend()
    await world.settle()
    expect(await settled(world, later)).toMatchObject({ outcome: "recorded" })
    expect(await settled(world, same)).toMatchObject({ code: "again" })
    expect(server.log.map((entry) => entry.text)).toEqual(["One, two"])
  })

  test("of nothing is not sent", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "observation", text: " \n" })
    expect(await settled(world, priya.replica.sealDraft(draft))).toMatchObject({ code: "blank" })
    expect(await settled(world, priya.replica.sealDraft("nowhere"))).toMatchObject({ code: "gone" })
    expect(await settled(world, priya.replica.appendEntry({ kind: "observation", text: "" }))).toMatchObject({ code: "blank" })
  })
})

describe("another command", () => {
  test("is decided while live", async () => {
    const priya = await opened(world)
    expect(await settled(world, priya.replica.command("take_command", { reason: "nobody here" }))).toMatchObject({ outcome: "recorded" })
    const submit = server.arrived.at(-1)
    expect(submit?.not_after).toBe(new Date(world.now + 30_000).toISOString())
  })

  test("is not taken offline", async () => {
    const priya = await opened(world)
    priya.replica.cut()
    expect(await settled(world, priya.replica.command("take_command", { reason: "x" }))).toMatchObject({ outcome: "not_sent", code: "offline" })
    priya.replica.mend()
    await world.pass(60_000)
    expect(server.arrived).toEqual([])
  })

  test("that expired does not fire on return, nor after a reload", async () => {
    const device = new Device()
    const priya = await opened(world, "priya", device)
    server.isHeld = true
    const receipt = priya.replica.command("take_command", { reason: "x" })
    await world.settle()
    server.isAway = true
    server.breakAll()
    server.isHeld = false
    await world.pass(31_000)
    expect(await settled(world, receipt)).toMatchObject({ outcome: "not_sent", code: "unknown" })
    server.isAway = false
    await world.pass(20_000)
    expect(kind(priya)).toBe("live")
    priya.kill()
    await opened(world, "priya", device)
    expect(server.arrived).toEqual([])
  })

  test("is asked about again under the same intent when the answer was lost in time", async () => {
    const priya = await opened(world)
    server.losesReceipts = true
    const receipt = priya.replica.command("take_command", { reason: "x" })
    await world.settle()
    const recorded = server.items.length
    server.losesReceipts = false
    server.breakAll()
    await world.pass(2_000)
    expect(await settled(world, receipt)).toMatchObject({ outcome: "recorded" })
    expect(server.items.length).toBe(recorded)
  })
})
