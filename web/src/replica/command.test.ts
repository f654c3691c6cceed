import { createHash } from "node:crypto"
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

describe("an act under command", () => {
  test("carries the epoch that was seen, or the one that is shown", async () => {
    const priya = await opened(world)
    await settled(world, priya.replica.command("chase", { action: "a" }))
    await settled(world, priya.replica.command("offer_command", { to: "tom", packet: {} }, { epoch: 7 }))
    const decision = priya.replica.createDraft({ kind: "decision", text: "Pull the plug" })
    await settled(world, priya.replica.sealDraft(decision, { spokenBy: "tom" }))
    await settled(world, priya.replica.appendEntry({ kind: "decision", text: "Pull it", spoken_by: "tom" }))
    const commands = server.arrived.filter((submit) => submit.kind === "command")
    expect(commands.map(({ name, epoch }) => [name, epoch])).toEqual([["chase", 1], ["offer_command", 7], ["seal_draft", 1], ["append_entry", 1]])
    expect(commands.slice(2).map(({ command }) => command?.["spoken_by"])).toEqual(["tom", "tom"])
  })

  test("that stands down does not fire after its time, however its tab comes back", async () => {
    const priya = await opened(world)
    server.isHeld = true
    const receipt = priya.replica.command("stand_down", { reason: "All quiet" })
    await world.settle()
    server.isAway = true
    server.breakAll()
    server.isHeld = false
    // The device sleeps: no timer of it is called in time, and the network is back before it wakes.
    world.sleep(45_000)
    server.isAway = false
    priya.signal("awake")
    await world.pass(20_000)
    expect(kind(priya)).toBe("live")
    expect(await settled(world, receipt)).toMatchObject({ outcome: "not_sent", code: "unknown" })
    expect(server.arrived).toEqual([])
  })

  test("answers a recommendation in the words that were seen", async () => {
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
    const id = tom.replica.createRecommendation({ text: "Stop the export", deadline: "2026-11-23T05:00:00.000Z" })
    await world.settle()
    await settled(world, priya.replica.answerRecommendation(id, "declined", { reason: "Not yet", spokenBy: "tom", epoch: 1 }))
    const seen = "{\"deadline\":\"2026-11-23T05:00:00.000Z\",\"text\":\"Stop the export\"}"
    expect(server.arrived.at(-1)).toMatchObject({
      name: "answer_recommendation", epoch: 1,
      command: { recommendation: id, answer: "declined", reason: "Not yet", spoken_by: "tom", hash: createHash("sha256").update(seen).digest("hex") },
    })
    expect(await settled(world, priya.replica.answerRecommendation("nowhere", "agreed"))).toMatchObject({ code: "gone" })
    const without = tom.replica.createRecommendation({ text: "Go" })
    await world.settle()
    await settled(world, priya.replica.answerRecommendation(without, "agreed"))
    expect(server.arrived.at(-1)?.command).toEqual({ recommendation: without, answer: "agreed", hash: createHash("sha256").update("{\"text\":\"Go\"}").digest("hex") })
  })
})

describe("what was refused, sent on", () => {
  test("becomes a proposal and leaves the tray, once", async () => {
    const priya = await opened(world)
    server.decide = (submit) => (submit.kind === "edit" ? { code: "role_required", reason: "Observers read the log." } : undefined)
    priya.replica.createDraft({ kind: "comms", text: "Clerk called" })
    await world.settle()
    const [item] = priya.replica.view().tray
    const id = item?.id ?? ""
    const [first, second] = [priya.replica.proposeTrayItem(id), priya.replica.proposeTrayItem(id)]
    expect(await settled(world, first)).toMatchObject({ outcome: "recorded" })
    expect(await settled(world, second)).toEqual(await first)
    const proposed = server.arrived.filter((submit) => submit.name === "propose")
    expect(proposed.map(({ command }) => command)).toEqual([
      { text: "Clerk called", why: "Observers read the log.", kind: "comms", written_at: item?.writtenAt },
    ])
    expect(priya.replica.view().tray).toEqual([])
    expect(server.discarded).toEqual([id])
    expect(await settled(world, priya.replica.proposeTrayItem(id))).toMatchObject({ code: "gone" })
  })

  test("corrects the entry that its draft became", async () => {
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
    const draft = priya.replica.createDraft({ kind: "observation", text: "Two callers" })
    await world.settle()
    tom.replica.cut()
    type(tom, draft, "Three callers")
    await settled(world, priya.replica.sealDraft(draft))
    tom.replica.mend()
    await world.settle()
    await settled(world, tom.replica.proposeTrayItem(tom.replica.view().tray[0]?.id ?? ""))
    expect(server.arrived.at(-1)?.command).toMatchObject({ text: "Three callers", kind: "correction", corrects: 1 })
  })

  test("stays where it was refused again, or there is no connection", async () => {
    const priya = await opened(world)
    server.decide = () => ({ code: "role_required", reason: "No." })
    priya.replica.createDraft({ kind: "comms", text: "Clerk called" })
    await world.settle()
    const id = priya.replica.view().tray[0]?.id ?? ""
    expect(await settled(world, priya.replica.proposeTrayItem(id))).toMatchObject({ outcome: "refused" })
    priya.replica.cut()
    expect(await settled(world, priya.replica.proposeTrayItem(id))).toMatchObject({ code: "offline" })
    expect(priya.replica.view().tray).toHaveLength(1)
  })
})
