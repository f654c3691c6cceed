import * as A from "@automerge/automerge/slim"
import { beforeEach, describe, expect, test } from "vitest"
import { actorOf } from "./actors.ts"
import { Device } from "./testing/device.ts"
import { TestServer } from "./testing/server.ts"
import { opened } from "./testing/tabs.ts"
import { World, type Tab } from "./testing/world.ts"
import type { Action } from "./types.ts"

let server: TestServer
let world: World

beforeEach(() => {
  server = new TestServer()
  world = new World(server)
})

const open = { title: "Get a contact", state: "open", owner: "tom", report_by: "2026-11-22T23:00:00.000Z" } as const
const action = (tab: Tab, id: string): Action | undefined => tab.replica.view().room?.actions[id]

describe("an action", () => {
  test("is complete in the change that makes it, and reads the same elsewhere", async () => {
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
    const id = priya.replica.createAction({ ...open, instruction: "The night line first.", from: "r1" })
    await world.settle()
    expect(server.arrived.map(({ name }) => name)).toEqual(["create_action"])
    const made = { id, by: "priya", ...open, instruction: "The night line first.", from: "r1", reports: [] }
    expect(action(priya, id)).toEqual(made)
    expect(action(tom, id)).toEqual(made)
    expect(priya.replica.view().unsentObjects.size).toBe(0)
  })

  test("takes reports with what they mean for it, each in one change", async () => {
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
    const id = priya.replica.createAction(open)
    await world.settle()
    tom.replica.setAction(id, { acknowledged: true, state: "doing" })
    tom.replica.reportAction(id, { answer: "more_time", text: "Clerk is asleep", report_by: "2026-11-23T00:00:00.000Z" })
    await world.pass(1)
    tom.replica.reportAction(id, { answer: "blocked" })
    await world.settle()
    expect(action(priya, id)).toMatchObject({ state: "blocked", acknowledged: true, report_by: "2026-11-23T00:00:00.000Z" })
    await world.pass(1)
    tom.replica.reportAction(id, { answer: "done", text: "Asked" })
    await world.settle()
    priya.replica.checkAction(id, "failure", "Wrong clerk")
    await world.settle()
    expect(action(tom, id)).toMatchObject({
      state: "done", check: { by: "priya", verdict: "failure", text: "Wrong clerk" },
      reports: [
        { by: "tom", answer: "more_time", text: "Clerk is asleep", report_by: "2026-11-23T00:00:00.000Z" },
        { by: "tom", answer: "blocked" }, { by: "tom", answer: "done", text: "Asked" },
      ],
    })
    expect(server.arrived.map(({ name }) => name)).toEqual(["create_action", "set_action", "report_action", "report_action", "report_action", "check_action"])
    server.verify()
  })

  test("has its reports as the server received them", async () => {
    const priya = await opened(world)
    const id = priya.replica.createAction(open)
    priya.replica.reportAction(id, { answer: "note", text: "first made" })
    await world.pass(1)
    priya.replica.reportAction(id, { answer: "note", text: "then made" })
    await world.settle()
    const [one, other] = action(priya, id)?.reports ?? []
    server.effect((root) => {
      const raw = (root["actions"] as Record<string, Record<string, unknown>>)[id] ?? {}
      raw["number"] = 14
      raw["reported"] = new A.ImmutableString(JSON.stringify({ [one?.id ?? ""]: "2026-11-22T22:13:00.000Z", [other?.id ?? ""]: "2026-11-22T22:12:30.000Z" }))
    })
    await world.settle()
    expect(action(priya, id)).toMatchObject({ number: 14, reports: [{ text: "then made" }, { text: "first made", received_at: "2026-11-22T22:13:00.000Z" }] })
  })

  test("is cancelled with the reason in the same change, and keeps its identity while nothing happens to it", async () => {
    const priya = await opened(world)
    const [id, other] = [priya.replica.createAction(open), priya.replica.createAction(open)]
    await world.settle()
    const before = action(priya, other)
    priya.replica.cancelAction(id, "Not needed any more")
    await world.settle()
    expect(action(priya, id)).toMatchObject({ state: "cancelled", reports: [{ answer: "note", text: "Not needed any more" }] })
    expect(action(priya, other)).toBe(before)
  })

  test("that is refused comes back in the words that were typed", async () => {
    const priya = await opened(world)
    server.decide = () => ({ code: "role_required", reason: "Only the owner reports." })
    priya.replica.createAction({ ...open, instruction: "Night line" })
    await world.settle()
    expect(priya.replica.view().tray).toMatchObject([{ text: "Get a contact\n\nNight line", name: "create_action" }])
    server.decide = () => undefined
    const id = priya.replica.createAction(open)
    await world.settle()
    server.decide = () => ({ code: "role_required", reason: "Only the owner reports." })
    priya.replica.reportAction(id, { answer: "dont_know" })
    await world.settle()
    expect(priya.replica.view().tray.at(-1)).toMatchObject({ text: "dont know", about: `actions/${id}`, kind: undefined })
  })

  test("that was not to be changed says what was wanted in words", async () => {
    const priya = await opened(world)
    const id = priya.replica.createAction(open)
    const contact = priya.replica.createContact({ name: "Dev Patel", state: "asked" })
    await world.settle()
    server.decide = () => ({ code: "role_required", reason: "Only a command role says so." })
    priya.replica.setAction(id, { owner: contact, report_by: "2026-11-22T23:30:00.000Z" })
    await world.settle()
    const [item] = priya.replica.view().tray
    expect(item?.text).toBe("Get a contact. Owner: Dev Patel\nGet a contact. Report back by: 23:30 UTC on 22 November 2026")
  })

  test("has a text that is written together", async () => {
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
    const long = "word ".repeat(2_000)
    const id = priya.replica.createAction({ ...open, instruction: long })
    await world.settle()
    tom.replica.changeText(["actions", id, "instruction"], `${long}end`)
    await world.pass(100)
    expect(action(priya, id)?.instruction).toBe(`${long}end`)
    expect(server.arrived.at(-1)?.name).toBe("edit_action")
  })
})

describe("others", () => {
  test("are made, set and cleared", async () => {
    const priya = await opened(world)
    const contact = priya.replica.createContact({ name: "Dev Patel", organisation: "Fernhill", wanted_as: "Supplier", state: "asked" })
    priya.replica.setContact(contact, { state: "joined", wanted_as: null })
    const system = priya.replica.createSystem({ name: "Export", state: "affected" })
    priya.replica.setSystem(system, "fit", true)
    const recommendation = priya.replica.createRecommendation({ text: "Stop it", deadline: "2026-11-23T05:00:00.000Z" })
    priya.replica.replyTo(recommendation, "Or later")
    await world.settle()
    const { room } = priya.replica.view()
    expect(room?.contacts[contact]).toEqual({ id: contact, by: "priya", name: "Dev Patel", organisation: "Fernhill", state: "joined" })
    expect(room?.systems[system]).toEqual({ id: system, by: "priya", name: "Export", state: "affected", fit: true })
    expect(room?.recommendations[recommendation]).toMatchObject({ text: "Stop it", deadline: "2026-11-23T05:00:00.000Z", replies: [{ by: "priya", text: "Or later" }] })
  })
})

describe("a value that lost", () => {
  const later = (hour: string): string => `2026-11-23T${hour}:00:00.000Z`

  /** Two set the time of one action while they do not hear of each other. */
  async function twoTimes(device: Device): Promise<readonly [Tab, Tab, string]> {
    const [priya, tom] = [await opened(world, "priya", device), await opened(world, "tom")]
    const id = priya.replica.createAction(open)
    await world.settle()
    tom.replica.cut()
    priya.replica.setAction(id, { report_by: later("03") })
    tom.replica.setAction(id, { report_by: later("04") })
    await world.settle()
    tom.replica.mend()
    await world.settle()
    return [priya, tom, id]
  }

  test("is shown with whose it is until the next set, also after a reload", async () => {
    const device = new Device()
    const [priya, tom, id] = await twoTimes(device)
    const winner = action(priya, id)?.report_by
    const lost = winner === later("03") ? { value: later("04"), by: "tom" } : { value: later("03"), by: "priya" }
    for (const tab of [priya, tom]) expect(tab.replica.contested("actions", id, "report_by")).toEqual([lost])
    expect(priya.replica.contested("actions", id, "owner")).toEqual([])
    expect(priya.replica.contested("actions", "nowhere", "owner")).toEqual([])
    await priya.replica.close()
    const again = await opened(world, "priya", device)
    expect(again.replica.contested("actions", id, "report_by")).toEqual([lost])
    again.replica.setAction(id, { report_by: later("05") })
    await world.settle()
    for (const tab of [again, tom]) expect(tab.replica.contested("actions", id, "report_by")).toEqual([])
  })

  test("is nobody's where the server sent the document whole", async () => {
    const [, , id] = await twoTimes(new Device())
    server.offersSnapshots = true
    const maeve = await opened(world, "maeve")
    expect(maeve.replica.contested("actions", id, "report_by")).toMatchObject([{ by: undefined }])
  })

  test("of a check comes parsed", async () => {
    const [priya, tom] = [await opened(world), await opened(world, "tom")]
    const id = priya.replica.createAction(open)
    await world.settle()
    tom.replica.cut()
    priya.replica.checkAction(id, "success")
    tom.replica.checkAction(id, "failure")
    await world.settle()
    tom.replica.mend()
    await world.settle()
    const [lost] = priya.replica.contested("actions", id, "check")
    expect(lost?.value).toMatchObject({ by: lost?.by })
  })

  test("is by the actor that its change names in its head", () => {
    const made = A.change(A.init<{ n?: number }>({ actor: "ab".repeat(16) }), { time: 0 }, (document) => { document.n = 1 })
    const next = A.change(made, { time: 0 }, (document) => { document.n = 2 })
    const change = A.getLastLocalChange(next) ?? new Uint8Array()
    expect(actorOf(change)).toBe(A.decodeChange(change).actor)
    expect(actorOf(change.subarray(0, 20))).toBeUndefined()
    expect(actorOf(new Uint8Array())).toBeUndefined()
  })
})
