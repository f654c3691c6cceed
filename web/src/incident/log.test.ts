import { describe, expect, it } from "vitest"
import type { Entry } from "../replica/types.ts"
import { correctionsOf, dayHeading, entryOf, indexFrom, isAhead, logRows } from "./log.ts"
import { log } from "./testing/story.ts"

describe("the log", () => {
  it("knows what corrects what", () => {
    expect(correctionsOf(log).get(123)).toEqual([126])
    expect(correctionsOf(log).size).toBe(1)
    expect(entryOf(log, 126)?.corrects).toBe(123)
    expect(entryOf(log.slice(5), 126)?.number).toBe(126)
    expect(entryOf(log, 999)).toBeUndefined()
  })

  it("knows an entry of a clock that is ahead", () => {
    const [first] = log
    const written = (time: string): Entry => ({ ...(first as Entry), received_at: "2026-11-23T02:00:00.000Z", written_at: time })
    expect(isAhead(written("2026-11-23T02:40:00.000Z"))).toBe(true)
    expect(isAhead(written("2026-11-23T02:01:59.000Z"))).toBe(false)
    expect(isAhead(written("2026-11-23T01:20:00.000Z"))).toBe(false)
  })

  it("puts a heading before each day", () => {
    const days = logRows(log).filter((row) => row.is === "day")
    expect(days.map((row) => row.name)).toEqual(["Sunday 22 November 2026, GMT", "Monday 23 November 2026, GMT"])
  })

  it("puts a row before what is new since a number, and none when nothing is", () => {
    const last = log.at(-1)?.number ?? 0
    const rows = logRows(log, last - 2)
    const at = rows.findIndex((row) => row.is === "new")
    expect(rows[at + 1]).toMatchObject({ is: "entry", entry: { number: last - 1 } })
    expect(rows.at(at - 1)).toMatchObject({ is: "entry", entry: { number: last - 2 } })
    expect(logRows(log, last).some((row) => row.is === "new")).toBe(false)
  })

  it("keeps the identity of an entry's row while others come", () => {
    expect(logRows(log).at(-1)).toBe(logRows(log.slice(-3)).at(-1))
  })

  it("finds where a number stands, or would", () => {
    const some = log.filter((entry) => entry.number % 2 === 0)
    expect(some[indexFrom(some, 124)]?.number).toBe(124)
    expect(some[indexFrom(some, 123)]?.number).toBe(124)
    expect(indexFrom(some, 9_999)).toBe(some.length)
  })

  it("names both zones on the day the clocks change", () => {
    expect(dayHeading(Date.parse("2026-10-25T12:00:00.000Z"))).toBe("Sunday 25 October 2026, BST, then GMT")
    expect(dayHeading(Date.parse("2026-03-29T12:00:00.000Z"))).toBe("Sunday 29 March 2026, GMT, then BST")
  })
})
