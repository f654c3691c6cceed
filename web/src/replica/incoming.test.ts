import { describe, expect, it } from "vitest"
import type { PresenceDown, Records, ServerFrame } from "./frames.ts"
import { Incoming } from "./incoming.ts"
import { frame_ms, frame_ms_max, piece_ms, piece_records, piece_records_min, piece_wait_ms, rest_share, typing_rest_ms_max, typing_rest_share } from "./limits.ts"

function records(seq: number): Records {
  return { t: "records", from: seq, to: seq, max_op: seq, items: [{ seq, kind: "edit", received_at: "", hash: new Uint8Array() }] }
}

const presence: PresenceDown = { t: "presence", rows: [], left: [] }
const ping: ServerFrame = { t: "ping", n: 1, server_time: "", seq: 4 }

const receipt: ServerFrame = { t: "receipt", intent: "i", outcome: "refused", code: "gone", reason: "" }

interface Due { readonly at: number; readonly callback: () => void }

/** `costMs` is what taking something in costs. */
interface Clock { now: number; isTyping: boolean; costMs: number; due: readonly Due[] }

interface Begun {
  readonly clock: Clock
  readonly taken: (readonly ServerFrame[])[]
  /** Of each that was taken, whether it is drawn. */
  readonly drawn: boolean[]
  readonly incoming: Incoming
  readonly pass: (late?: number) => void
}

function begin(): Begun {
  const clock: Clock = { now: 0, isTyping: false, costMs: 0, due: [] }
  const taken: (readonly ServerFrame[])[] = []
  const drawn: boolean[] = []
  const world = {
    now: () => clock.now,
    together: (ms: number, callback: () => void) => {
      const due = { at: clock.now + ms, callback }
      clock.due = [...clock.due, due]
      return () => { clock.due = clock.due.filter((other) => other !== due) }
    },
  }
  /** To what is due first. */
  const pass = (late = 0): void => {
    const [first] = [...clock.due].sort((one, other) => one.at - other.at)
    if (first === undefined) throw new Error("nothing waits")
    clock.due = clock.due.filter((other) => other !== first)
    clock.now = Math.max(clock.now, first.at) + late
    first.callback()
  }
  const canWait = ({ t }: ServerFrame): boolean => t === "records" || t === "presence"
  const take = (frames: readonly ServerFrame[], isAll: boolean): void => {
    taken.push(frames)
    drawn.push(isAll)
    clock.now += clock.costMs
  }
  return { clock, taken, drawn, pass, incoming: new Incoming(world, { canWait, isTyping: () => clock.isTyping, take }) }
}

describe("what comes in", () => {
  it("is taken at once after a quiet moment, and together within a frame", () => {
    const { clock, taken, incoming, pass } = begin()
    incoming.add([records(1)])
    expect(taken).toHaveLength(1)
    incoming.add([records(2)])
    incoming.add([records(3)])
    incoming.add([presence])
    incoming.add([records(4)])
    pass()
    expect(taken).toHaveLength(1)
    pass()
    expect(taken[1]).toMatchObject([{ t: "records", from: 2, to: 3, max_op: 3, items: [{ seq: 2 }, { seq: 3 }] }, presence, { from: 4, to: 4 }])
    pass()
    pass()
    expect(taken).toHaveLength(2)
    expect(clock.due).toEqual([])
    incoming.add([records(5)])
    expect(taken).toHaveLength(3)
  })

  it("never overtakes: what must be answered takes along what waits", () => {
    const { taken, incoming } = begin()
    incoming.add([records(1)])
    incoming.add([records(2)])
    incoming.add([ping])
    expect(taken[1]).toMatchObject([{ from: 2 }, { t: "ping" }])
    incoming.add([receipt])
    expect(taken[2]).toEqual([receipt])
    incoming.add([records(3)])
    expect(taken).toHaveLength(3)
  })

  it("leaves a slow device most of its time, up to a limit", () => {
    const { clock, incoming, pass } = begin()
    const rest = (): number => (clock.due[0]?.at ?? 0) - clock.now
    incoming.add([records(1)])
    pass(2)
    expect(rest()).toBe(frame_ms)
    incoming.add([records(2)])
    pass()
    pass(20)
    expect(rest()).toBe(20 * rest_share)
    incoming.add([records(3)])
    pass()
    pass(5_000)
    expect(rest()).toBe(frame_ms_max)
  })

  it("leaves whoever types nearly all of it, until they pause", () => {
    const { clock, taken, incoming, pass } = begin()
    const rest = (): number => (clock.due[0]?.at ?? 0) - clock.now
    clock.isTyping = true
    incoming.add([records(1)])
    pass(0)
    expect(rest()).toBe(frame_ms)
    incoming.add([records(2)])
    pass()
    expect(rest()).toBe(piece_wait_ms)
    pass()
    pass(20)
    expect(rest()).toBe(20 * typing_rest_share)
    incoming.add([records(3)])
    incoming.add([records(4)])
    pass()
    pass()
    expect(taken).toHaveLength(3)
    pass(5_000)
    expect(rest()).toBe(typing_rest_ms_max)
    clock.isTyping = false
    incoming.add([records(5)])
    pass()
    expect(taken).toHaveLength(4)
    pass(20)
    expect(rest()).toBe(20 * rest_share)
  })

  describe("by pieces, beside somebody who types,", () => {
    const all = piece_records * 2 + 1

    /** The first record has been taken, the others wait for the rest to be over. */
    function full(): Begun {
      const begun = begin()
      begun.clock.isTyping = true
      for (let seq = 1; seq <= all; seq += 1) begun.incoming.add([records(seq)])
      begun.pass()
      begun.pass()
      return begun
    }

    it("goes on with each key that has been drawn, and is drawn at the end", () => {
      const { clock, taken, drawn, incoming, pass } = full()
      expect(taken).toHaveLength(1)
      incoming.drawn()
      pass()
      expect(taken[1]).toMatchObject([{ from: 2, to: piece_records + 1 }])
      expect(incoming.isUnderWay).toBe(true)
      // What comes meanwhile belongs to the next time.
      incoming.add([records(all + 1)])
      for (let turn = 0; turn < 2; turn += 1) {
        incoming.drawn()
        pass()
      }
      expect(taken.slice(2)).toMatchObject([[{ from: piece_records + 2, to: all }], []])
      expect(drawn).toEqual([true, false, false, true])
      expect(incoming.isUnderWay).toBe(false)
      pass()
      pass()
      incoming.drawn()
      pass()
      expect(taken[4]).toMatchObject([{ from: all + 1 }])
      expect(drawn[4]).toBe(true)
      expect(clock.due).toHaveLength(1)
    })

    it("goes on without a key after a while", () => {
      const { clock, taken, pass } = full()
      const from = clock.now
      pass()
      expect(taken).toHaveLength(2)
      expect(clock.now - from).toBe(piece_wait_ms)
    })

    it("goes by smaller ones where one takes long, and by bigger ones where it does not", () => {
      const { clock, taken, incoming, pass } = full()
      for (let seq = all + 1; seq <= all + 300; seq += 1) incoming.add([records(seq)])
      clock.costMs = piece_ms * 2
      // The draft of the round: what waited when it began.
      for (let turn = 0; turn < 5; turn += 1) pass()
      clock.costMs = 1
      const before = taken.length
      while (taken.length < before + 3) pass()
      const sizes = taken.slice(1).map(([first]) => (first?.t === "records" ? first.items.length : 0))
      expect(sizes.slice(0, 4)).toEqual([piece_records, piece_records / 2, piece_records / 4, piece_records_min])
      expect(sizes.slice(-2)).toEqual([piece_records_min * 2, piece_records_min * 4])
    })

    it("is taken whole with what must be answered, and as soon as nobody types", () => {
      const { clock, taken, drawn, incoming, pass } = full()
      pass()
      incoming.add([receipt])
      expect(taken[2]).toMatchObject([{ from: piece_records + 2, to: all }, receipt])
      expect(drawn).toEqual([true, false, true])
      expect(clock.due).toEqual([])

      const other = full()
      other.pass()
      other.clock.isTyping = false
      other.pass()
      expect(other.taken[2]).toMatchObject([{ from: piece_records + 2, to: all }])
      expect(other.drawn).toEqual([true, false, true])
    })
  })

  it("is forgotten with its connection", () => {
    const { clock, taken, incoming } = begin()
    incoming.add([records(1)])
    incoming.add([records(2)])
    incoming.clear()
    expect(clock.due).toEqual([])
    incoming.add([ping])
    expect(taken[1]).toEqual([ping])
  })
})
