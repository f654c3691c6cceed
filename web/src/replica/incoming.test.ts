import { describe, expect, it } from "vitest"
import type { PresenceDown, Records, ServerFrame } from "./frames.ts"
import { Incoming } from "./incoming.ts"
import { frame_ms, frame_ms_max, rest_share, typing_rest_ms_max, typing_rest_share } from "./limits.ts"

function records(seq: number): Records {
  return { t: "records", from: seq, to: seq, max_op: seq, items: [{ seq, kind: "edit", received_at: "", hash: new Uint8Array() }] }
}

const presence: PresenceDown = { t: "presence", rows: [], left: [] }
const ping: ServerFrame = { t: "ping", n: 1, server_time: "", seq: 4 }

const receipt: ServerFrame = { t: "receipt", intent: "i", outcome: "refused", code: "gone", reason: "" }

interface Clock { now: number; isTyping: boolean; due: { at: number; readonly callback: () => void } | undefined }

function begin(): { readonly clock: Clock; readonly taken: (readonly ServerFrame[])[]; readonly incoming: Incoming; readonly pass: (late?: number) => void } {
  const clock: Clock = { now: 0, isTyping: false, due: undefined }
  const taken: (readonly ServerFrame[])[] = []
  const world = {
    now: () => clock.now,
    together: (ms: number, callback: () => void) => {
      clock.due = { at: clock.now + ms, callback }
      return () => { clock.due = undefined }
    },
  }
  const pass = (late = 0): void => {
    const { due } = clock
    clock.due = undefined
    if (due === undefined) throw new Error("nothing waits")
    clock.now = due.at + late
    due.callback()
  }
  const canWait = ({ t }: ServerFrame): boolean => t === "records" || t === "presence"
  return { clock, taken, pass, incoming: new Incoming(world, { canWait, isTyping: () => clock.isTyping, take: (frames) => { taken.push(frames) } }) }
}

describe("what comes in", () => {
  it("is taken at once after a quiet moment, and together within a frame", () => {
    const { clock, taken, incoming, pass } = begin()
    incoming.add(records(1))
    expect(taken).toHaveLength(1)
    incoming.add(records(2))
    incoming.add(records(3))
    incoming.add(presence)
    incoming.add(records(4))
    pass()
    expect(taken).toHaveLength(1)
    pass()
    expect(taken[1]).toMatchObject([{ t: "records", from: 2, to: 3, max_op: 3, items: [{ seq: 2 }, { seq: 3 }] }, presence, { from: 4, to: 4 }])
    pass()
    pass()
    expect(taken).toHaveLength(2)
    expect(clock.due).toBeUndefined()
    incoming.add(records(5))
    expect(taken).toHaveLength(3)
  })

  it("never overtakes: what must be answered takes along what waits", () => {
    const { taken, incoming } = begin()
    incoming.add(records(1))
    incoming.add(records(2))
    incoming.add(ping)
    expect(taken[1]).toMatchObject([{ from: 2 }, { t: "ping" }])
    incoming.add(receipt)
    expect(taken[2]).toEqual([receipt])
    incoming.add(records(3))
    expect(taken).toHaveLength(3)
  })

  it("leaves a slow device most of its time, up to a limit", () => {
    const { clock, incoming, pass } = begin()
    const rest = (): number => (clock.due?.at ?? 0) - clock.now
    incoming.add(records(1))
    pass(2)
    expect(rest()).toBe(frame_ms)
    incoming.add(records(2))
    pass()
    pass(20)
    expect(rest()).toBe(20 * rest_share)
    incoming.add(records(3))
    pass()
    pass(5_000)
    expect(rest()).toBe(frame_ms_max)
  })

  it("leaves whoever types nearly all of it, until they pause", () => {
    const { clock, taken, incoming, pass } = begin()
    const rest = (): number => (clock.due?.at ?? 0) - clock.now
    clock.isTyping = true
    incoming.add(records(1))
    pass(0)
    expect(rest()).toBe(frame_ms)
    incoming.add(records(2))
    pass()
    pass(20)
    expect(rest()).toBe(20 * typing_rest_share)
    incoming.add(records(3))
    incoming.add(records(4))
    pass()
    expect(taken).toHaveLength(3)
    pass(5_000)
    expect(rest()).toBe(typing_rest_ms_max)
    clock.isTyping = false
    incoming.add(records(5))
    pass()
    pass(20)
    expect(rest()).toBe(20 * rest_share)
  })

  it("is forgotten with its connection", () => {
    const { clock, taken, incoming } = begin()
    incoming.add(records(1))
    incoming.add(records(2))
    incoming.clear()
    expect(clock.due).toBeUndefined()
    incoming.add(ping)
    expect(taken[1]).toEqual([ping])
  })
})
