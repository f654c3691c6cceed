import { describe, expect, it } from "vitest"
import type { LogRow } from "../../incident/log.ts"
import { storyRoom } from "../../incident/testing/story.ts"
import type { Entry } from "../../replica/types.ts"
import { Heights } from "./heights.ts"

const rows: readonly LogRow[] = Array.from({ length: 1_000 }, (_, index) => ({ is: "day", key: `day ${index}`, name: "" }))
const estimated = 32
const [first] = storyRoom.log

function entryRow(number: number, text: string): LogRow {
  return { is: "entry", key: `e${number}`, entry: { ...(first as Entry), number, text }, day: "2026-11-23" }
}

function heights(): Heights {
  const made = new Heights()
  made.take(rows, 600)
  return made
}

describe("heights", () => {
  it("are estimated until they are measured", () => {
    const made = heights()
    expect(made.top(10)).toBe(10 * estimated)
    made.measure(3, 100)
    expect(made.top(3)).toBe(3 * estimated)
    expect(made.top(10)).toBe(9 * estimated + 100)
    expect(made.total).toBe(999 * estimated + 100)
  })

  it("say which rows lie between two places", () => {
    const made = heights()
    expect(made.between(0, 0)).toEqual({ from: 0, to: 1 })
    made.measure(0, 500)
    expect(made.between(499, 501)).toEqual({ from: 0, to: 2 })
    expect(made.between(-50, 1e9)).toEqual({ from: 0, to: 1_000 })
  })

  it("keep what was measured when rows are added or one is put in between", () => {
    const made = heights()
    made.measure(1, 90)
    made.take([{ is: "new", key: "new" }, ...rows])
    expect(made.top(3)).toBe(2 * estimated + 90)
    expect(made.total).toBe(1_000 * estimated + 90)
  })

  it("forget what was measured at another width", () => {
    const made = heights()
    made.measure(1, 90)
    made.take(rows, 300)
    expect(made.total).toBe(1_000 * estimated)
  })

  it("of an entry are thought of by its words, and kept when others are left out", () => {
    const [short, long] = [entryRow(3, "Rung."), entryRow(4_000, "Rung again. ".repeat(50))]
    const made = new Heights()
    made.take([short, long], 600)
    const thought = made.top(1)
    expect(made.total).toBeGreaterThan(3 * thought)
    made.measure(1, 400)
    made.take([long])
    expect(made.total).toBe(400)
    made.take([short, long])
    expect(made.total).toBe(thought + 400)
    made.take([short], 300)
    made.take([short, long], 600)
    expect(made.top(1)).toBe(thought)
    expect(made.total).not.toBe(thought + 400)
  })

  it("of nothing are nothing", () => {
    const made = new Heights()
    made.take([], 600)
    expect(made.total).toBe(0)
    expect(made.between(0, 900)).toEqual({ from: 0, to: 1 })
  })
})
