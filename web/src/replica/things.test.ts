import { createHash } from "node:crypto"
import { beforeEach, describe, expect, test } from "vitest"
import { messageHash } from "./seal.ts"
import { TestServer } from "./testing/server.ts"
import { opened } from "./testing/tabs.ts"
import { World, type Tab } from "./testing/world.ts"
import type { RoomDocument } from "./types.ts"

let server: TestServer
let world: World

beforeEach(() => {
  server = new TestServer()
  world = new World(server)
})

const room = (tab: Tab): RoomDocument | undefined => tab.replica.view().room
const begun = { kind: "briefing", audience: "internal", to: "Deputy SIRO", state: "drafting" } as const

describe("a message", () => {
  test("is made complete and written by two people at once (LIA-06)", async () => {
    const [callum, asha] = [await opened(world, "callum"), await opened(world, "asha")]
    const id = callum.replica.createThing("messages", { ...begun, text: "41 mailboxes.", due: "2026-11-23T03:15:00.000Z" })
    await world.settle()
    asha.replica.changeText(["messages", id, "text"], "41 mailboxes. All recalled.")
    callum.replica.changeText(["messages", id, "text"], "Court lists: 41 mailboxes.")
    await world.pass(100)
    await world.settle()
    const both = { id, by: "callum", ...begun, due: "2026-11-23T03:15:00.000Z", text: "Court lists: 41 mailboxes. All recalled.", replies: [] }
    for (const tab of [callum, asha]) expect(room(tab)?.messages[id]).toEqual(both)
    expect(server.arrived.map(({ name }) => name)).toEqual(["create_message", "edit_message", "edit_message"])
    server.verify()
  })

  test("is changed by its fields together, and takes questions back (LIA-05)", async () => {
    const [callum, asha] = [await opened(world, "callum"), await opened(world, "asha")]
    const id = callum.replica.createThing("messages", begun)
    callum.replica.setThing("messages", id, { state: "awaiting_agreement", channel: "telephone" })
    callum.replica.setThing("messages", id, { channel: null })
    await world.settle()
    asha.replica.askAbout(id, "Who else knows?")
    await world.settle()
    expect(room(callum)?.messages[id]).toMatchObject({ text: "", state: "awaiting_agreement", replies: [{ by: "asha", text: "Who else knows?" }] })
    expect(room(callum)?.messages[id]).not.toHaveProperty("channel")
  })

  test("is hashed as the server hashes it", async () => {
    const digest = (bytes: Uint8Array): Promise<Uint8Array> => Promise.resolve(createHash("sha256").update(bytes).digest())
    const words = { audience: "external", kind: "update", text: "The list was recalled.", to: "Larkfield Chambers" }
    // The same words and hash are in `crates/domain`, in the tests of commands.
    expect(await messageHash(words, digest)).toBe("f4114c68aa2787ba217743325ff8d17ee21d60d3b82e0eac5eee173f04113063")
  })
})

describe("a gathering", () => {
  test("keeps who came and who went, by the time that is said (SEC-06)", async () => {
    const maeve = await opened(world, "maeve")
    const line = maeve.replica.createThing("channels", { name: "Team", kind: "chat", private: true })
    const call = maeve.replica.createThing("calls", { starts_at: "2026-11-23T02:45:00.000Z", interval: 30, agenda: "Open actions" })
    await world.settle()
    maeve.replica.move("channels", line, "ravi", true)
    await world.pass(1_000)
    maeve.replica.move("channels", line, "ravi", false)
    maeve.replica.move("calls", call, "ravi", true)
    await world.settle()
    const held = room(maeve)
    expect(held?.channels[line]?.moves.map(({ who, is_in }) => [who, is_in])).toEqual([["ravi", true], ["ravi", false]])
    expect(held?.calls[call]).toMatchObject({ interval: 30, agenda: "Open actions", attendance: [{ by: "maeve", who: "ravi", is_in: true }] })
  })
})

describe("what comes after", () => {
  test("is kept: a lesson with its step, a duty, a document (IM-16, SEC-11)", async () => {
    const priya = await opened(world)
    const lesson = priya.replica.createThing("lessons", { text: "Templates change unseen", side: "even_better_if", state: "noted" })
    const duty = priya.replica.createThing("checks", { duty: "review_held", state: "done" })
    const paper = priya.replica.createThing("documents", { name: "Chat of the night", state: "missing" })
    priya.replica.setThing("lessons", lesson, { state: "agreed", step: "Two pairs of eyes", owner: "dev", due: "2026-12-04T12:00:00.000Z" })
    priya.replica.setThing("documents", paper, { state: "captured", place: "Archive" })
    await world.settle()
    const held = room(priya)
    expect(held?.lessons[lesson]).toMatchObject({ text: "Templates change unseen", state: "agreed", owner: "dev" })
    expect(held?.checks[duty]).toMatchObject({ duty: "review_held", state: "done" })
    expect(held?.documents[paper]).toMatchObject({ state: "captured", place: "Archive" })
    expect(() => { priya.replica.setThing("documents", "nowhere", { place: "x" }) }).toThrow(RangeError)
  })

  test("is attached by its hash, and withheld by its own object", async () => {
    const [priya, maeve] = [await opened(world), await opened(world, "maeve")]
    const file = { name: "gate.png", media_type: "image/png", size: 812, sha256: "ab".repeat(32) }
    const id = maeve.replica.createThing("attachments", file)
    await world.settle()
    expect(room(priya)?.attachments[id]).toEqual({ id, by: "maeve", ...file })
    priya.replica.setThing("attachments", id, { withheld: true })
    await world.settle()
    expect(room(maeve)?.attachments[id]?.withheld).toBe(true)
    expect(server.arrived.map(({ name }) => name)).toEqual(["create_attachment", "set_attachment"])
  })
})
