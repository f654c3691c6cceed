import { beforeEach, describe, expect, test } from "vitest"
import { Device } from "./testing/device.ts"
import { TestServer } from "./testing/server.ts"
import { draftsOf, opened, textOf, type } from "./testing/tabs.ts"
import { World } from "./testing/world.ts"

let server: TestServer
let world: World

beforeEach(() => {
  server = new TestServer()
  world = new World(server)
})

describe("the outbox", () => {
  test("survives a tab that dies a quarter of a second after the last key", async () => {
    const device = new Device()
    const first = await opened(world, "priya", device)
    const draft = first.replica.createDraft({ kind: "observation" })
    await world.settle()
    server.isAway = true
    server.breakAll()
    type(first, draft, "Mail is down too")
    await world.pass(250)
    first.kill()
    await world.settle()

    const second = world.open("priya", device)
    await world.settle()
    expect(textOf(second, draft)).toBe("Mail is down too")
    expect(second.replica.view().unsent).toBe(1)
    server.isAway = false
    await world.pass(10_000)
    expect(server.text[draft]).toBe("Mail is down too")
    expect(second.replica.view().unsent).toBe(0)
  })

  test("sends the same bytes again after a lost receipt, and nothing is recorded twice", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "observation", text: "a" })
    await world.settle()
    server.losesReceipts = true
    for (const connection of server.connections) connection.isReading = false
    type(priya, draft, "ab")
    await world.pass(100)
    expect(server.text[draft]).toBe("ab")
    expect(priya.replica.view().unsent).toBe(1)
    const recorded = server.items.length
    server.losesReceipts = false
    server.breakAll()
    await world.pass(2_000)
    expect(server.items.length).toBe(recorded)
    expect(textOf(priya, draft)).toBe("ab")
    expect(priya.replica.view().unsent).toBe(0)
  })

  test("of a dead tab is adopted with its bytes unchanged; that of a living one is left alone", async () => {
    const device = new Device()
    const dying = await opened(world, "priya", device)
    const draft = dying.replica.createDraft({ kind: "observation", text: "start" })
    await world.settle()
    const living = await opened(world, "priya", device)
    server.isHeld = true
    type(dying, draft, "start, dying")
    await world.pass(100)
    const other = living.replica.createDraft({ kind: "observation", text: "living" })
    await world.settle()
    server.breakAll()
    server.isAway = true
    server.isHeld = false
    dying.kill()

    const heir = world.open("priya", device)
    await world.settle()
    expect(textOf(heir, draft)).toBe("start, dying")
    expect(textOf(heir, other)).toBeUndefined()
    server.isAway = false
    await world.pass(10_000)
    expect(server.text[draft]).toBe("start, dying")
    expect(server.text[other]).toBe("living")
    const sent = server.arrived.filter((submit) => submit.name === "edit_draft")
    expect(new Set(sent.map((submit) => submit.intent)).size).toBe(1)
    expect(textOf(heir, other)).toBe("living")
  })

  test("of two dead tabs is adopted whole", async () => {
    const device = new Device()
    server.isAway = true
    // Both tabs know the incident.
    server.isAway = false
    const [one, two] = [await opened(world, "priya", device), await opened(world, "priya", device)]
    server.isAway = true
    server.breakAll()
    const a = one.replica.createDraft({ kind: "observation", text: "from one" })
    const b = two.replica.createDraft({ kind: "observation", text: "from two" })
    await world.pass(250)
    one.kill()
    two.kill()
    server.isAway = false
    const heir = await opened(world, "priya", device)
    expect(server.text).toEqual({ [a]: "from one", [b]: "from two" })
    expect(draftsOf(heir).length).toBe(2)
  })

  test("is kept in memory, and said so, where the device has no store", async () => {
    const device = new Device()
    device.hasStore = false
    const priya = await opened(world, "priya", device)
    expect(priya.replica.view().storage).toEqual({ kind: "memory", why: "no store in this window" })
    const draft = priya.replica.createDraft({ kind: "observation", text: "still works" })
    await world.settle()
    expect(server.text[draft]).toBe("still works")
  })

  test("says that the device is full, and writes again when there is room", async () => {
    const device = new Device()
    const priya = await opened(world, "priya", device)
    device.broken = "QuotaExceededError"
    server.isAway = true
    server.breakAll()
    const draft = priya.replica.createDraft({ kind: "observation", text: "kept" })
    await world.settle()
    expect(priya.replica.view().storage).toEqual({ kind: "failing", why: "QuotaExceededError" })
    device.broken = undefined
    await world.pass(6_000)
    expect(priya.replica.view().storage).toEqual({ kind: "device" })
    priya.kill()
    const heir = world.open("priya", device)
    await world.settle()
    expect(textOf(heir, draft)).toBe("kept")
  })
})
