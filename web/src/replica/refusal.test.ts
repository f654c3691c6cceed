import { beforeEach, describe, expect, test } from "vitest"
import { Device } from "./testing/device.ts"
import { TestServer } from "./testing/server.ts"
import { draftsOf, opened, settled, textOf, type } from "./testing/tabs.ts"
import { World } from "./testing/world.ts"

let server: TestServer
let world: World

beforeEach(() => {
  server = new TestServer()
  world = new World(server)
})

describe("a refusal", () => {
  test("in the middle of an offline outbox leaves the rest recorded and its words in the tray", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "observation", text: "List is down" })
    await world.settle()
    server.isAway = true
    server.breakAll()
    type(priya, draft, "List is down since")
    await world.pass(100)
    const refused = priya.replica.createFact({ statement: "Mail is known to be affected", standing: "known" })
    await world.settle()
    type(priya, draft, "List is down since 22:10")
    await world.pass(100)
    expect(priya.replica.view().unsent).toBe(2)
    server.decide = (submit) => (submit.name === "create_fact" ? { code: "role_required", reason: "Only the checker may say that it is known." } : undefined)
    server.isAway = false
    await world.pass(10_000)

    expect(server.text[draft]).toBe("List is down since 22:10")
    const view = priya.replica.view()
    expect(view.room?.drafts[draft]?.text).toBe("List is down since 22:10")
    expect(view.room?.facts[refused]).toBeUndefined()
    expect(view.unsent).toBe(0)
    expect(view.tray.map(({ code, reason, text }) => ({ code, reason, text }))).toEqual([
      { code: "role_required", reason: "Only the checker may say that it is known.", text: "Mail is known to be affected" },
    ])
    expect(view.connection.kind).toBe("live")
    server.verify()
    // And writing goes on.
    type(priya, draft, "List is down since 22:10.")
    await world.pass(100)
    expect(server.text[draft]).toBe("List is down since 22:10.")
  })

  test("strands what was written inside the refused object, as one item with all of it", async () => {
    const priya = await opened(world)
    server.isAway = true
    server.breakAll()
    const draft = priya.replica.createDraft({ kind: "decision", text: "We pull" })
    type(priya, draft, "We pull the plug 😀")
    await world.pass(100)
    server.decide = (submit) => (submit.name === "create_draft" ? { code: "role_required", reason: "Only those in command may decide." } : undefined)
    server.isAway = false
    await world.pass(10_000)
    expect(priya.replica.view().tray.map(({ text, intents }) => ({ text, count: intents.length }))).toEqual([{ text: "We pull the plug 😀", count: 2 }])
    expect(draftsOf(priya)).toEqual([])
    expect(priya.replica.view().unsent).toBe(0)
    server.verify()
  })

  test("of words for a draft that was sealed meanwhile offers to correct the entry", async () => {
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
    const draft = priya.replica.createDraft({ kind: "observation", text: "Seen once" })
    await world.settle()
    tom.replica.cut()
    for (const text of ["Seen once or", "Seen once or twice", "Seen once or twice, Tom"]) {
      type(tom, draft, text)
      await world.pass(100)
    }
    const receipt = await settled(world, priya.replica.sealDraft(draft))
    expect(receipt).toMatchObject({ outcome: "recorded", number: 1 })
    server.decide = (submit, person) => (person === "tom" && submit.name === "edit_draft" ? { code: "sealed", reason: "This draft is entry 1 now." } : undefined)
    const before = server.arrived.length
    tom.replica.mend()
    await world.settle()
    expect(tom.replica.view().tray.map(({ text, corrects, code }) => ({ text, corrects, code }))).toEqual([
      { text: "Seen once or twice, Tom", corrects: 1, code: "sealed" },
    ])
    // Three changes went out once, and none of them again.
    expect(server.arrived.length - before).toBe(3)
    expect(tom.replica.view().room?.log.map((entry) => entry.text)).toEqual(["Seen once"])
  })

  test("that is only 'rebase' is moved to new bytes under the same intents", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "observation", text: "a" })
    await world.settle()
    let asked = 0
    server.decide = () => ((asked += 1) === 1 ? { code: "actor_taken", reason: "" } : undefined)
    type(priya, draft, "ab")
    await world.pass(100)
    expect(server.text[draft]).toBe("ab")
    const edits = server.arrived.filter((submit) => submit.name === "edit_draft")
    expect(edits.length).toBe(2)
    expect(edits[0]?.intent).toBe(edits[1]?.intent)
    expect(edits[0]?.change).not.toEqual(edits[1]?.change)
    expect(priya.replica.view().tray).toEqual([])
  })

  test("that never ends is not asked for in a hot loop", async () => {
    const priya = await opened(world)
    server.decide = () => ({ code: "rebase", reason: "" })
    priya.replica.createDraft({ kind: "observation", text: "a" })
    await world.pass(60_000)
    expect(server.arrived.length).toBeLessThan(80)
    expect(priya.replica.view().unsent).toBe(1)
  })

  test("in a whole batch that arrived at once loses nothing of what was kept", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "observation", text: "" })
    await world.settle()
    server.isHeld = true
    const words = ["one", "two", "three", "four", "five"]
    for (const word of words) {
      const before = textOf(priya, draft) ?? ""
      priya.replica.writeText(["drafts", draft, "text"], before, `${before}${word} `)
      await world.pass(100)
    }
    let count = 0
    const refused = new Set<string>()
    server.decide = (submit) => {
      if (submit.name !== "edit_draft") return undefined
      count += 1
      if (count === 2 || count === 4) refused.add(submit.intent)
      return refused.has(submit.intent) ? { code: "invalid", reason: "No." } : undefined
    }
    server.isHeld = false
    for (const connection of server.connections) connection.release()
    await world.pass(1_000)
    expect(refused.size).toBe(2)
    const text = server.text[draft] ?? ""
    const tray = priya.replica.view().tray.map((item) => item.text).join(" ")
    expect([...text.trim().split(/\s+/), ...tray.trim().split(/\s+/)].sort()).toEqual([...words].sort())
    expect(text.trim().split(/\s+/).length).toBe(3)
    server.verify()
  })

  test("is discarded here and on the server, also when that happens offline", async () => {
    const priya = await opened(world)
    server.decide = (submit) => (submit.kind === "edit" ? { code: "closed", reason: "The incident is closed." } : undefined)
    priya.replica.createDraft({ kind: "observation", text: "too late" })
    await world.settle()
    const item = priya.replica.view().tray[0]
    expect(item?.text).toBe("too late")
    server.isAway = true
    server.breakAll()
    await priya.replica.discardTrayItem(item?.id ?? "")
    expect(priya.replica.view().tray).toEqual([])
    expect(server.discarded).toEqual([])
    server.isAway = false
    await world.pass(10_000)
    expect(server.discarded).toEqual(item?.intents)
    expect(priya.replica.view().tray).toEqual([])
  })

  test("that another device got is in the tray too", async () => {
    server.trays.set("priya", [{
      intent: "0193-other", name: "append_entry", code: "role_required", reason: "Only members may write.",
      refused_at: "2026-11-22T22:00:00.000Z", written_at: "2026-11-22T21:59:00.000Z", command: { kind: "observation", text: "from the phone" },
    }])
    const priya = await opened(world)
    expect(priya.replica.view().tray.map((item) => item.text)).toEqual(["from the phone"])
  })

  test("is one item in every tab of the device, the fuller one", async () => {
    const device = new Device()
    const [one, two] = [await opened(world, "priya", device), await opened(world, "priya", device)]
    server.isAway = true
    server.breakAll()
    const draft = one.replica.createDraft({ kind: "decision", text: "We pull" })
    type(one, draft, "We pull the plug")
    await world.pass(100)
    server.decide = (submit) => (submit.name === "create_draft" ? { code: "role_required", reason: "No." } : undefined)
    server.isAway = false
    one.replica.tryNow()
    await world.settle()
    const [item] = one.replica.view().tray
    const refused_at = item?.refusedAt ?? ""
    server.trays.set("priya", [{ intent: item?.id ?? "", name: "create_draft", code: "role_required", reason: "No.", refused_at, written_at: refused_at, change: "" }])
    server.breakAll()
    await world.pass(20_000)
    for (const tab of [one, two]) expect(tab.replica.view().tray).toEqual([{ ...item, text: "We pull the plug" }])
  })
})
