import "fake-indexeddb/auto"
import { beforeEach, describe, expect, it } from "vitest"
import type { KeptContent } from "../api/attachments.ts"
import { Problem, Unreachable } from "../api/problem.ts"
import { FakeReplica } from "../incident/testing/fake-replica.ts"
import { liveView, offlineView } from "../incident/testing/views.ts"
import type { RoomView } from "../replica/types.ts"
import { Sendings, type World } from "./sendings.ts"
import { openFiles, type FileStore } from "./store.ts"

const content = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
const file = (name: string, text = name): { name: string; sha256: string; content: Uint8Array<ArrayBuffer> } => ({ name, sha256: `of ${text}`, content: content(text) })

type Answer = (text: string, signal: AbortSignal) => Promise<KeptContent>
const takes: Answer = (text) => Promise.resolve({ sha256: `of ${text}`, size: text.length, media_type: "application/octet-stream" })

/** One tab of one person, with a server behind it. */
class Desk {
  answer: Answer = takes
  readonly asked: string[] = []
  readonly later: (() => void)[] = []
  readonly replica: FakeReplica
  readonly sendings: Sendings
  readonly leave: () => void

  constructor(view: RoomView, store: string | (() => Promise<FileStore>), alone: World["alone"] = (act) => act()) {
    this.replica = new FakeReplica(view)
    this.sendings = new Sendings(this.replica, {
      open: typeof store === "string" ? () => openFiles(store) : store, alone,
      keep: (bytes, signal) => {
        const text = new TextDecoder().decode(bytes)
        this.asked.push(text)
        return this.answer(text, signal)
      },
      after: (_, act) => {
        this.later.push(act)
        return () => { this.later.splice(this.later.indexOf(act), 1) }
      },
      newId: () => String((ids += 1)).padStart(6, "0"),
    })
    this.leave = this.sendings.subscribe(() => undefined)
  }

  states(): readonly string[] {
    return this.sendings.view().map(({ name, state }) => `${name} ${state}`)
  }

  attached(): readonly string[] {
    return Object.values(this.replica.view().room?.attachments ?? {}).map(({ name }) => name)
  }
}

/** Whatever the databases and promises still have to do. */
async function until(holds: () => void): Promise<void> {
  await expect.poll(() => {
    holds()
    return true
  }, { timeout: 5_000, interval: 5 }).toBe(true)
}

let ids = 0
let stores = 0
let store = ""

beforeEach(() => {
  stores += 1
  store = `files ${stores}`
})

describe("a file", () => {
  it("is sent and becomes an attachment as the server tells it", async () => {
    const desk = new Desk(liveView, store)
    await desk.sendings.add(file("a.txt"))
    await until(() => { expect(desk.attached()).toEqual(["a.txt"]) })
    expect(desk.replica.calls.filter(([name]) => name === "createThing")).toEqual([
      ["createThing", "attachments", { name: "a.txt", media_type: "application/octet-stream", size: 5, sha256: "of a.txt" }],
    ])
    await until(() => { expect(desk.states()).toEqual([]) })
    expect(await (await openFiles(store)).read()).toEqual([])
  })

  it("waits on the device without a connection, outlives the tab, and is sent once when there is one", async () => {
    const first = new Desk(offlineView, store)
    await first.sendings.add(file("a.txt"))
    await until(() => { expect(first.states()).toEqual(["a.txt waiting"]) })
    expect(first.sendings.view()[0]?.isKept).toBe(true)
    expect(first.asked).toEqual([])
    first.leave()
    const second = new Desk(offlineView, store)
    await until(() => { expect(second.states()).toEqual(["a.txt waiting"]) })
    second.replica.mend()
    await until(() => { expect(second.states()).toEqual([]) })
    expect([second.asked, second.attached()]).toEqual([["a.txt"], ["a.txt"]])
  })

  it("that hangs on a connection that was lost goes with the next one", async () => {
    const desk = new Desk(liveView, store)
    desk.answer = (_, signal) => new Promise((_resolve, reject) => { signal.addEventListener("abort", () => { reject(new Unreachable()) }) })
    await desk.sendings.add(file("a.txt"))
    await until(() => { expect(desk.states()).toEqual(["a.txt sending"]) })
    desk.replica.cut()
    await until(() => { expect(desk.states()).toEqual(["a.txt waiting"]) })
    desk.answer = takes
    desk.replica.mend()
    await until(() => { expect(desk.attached()).toEqual(["a.txt"]) })
  })

  it("is tried again by itself when the server could not, and by nobody once the room is left", async () => {
    const desk = new Desk(liveView, store)
    desk.answer = () => Promise.reject(new Problem(503, "store_away", "The server cannot record just now.", ""))
    await desk.sendings.add(file("a.txt"))
    await until(() => { expect(desk.later).toHaveLength(1) })
    expect(desk.states()).toEqual(["a.txt waiting"])
    desk.leave()
    expect(desk.later).toEqual([])
    const stay = desk.sendings.subscribe(() => undefined)
    await until(() => { expect(desk.later).toHaveLength(1) })
    desk.answer = takes
    desk.later[0]?.()
    await until(() => { expect(desk.attached()).toEqual(["a.txt"]) })
    stay()
  })

  it("that is refused says why, keeps its content, holds nobody up, and is tried again when somebody asks", async () => {
    const desk = new Desk(liveView, store)
    desk.answer = (text, signal) => (text === "big" ? Promise.reject(new Problem(413, "too_large", "This is more than can be attached.", "An incident holds 500 MB.")) : takes(text, signal))
    const id = await desk.sendings.add(file("big.bin", "big"))
    await desk.sendings.add(file("a.txt"))
    await until(() => { expect([desk.states(), desk.attached()]).toEqual([["big.bin refused"], ["a.txt"]]) })
    expect(desk.sendings.view()[0]?.reason).toBe("This is more than can be attached. An incident holds 500 MB.")
    expect(desk.sendings.contentOf(id)).toEqual(content("big"))
    expect((await (await openFiles(store)).read())[0]?.refused).toContain("500 MB")
    desk.answer = takes
    await desk.sendings.tryAgain()
    await until(() => { expect(desk.attached()).toEqual(["a.txt", "big.bin"]) })
  })

  it("is left out for good when somebody says so", async () => {
    const desk = new Desk(offlineView, store)
    const id = await desk.sendings.add(file("a.txt"))
    await desk.sendings.leaveOut(id)
    expect(desk.states()).toEqual([])
    expect(await (await openFiles(store)).read()).toEqual([])
  })

  it("becomes one attachment when a tab ended between sending it and saying so", async () => {
    const desk = new Desk(offlineView, store)
    desk.replica.createThing("attachments", { name: "a.txt", media_type: "application/octet-stream", size: 5, sha256: "of a.txt" })
    await desk.sendings.add(file("a.txt"))
    desk.replica.mend()
    await until(() => { expect(desk.states()).toEqual([]) })
    expect(desk.attached()).toEqual(["a.txt"])
  })

  it("is sent by one of two tabs", async () => {
    let turn: Promise<void> = Promise.resolve()
    const alone: World["alone"] = (act) => (turn = turn.then(act))
    const [one, other] = [new Desk(offlineView, store, alone), new Desk(offlineView, store, alone)]
    await one.sendings.add(file("a.txt"))
    one.replica.mend()
    other.replica.mend()
    await until(() => { expect([...one.attached(), ...other.attached()]).toEqual(["a.txt"]) })
    await until(() => { expect([one.states(), other.states()]).toEqual([[], []]) })
    expect([...one.asked, ...other.asked]).toEqual(["a.txt"])
  })

  it("is held by the tab where the device takes nothing more", async () => {
    const full: FileStore = { isKept: true, read: () => Promise.resolve([]), put: () => Promise.reject(new Error("full")), remove: () => Promise.resolve() }
    const desk = new Desk(offlineView, () => Promise.resolve(full))
    await desk.sendings.add(file("a.txt"))
    await until(() => { expect(desk.states()).toEqual(["a.txt waiting"]) })
    expect(desk.sendings.view()[0]?.isKept).toBe(false)
    desk.replica.mend()
    await until(() => { expect(desk.attached()).toEqual(["a.txt"]) })
    await until(() => { expect(desk.states()).toEqual([]) })
  })
})
