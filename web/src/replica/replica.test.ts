import { beforeEach, describe, expect, test } from "vitest"
import { TestServer } from "./testing/server.ts"
import { opened, textOf, type } from "./testing/tabs.ts"
import { World } from "./testing/world.ts"

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

  test("throws for an object that is not there", async () => {
    const priya = await opened(world)
    expect(() => { type(priya, "nowhere", "x") }).toThrow(RangeError)
    expect(() => { priya.replica.setDraft("nowhere", "kind", "action") }).toThrow(RangeError)
  })
})
