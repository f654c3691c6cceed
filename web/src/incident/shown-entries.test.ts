import { describe, expect, it } from "vitest"
import type { Entry } from "../replica/types.ts"
import type { LogFilter } from "./log.ts"
import { ShownEntries } from "./shown-entries.ts"
import { log } from "./testing/story.ts"

const [first] = log
const like = (number: number, text: string): Entry => ({ ...(first as Entry), number, text })
const numbers = (find: string, filter: LogFilter = "all"): readonly number[] => new ShownEntries().of(log, filter, find).map((entry) => entry.number)

describe("the entries that are shown", () => {
  it("are the log itself when nothing is asked for, as it is ordered", () => {
    expect(new ShownEntries().of(log, "all", " ")).toBe(log)
    const late: Entry = { ...like(900, "Late."), received_at: "2026-11-01T00:00:00.000Z" }
    expect(new ShownEntries().of([...log, late], "all", "").at(-1)?.number).toBe(900)
  })

  it("are of one kind, or what people wrote", () => {
    expect(numbers("", "decision")).toEqual([124])
    const people = new ShownEntries().of(log, "people", "")
    expect(people).toHaveLength(log.length - 2)
    expect(people.some((entry) => entry.kind === "command" || entry.kind === "handover")).toBe(false)
  })

  it("hold all words anywhere in them, in any order and case", () => {
    expect(numbers("RECALL non-disclosure")).toEqual([124])
    expect(numbers("#126")).toEqual([126])
    expect(numbers("registry duty")).toEqual([122])
  })

  it("are the decisions apart, each found by what was decided, why and what was set aside (SEC-02)", () => {
    const decisions = log.filter((entry) => entry.kind === "decision")
    expect(decisions.length).toBeGreaterThan(0)
    expect(numbers("", "decision")).toEqual(decisions.map((entry) => entry.number))
    expect(["gateway recall", "non-disclosure orders", "nobody reachable"].map((words) => numbers(words, "decision"))).toEqual([[124], [124], [124]])
    expect(numbers("larkfield", "decision")).toEqual([])
  })

  it("are those that a look at each entry finds, whatever was looked for before", () => {
    const entries = new ShownEntries()
    const words = log.flatMap(({ text, number, by }) => [text, by.name, `#${number}`].flatMap((one) => one.split(/\s+/)))
    const asked = words.flatMap((word, at) => [word.slice(0, 1), word.slice(0, 2), word, word.slice(1, 4), `${word} ${words[(at * 7) % words.length] ?? ""}`])
    for (const find of asked) expect(entries.of(log, "all", find), find).toEqual(log.filter((entry) => isHolding(entry, find)))
  })

  it("come with the log, and go with it", () => {
    const entries = new ShownEntries()
    entries.take(log)
    entries.take(log)
    expect(entries.of(log, "all", "recall")).toHaveLength(2)
    expect(entries.of(log, "all", "larkspur")).toEqual([])
    const longer = [...log, like(900, "Larkspur is named.")]
    expect(entries.of(longer, "all", "larkspur").map((entry) => entry.number)).toEqual([900])
    const evenLonger = [...longer, like(901, "Nothing."), like(902, "LARKSPUR again.")]
    expect(entries.of(evenLonger, "all", "larkspur").map((entry) => entry.number)).toEqual([900, 902])
    expect(entries.of(evenLonger, "decision", "larkspur").map((entry) => entry.number)).toEqual([])
    const another = [like(1, "Of another incident."), ...evenLonger]
    expect(entries.of(another, "all", "another incident").map((entry) => entry.number)).toEqual([1])
    expect(entries.of(another, "all", "larkspur").map((entry) => entry.number)).toEqual([900, 902])
    expect(entries.of(log, "all", "larkspur")).toEqual([])
  })

  it("are not found across two entries, nor across two parts of one", () => {
    const two = [like(1, "End"), like(2, "begins")]
    const entries = new ShownEntries()
    expect(entries.of(two, "all", "#1begins")).toEqual([])
    expect(entries.of(two, "all", "end begins")).toEqual([])
    expect(entries.of(two, "all", "Endbegins")).toEqual([])
  })

  it("are the same list when one more letter leaves nothing out", () => {
    const entries = new ShownEntries()
    const shown = entries.of(log, "all", "recal")
    expect(shown).toHaveLength(2)
    expect(entries.of(log, "all", "recall")).toBe(shown)
    expect(entries.of(log, "all", "recall 126")).not.toBe(shown)
    const others = entries.of(log, "all", "#123")
    expect(others).toEqual(log.filter((entry) => isHolding(entry, "#123")))
  })
})

function isHolding({ text, why, set_aside, said_by, by, number }: Entry, find: string): boolean {
  const parts = [text, why, set_aside, said_by, by.name, `#${number}`].map((part) => (part ?? "").toLowerCase())
  return find.toLowerCase().split(/\s+/).filter((word) => word !== "").every((word) => parts.some((part) => part.includes(word)))
}
