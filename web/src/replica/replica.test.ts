import { beforeEach, describe, expect, test } from "vitest"
import * as A from "@automerge/automerge/slim"
import { TestServer } from "./testing/server.ts"
import { opened, textOf, type } from "./testing/tabs.ts"
import { World, type Tab } from "./testing/world.ts"

let server: TestServer
let world: World

beforeEach(() => {
  server = new TestServer()
  world = new World(server)
})

describe("a live replica", () => {
  test("shows what the server recorded, and what others write", async () => {
    const priya = await opened(world)
    const tom = await opened(world, "tom")
    const draft = priya.replica.createDraft({ kind: "observation", text: "List is down" })
    expect(textOf(priya, draft)).toBe("List is down")
    await world.settle()
    expect(textOf(tom, draft)).toBe("List is down")
    expect(priya.replica.view().room?.incident.title).toBe("Court lists")
    expect(priya.replica.view().unsent).toBe(0)
    expect(tom.replica.view().present.map((row) => row.person)).toEqual(["priya"])
  })

  test("shows a key press at once and sends a burst as one change", async () => {
    const priya = await opened(world)
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
    const priya = await opened(world)
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
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "observation", text: "😀word ".repeat(5_000) })
    await world.pass(100)
    expect(server.text[draft]).toBe("😀word ".repeat(5_000))
    expect(server.arrived.length).toBeGreaterThan(4)
    expect(Math.max(...server.arrived.map((submit) => submit.change?.length ?? 0))).toBeLessThan(256 * 1024)
  })

  test("clears an optional field with null, and reads it as absent", async () => {
    const priya = await opened(world)
    const draft = priya.replica.createDraft({ kind: "observation", text: "x", certainty: "suspect" })
    expect(priya.replica.view().room?.drafts[draft]?.certainty).toBe("suspect")
    priya.replica.setDraft(draft, "certainty", null)
    await world.settle()
    expect(priya.replica.view().room?.drafts[draft]).not.toHaveProperty("certainty")
  })

  test("shows the value that lost when two set one field at once", async () => {
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
    const fact = priya.replica.createFact({ statement: "Mail is affected", standing: "suspected" })
    await world.settle()
    tom.replica.cut()
    tom.replica.setFact(fact, "checked_by", "tom")
    priya.replica.setFact(fact, "checked_by", "priya")
    tom.replica.mend()
    await world.settle()
    const winner = priya.replica.view().room?.facts[fact]?.checked_by
    const lost = winner === "tom" ? "priya" : "tom"
    expect(priya.replica.contested("facts", fact, "checked_by")).toEqual([{ value: lost, by: lost }])
    priya.replica.setFact(fact, "checked_by", "ann")
    expect(priya.replica.contested("facts", fact, "checked_by")).toEqual([])
  })

  test("puts what was typed where it belongs in what others have written, and says when the text is gone", async () => {
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
    const draft = priya.replica.createDraft({ kind: "observation", text: "gateway trace" })
    await world.settle()
    type(tom, draft, "The gateway trace")
    await world.pass(100)
    // Her box has not followed yet.
    expect(priya.replica.writeText(["drafts", draft, "text"], "gateway trace", "gateway trace is complete")).toBe(true)
    expect(textOf(priya, draft)).toBe("The gateway trace is complete")
    priya.replica.discardDraft(draft)
    expect(priya.replica.writeText(["drafts", draft, "text"], "gateway", "gateway!")).toBe(false)
  })

  describe("beside somebody who types", () => {
    const many = 100

    interface Drawing { readonly facts: number; readonly text: string | undefined }

    function drawings(tab: Tab, draft: string): readonly Drawing[] {
      const shown: Drawing[] = []
      tab.replica.subscribe(() => {
        shown.push({ facts: Object.keys(tab.replica.view().room?.facts ?? {}).length, text: textOf(tab, draft) })
      })
      return shown
    }

    function others(from: number, to: number): void {
      for (let at = from; at < to; at += 1) {
        server.edit("tom", (root) => { (root["facts"] as Record<string, unknown>)[`f${at}`] = { statement: "x" } })
      }
    }

    test("takes in by pieces what others write, and draws it when all is in", async () => {
      const priya = await opened(world)
      const draft = priya.replica.createDraft({ kind: "observation", text: "L" })
      await world.settle()
      type(priya, draft, "Li")
      await world.settle()
      const shown = drawings(priya, draft)
      others(0, many)
      await world.settle()
      expect(new Set(shown.map(({ facts }) => facts))).toEqual(new Set([1, many]))
    })

    test("draws at once what others write in the same text", async () => {
      const priya = await opened(world)
      const draft = priya.replica.createDraft({ kind: "observation", text: "L" })
      await world.settle()
      type(priya, draft, "Li")
      await world.pass(100)
      const shown = drawings(priya, draft)
      others(0, 10)
      server.edit("tom", (root) => { A.splice(root, ["drafts", draft, "text"], 0, 0, "A ") })
      others(10, many)
      await world.settle()
      const first = shown.find(({ text }) => text === "A Li")
      expect(first?.facts).toBeGreaterThanOrEqual(10)
      expect(first?.facts).toBeLessThan(many)
      expect(shown.at(-1)).toEqual({ facts: many, text: "A Li" })
    })
  })

  test("throws for an object that is not there", async () => {
    const priya = await opened(world)
    expect(() => { type(priya, "nowhere", "x") }).toThrow(RangeError)
    expect(() => { priya.replica.setDraft("nowhere", "kind", "action") }).toThrow(RangeError)
  })
})
