import { describe, expect, it } from "vitest"
import type { Entry } from "../replica/types.ts"
import { correctionsOf, dayHeading, entryOf, indexFrom, isAhead, logRows, ShownEntries, shownEntries } from "./log.ts"
import { log } from "./testing/story.ts"

describe("the log", () => {
  it("keeps its identity when nothing is asked for", () => {
    expect(shownEntries(log, "all", " ")).toBe(log)
  })

  it("shows one kind, or what people wrote", () => {
    expect(shownEntries(log, "decision", "").map((entry) => entry.number)).toEqual([124])
    const people = shownEntries(log, "people", "")
    expect(people).toHaveLength(log.length - 2)
    expect(people.some((entry) => entry.kind === "command" || entry.kind === "handover")).toBe(false)
  })

  it("finds words anywhere in an entry, in any order and case", () => {
    expect(shownEntries(log, "all", "RECALL non-disclosure").map((entry) => entry.number)).toEqual([124])
    expect(shownEntries(log, "all", "#126").map((entry) => entry.number)).toEqual([126])
    expect(shownEntries(log, "all", "registry duty").map((entry) => entry.number)).toEqual([122])
  })

  it("finds the same letter by letter, and anew when the log or the letters are others", () => {
    const entries = new ShownEntries()
    const words = ["", "r", "re", "rec", "reca", "rec", "nd", "non", "non-d", "non-d re"]
    for (const find of words) expect(entries.of(log, "all", find)).toEqual(shownEntries(log, "all", find))
    expect(entries.of(log, "decision", "non-d recall")).toEqual(shownEntries(log, "decision", "non-d recall"))
    const greek = [{ ...(log[0] as Entry), number: 901, text: "ΟΔΟΣΑ" }]
    for (const find of ["ΟΔΟΣ", "ΟΔΟΣΑ"]) expect(entries.of(greek, "all", find)).toEqual(shownEntries(greek, "all", find))
    const longer = [...log, { ...(log[0] as Entry), number: 900, text: "non-disclosure" }]
    expect(entries.of(longer, "decision", "non-d recall")).toEqual(shownEntries(longer, "decision", "non-d recall"))
    expect(entries.of(longer, "all", "non-d").at(-1)?.number).toBe(900)
  })

  it("is the same list when one more letter leaves nothing out", () => {
    const entries = new ShownEntries()
    const shown = entries.of(log, "all", "recal")
    expect(shown).toHaveLength(2)
    expect(entries.of(log, "all", "recall")).toBe(shown)
    expect(entries.of(log, "all", "recall 126")).not.toBe(shown)
  })

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

  it("has the decisions apart, each found by what was decided, why and what was set aside (SEC-02)", () => {
    const numbers = (find: string): readonly number[] => shownEntries(log, "decision", find).map((entry) => entry.number)
    const decisions = log.filter((entry) => entry.kind === "decision")
    expect(decisions.length).toBeGreaterThan(0)
    expect(numbers("")).toEqual(decisions.map((entry) => entry.number))
    expect(["gateway recall", "non-disclosure orders", "nobody reachable"].map((words) => numbers(words))).toEqual([[124], [124], [124]])
    expect(numbers("larkfield")).toEqual([])
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

  it("orders nothing: the numbers do", () => {
    const [first] = log
    const late: Entry = { ...(first as Entry), number: 900, received_at: "2026-11-01T00:00:00.000Z" }
    expect(shownEntries([...log, late], "all", "").at(-1)?.number).toBe(900)
  })
})
