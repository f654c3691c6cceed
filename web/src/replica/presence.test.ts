import * as A from "@automerge/automerge/slim"
import { describe, expect, test } from "vitest"
import { decodeCaret, encodeCaret, Presence } from "./presence.ts"
import type { RawDocument, RawRoot } from "./raw.ts"
import { Device } from "./testing/device.ts"
import { TestServer } from "./testing/server.ts"
import { World } from "./testing/world.ts"

function documentWith(text: string): RawDocument {
  return A.change(A.init<RawRoot>({ actor: "aa".repeat(16) }), { time: 0 }, (root) => { root.drafts = { d: { text } } })
}

function written(document: RawDocument, index: number, deleted: number, text: string): RawDocument {
  return A.change(document, { time: 0 }, (root) => { A.splice(root, ["drafts", "d", "text"], index, deleted, text) })
}

describe("a caret", () => {
  test.each([0, 1, 3, 5])("at %i travels", (index) => {
    const document = documentWith("a😀bc")
    const bytes = encodeCaret(document, "d", "text", index) ?? new Uint8Array()
    expect(decodeCaret(document, "d", bytes)).toEqual({ field: "text", index })
  })

  test("stays behind its character while others write around it", () => {
    let document = documentWith("hello")
    const bytes = encodeCaret(document, "d", "text", 5) ?? new Uint8Array()
    document = written(document, 0, 0, "😀 ")
    document = written(document, 8, 0, " world")
    expect(decodeCaret(document, "d", bytes)).toEqual({ field: "text", index: 8 })
  })

  test("on a character that is not here yet is nowhere", () => {
    const document = documentWith("hello")
    const ahead = written(A.clone(document, { actor: "bb".repeat(16) }), 5, 0, "!")
    const bytes = encodeCaret(ahead, "d", "text", 6) ?? new Uint8Array()
    expect(decodeCaret(document, "d", bytes)).toBeUndefined()
    expect(decodeCaret(document, "elsewhere", bytes)).toBeUndefined()
    expect(decodeCaret(document, "d", new TextEncoder().encode("nonsense"))).toBeUndefined()
  })
})

describe("presence", () => {
  test("is said every 100 ms at most, the latest winning", () => {
    let sent = 0
    const timers: (() => void)[] = []
    const presence = new Presence((_ms, callback) => { timers.push(callback); return () => undefined }, () => { sent += 1 })
    for (const viewing of ["log", "facts", "team"]) presence.set({ viewing })
    expect([sent, timers.length]).toEqual([0, 1])
    timers.shift()?.()
    expect([sent, timers.length]).toEqual([1, 0])
    expect(presence.frame(documentWith("x"))).toMatchObject({ viewing: "team" })
  })

  test("keeps everybody the same who stays as they are", () => {
    const presence = new Presence(() => () => undefined, () => undefined)
    let document = documentWith("hello")
    const cursor = encodeCaret(document, "d", "text", 5) ?? new Uint8Array()
    const [tom, maeve] = [{ session: "1", person: "tom", name: "Tom" }, { session: "2", person: "maeve", name: "Maeve", draft: "d", cursor }]
    presence.welcome("own", [tom, maeve])
    const [first, second] = presence.list(document)
    document = A.change(document, { time: 0 }, (root) => { Object.assign(root.drafts ?? {}, { e: { text: "" } }) })
    const list = presence.list(document)
    expect(list[0]).toBe(first)
    presence.apply({ t: "presence", rows: [{ ...tom, typing: true }], left: [] })
    expect(presence.list(document)).not.toBe(list)
    expect(presence.list(document)[1]).toBe(second)
    document = written(document, 0, 0, "Oh, ")
    expect(presence.list(document)[1]?.caret?.index).toBe(9)
  })

  test("reaches others with the caret where they have it", async () => {
    const server = new TestServer()
    const world = new World(server)
    const [priya, tom] = [world.open("priya"), world.open("tom", new Device())]
    await world.settle()
    const draft = priya.replica.createDraft({ kind: "observation", text: "down 😀" })
    await world.settle()
    priya.replica.changeText(["drafts", draft, "text"], "down 😀!")
    priya.replica.presence({ viewing: "log", draft, typing: true, caret: { field: "text", index: 8 } })
    await world.pass(200)
    expect(tom.replica.view().present).toMatchObject([
      { person: "priya", viewing: "log", draft, typing: true, caret: { field: "text", index: 8 } },
    ])
    tom.replica.changeText(["drafts", draft, "text"], "List down 😀!")
    await world.pass(200)
    expect(tom.replica.view().present[0]?.caret?.index).toBe(13)
    priya.kill()
    await world.settle()
    expect(tom.replica.view().present).toEqual([])
  })
})
