import { beforeEach, describe, expect, test } from "vitest"
import type { Draft, Receipt } from "./types.ts"
import { Device } from "./testing/device.ts"
import { TestServer } from "./testing/server.ts"
import { World, type Tab } from "./testing/world.ts"

let server: TestServer
let world: World

beforeEach(() => {
  server = new TestServer()
  world = new World(server)
})

const draftsOf = (tab: Tab): readonly Draft[] => Object.values(tab.replica.view().room?.drafts ?? {})
const textOf = (tab: Tab, draft: string): string | undefined => tab.replica.view().room?.drafts[draft]?.text
const type = (tab: Tab, draft: string, text: string): void => { tab.replica.changeText(["drafts", draft, "text"], text) }
const kind = (tab: Tab): string => tab.replica.view().connection.kind

async function opened(person = "priya", device = new Device()): Promise<Tab> {
  const tab = world.open(person, device)
  await world.settle()
  expect(kind(tab)).toBe("live")
  return tab
}

describe("a live replica", () => {
  test("shows what the server recorded, and what others write", async () => {
    const priya = await opened()
    const tom = await opened("tom")
    const draft = priya.replica.createDraft({ kind: "observation", text: "List is down" })
    expect(textOf(priya, draft)).toBe("List is down")
    await world.settle()
    expect(textOf(tom, draft)).toBe("List is down")
    expect(priya.replica.view().room?.incident.title).toBe("Court lists")
    expect(priya.replica.view().unsent).toBe(0)
    expect(tom.replica.view().present.map((row) => row.person)).toEqual(["priya"])
  })

  test("shows a key press at once and sends a burst as one change", async () => {
    const priya = await opened()
    const draft = priya.replica.createDraft({ kind: "observation" })
    await world.settle()
    const before = server.arrived.length
    for (const text of ["L", "Li", "Lis", "List", "Lis"]) type(priya, draft, text)
    expect(textOf(priya, draft)).toBe("Lis")
    expect(server.arrived.length).toBe(before)
    await world.pass(100)
    expect(server.arrived.length).toBe(before + 1)
    expect(server.text[draft]).toBe("Lis")
  })

  test("keeps the identity of what did not change", async () => {
    const priya = await opened()
    const one = priya.replica.createDraft({ kind: "observation", text: "one" })
    const two = priya.replica.createDraft({ kind: "observation", text: "two" })
    await world.settle()
    const before = priya.replica.view()
    expect(priya.replica.view()).toBe(before)
    type(priya, one, "one!")
    await world.pass(100)
    const after = priya.replica.view()
    expect(after).not.toBe(before)
    expect(after.room?.drafts[two]).toBe(before.room?.drafts[two])
    expect(after.room?.drafts[one]?.text).toBe("one!")
    expect(after.room?.log).toBe(before.room?.log)
    expect(after.room?.incident).toBe(before.room?.incident)
    expect(after.tray).toBe(before.tray)
  })

  test("sends a very long text in parts that a change may hold", async () => {
    const priya = await opened()
    const draft = priya.replica.createDraft({ kind: "observation", text: "😀word ".repeat(5_000) })
    await world.pass(100)
    expect(server.text[draft]).toBe("😀word ".repeat(5_000))
    expect(server.arrived.length).toBeGreaterThan(4)
    expect(Math.max(...server.arrived.map((submit) => submit.change?.length ?? 0))).toBeLessThan(256 * 1024)
  })

  test("clears an optional field with null, and reads it as absent", async () => {
    const priya = await opened()
    const draft = priya.replica.createDraft({ kind: "observation", text: "x", certainty: "suspect" })
    expect(priya.replica.view().room?.drafts[draft]?.certainty).toBe("suspect")
    priya.replica.setDraft(draft, "certainty", null)
    await world.settle()
    expect(priya.replica.view().room?.drafts[draft]).not.toHaveProperty("certainty")
  })

  test("shows the value that lost when two set one field at once", async () => {
    const [priya, tom] = [await opened(), await opened("tom")]
    const fact = priya.replica.createFact({ statement: "Mail is affected", standing: "suspected" })
    await world.settle()
    tom.replica.cut()
    tom.replica.setFact(fact, "checked_by", "tom")
    priya.replica.setFact(fact, "checked_by", "priya")
    tom.replica.mend()
    await world.settle()
    const winner = priya.replica.view().room?.facts[fact]?.checked_by
    expect(priya.replica.otherValues("facts", fact, "checked_by")).toEqual([winner === "tom" ? "priya" : "tom"])
    priya.replica.setFact(fact, "checked_by", "ann")
    expect(priya.replica.otherValues("facts", fact, "checked_by")).toEqual([])
  })

  test("throws for an object that is not there", async () => {
    const priya = await opened()
    expect(() => { type(priya, "nowhere", "x") }).toThrow(RangeError)
    expect(() => { priya.replica.setDraft("nowhere", "kind", "action") }).toThrow(RangeError)
  })
})

describe("the outbox", () => {
  test("survives a tab that dies a quarter of a second after the last key", async () => {
    const device = new Device()
    const first = await opened("priya", device)
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
    const priya = await opened()
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
    const dying = await opened("priya", device)
    const draft = dying.replica.createDraft({ kind: "observation", text: "start" })
    await world.settle()
    const living = await opened("priya", device)
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
    const [one, two] = [await opened("priya", device), await opened("priya", device)]
    server.isAway = true
    server.breakAll()
    const a = one.replica.createDraft({ kind: "observation", text: "from one" })
    const b = two.replica.createDraft({ kind: "observation", text: "from two" })
    await world.pass(250)
    one.kill()
    two.kill()
    server.isAway = false
    const heir = await opened("priya", device)
    expect(server.text).toEqual({ [a]: "from one", [b]: "from two" })
    expect(draftsOf(heir).length).toBe(2)
  })

  test("is kept in memory, and said so, where the device has no store", async () => {
    const device = new Device()
    device.hasStore = false
    const priya = await opened("priya", device)
    expect(priya.replica.view().storage).toEqual({ kind: "memory", why: "no store in this window" })
    const draft = priya.replica.createDraft({ kind: "observation", text: "still works" })
    await world.settle()
    expect(server.text[draft]).toBe("still works")
  })

  test("says that the device is full, and writes again when there is room", async () => {
    const device = new Device()
    const priya = await opened("priya", device)
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

describe("a refusal", () => {
  test("in the middle of an offline outbox leaves the rest recorded and its words in the tray", async () => {
    const priya = await opened()
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
    const priya = await opened()
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
    const [priya, tom] = [await opened(), await opened("tom")]
    const draft = priya.replica.createDraft({ kind: "observation", text: "Seen once" })
    await world.settle()
    tom.replica.cut()
    for (const text of ["Seen once or", "Seen once or twice", "Seen once or twice, Tom"]) {
      type(tom, draft, text)
      await world.pass(100)
    }
    const receipt = await settled(priya.replica.sealDraft(draft))
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
    const priya = await opened()
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
    const priya = await opened()
    server.decide = () => ({ code: "rebase", reason: "" })
    priya.replica.createDraft({ kind: "observation", text: "a" })
    await world.pass(60_000)
    expect(server.arrived.length).toBeLessThan(80)
    expect(priya.replica.view().unsent).toBe(1)
  })

  test("in a whole batch that arrived at once loses nothing of what was kept", async () => {
    const priya = await opened()
    const draft = priya.replica.createDraft({ kind: "observation", text: "" })
    await world.settle()
    server.isHeld = true
    const words = ["one", "two", "three", "four", "five"]
    for (const word of words) {
      priya.replica.spliceText(["drafts", draft, "text"], textOf(priya, draft)?.length ?? 0, 0, `${word} `)
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
    const priya = await opened()
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
    const priya = await opened()
    expect(priya.replica.view().tray.map((item) => item.text)).toEqual(["from the phone"])
  })
})

describe("a seal", () => {
  test("waits offline and seals itself on return", async () => {
    const priya = await opened()
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
    expect(await settled(receipt)).toMatchObject({ outcome: "recorded", number: 1 })
    expect(server.log.map((entry) => entry.text)).toEqual(["Seen twice"])
    expect(priya.replica.view().sealing).toEqual([])
    expect(draftsOf(priya)).toEqual([])
  })

  test("waits through the end of its tab", async () => {
    const device = new Device()
    const priya = await opened("priya", device)
    priya.replica.cut()
    const draft = priya.replica.createDraft({ kind: "observation", text: "Offline" })
    void priya.replica.sealDraft(draft)
    await world.pass(250)
    priya.kill()
    await opened("priya", device)
    expect(server.log.map((entry) => entry.text)).toEqual(["Offline"])
  })

  test("of a decision never waits", async () => {
    const priya = await opened()
    const draft = priya.replica.createDraft({ kind: "decision", text: "Pull the plug" })
    await world.settle()
    priya.replica.cut()
    expect(await settled(priya.replica.sealDraft(draft))).toMatchObject({ outcome: "not_sent", code: "offline" })
    priya.replica.mend()
    await world.pass(60_000)
    expect(server.log).toEqual([])
    expect(await settled(priya.replica.sealDraft(draft))).toMatchObject({ outcome: "recorded", number: 1 })
  })

  test("of a decision whose receipt got lost is not sent again, and is read off its record", async () => {
    const priya = await opened()
    const draft = priya.replica.createDraft({ kind: "decision", text: "Pull the plug" })
    await world.settle()
    server.losesReceipts = true
    for (const connection of server.connections) connection.isReading = false
    const receipt = priya.replica.sealDraft(draft)
    await world.settle()
    server.losesReceipts = false
    server.breakAll()
    await world.pass(2_000)
    expect(await settled(receipt)).toMatchObject({ outcome: "recorded", number: 1 })
    expect(server.arrived.filter((submit) => submit.name === "seal_draft").length).toBe(1)
  })

  test("of words that changed meanwhile is refused to its caller, and the draft stays", async () => {
    const [priya, tom] = [await opened(), await opened("tom")]
    const draft = priya.replica.createDraft({ kind: "observation", text: "Seen" })
    await world.settle()
    priya.replica.cut()
    const receipt = priya.replica.sealDraft(draft)
    await world.settle()
    type(tom, draft, "Seen?")
    await world.pass(100)
    priya.replica.mend()
    await world.settle()
    expect(await settled(receipt)).toMatchObject({ outcome: "refused", code: "changed_while_sealing" })
    expect(textOf(priya, draft)).toBe("Seen?")
    expect(priya.replica.view().tray).toEqual([])
    expect(await settled(priya.replica.sealDraft(draft))).toMatchObject({ outcome: "recorded" })
  })

  test("asked for twice is one; with other words the later counts", async () => {
    const priya = await opened()
    const draft = priya.replica.createDraft({ kind: "observation", text: "One" })
    await world.settle()
    priya.replica.cut()
    const [first, same] = [priya.replica.sealDraft(draft), priya.replica.sealDraft(draft)]
    await world.settle()
    type(priya, draft, "One, two")
    const later = priya.replica.sealDraft(draft)
    await world.settle()
    expect(await settled(first)).toMatchObject({ code: "again" })
    priya.replica.mend()
    await world.settle()
    expect(await settled(later)).toMatchObject({ outcome: "recorded" })
    expect(await settled(same)).toMatchObject({ code: "again" })
    expect(server.log.map((entry) => entry.text)).toEqual(["One, two"])
  })

  test("of nothing is not sent", async () => {
    const priya = await opened()
    const draft = priya.replica.createDraft({ kind: "observation", text: " \n" })
    expect(await settled(priya.replica.sealDraft(draft))).toMatchObject({ code: "blank" })
    expect(await settled(priya.replica.sealDraft("nowhere"))).toMatchObject({ code: "gone" })
    expect(await settled(priya.replica.appendEntry({ kind: "observation", text: "" }))).toMatchObject({ code: "blank" })
  })
})

describe("another command", () => {
  test("is decided while live", async () => {
    const priya = await opened()
    expect(await settled(priya.replica.command("take_command", { reason: "nobody here" }))).toMatchObject({ outcome: "recorded" })
    const submit = server.arrived.at(-1)
    expect(submit?.not_after).toBe(new Date(world.now + 30_000).toISOString())
  })

  test("is not taken offline", async () => {
    const priya = await opened()
    priya.replica.cut()
    expect(await settled(priya.replica.command("take_command", { reason: "x" }))).toMatchObject({ outcome: "not_sent", code: "offline" })
    priya.replica.mend()
    await world.pass(60_000)
    expect(server.arrived).toEqual([])
  })

  test("that expired does not fire on return, nor after a reload", async () => {
    const device = new Device()
    const priya = await opened("priya", device)
    server.isHeld = true
    const receipt = priya.replica.command("take_command", { reason: "x" })
    await world.settle()
    server.isAway = true
    server.breakAll()
    server.isHeld = false
    await world.pass(31_000)
    expect(await settled(receipt)).toMatchObject({ outcome: "not_sent", code: "unknown" })
    server.isAway = false
    await world.pass(20_000)
    expect(kind(priya)).toBe("live")
    priya.kill()
    await opened("priya", device)
    expect(server.arrived).toEqual([])
  })

  test("is asked about again under the same intent when the answer was lost in time", async () => {
    const priya = await opened()
    server.losesReceipts = true
    const receipt = priya.replica.command("take_command", { reason: "x" })
    await world.settle()
    const recorded = server.items.length
    server.losesReceipts = false
    server.breakAll()
    await world.pass(2_000)
    expect(await settled(receipt)).toMatchObject({ outcome: "recorded" })
    expect(server.items.length).toBe(recorded)
  })
})

/** The receipt, once the world has come to rest. */
async function settled(receipt: Promise<Receipt>): Promise<Receipt> {
  await world.settle()
  return receipt
}
