import { describe, expect, it } from "vitest"
import type { DutySaid, Lesson, Paper } from "../replica/types.ts"
import { changed, dutiesBefore, isLate, isOpenStep, leftBy, lessonsOf, lessonTitle, nextEnding, papersOf, sealedOf } from "./review.ts"
import { entry, maeve, priya, ravi, storyRoom } from "./testing/story.ts"
import { expectedDocuments } from "./unfinished.ts"

const now = Date.parse("2026-12-01T09:00:00.000Z")

function lesson(id: string, more: Partial<Lesson>): Lesson {
  return { id, by: priya, text: "", side: "even_better_if", state: "noted", ...more }
}

function byId<T extends { readonly id: string }>(...all: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(all.map((one) => [one.id, one]))
}

describe("lessons", () => {
  it("are read by what is open, soonest first, and end with what is settled (IM-16)", () => {
    const lessons = byId(
      lesson("done", { number: 1, state: "done", step: "x", due: "2026-11-30T17:00:00.000Z" }),
      lesson("noted", { number: 2 }),
      lesson("later", { number: 3, state: "agreed", step: "x", due: "2026-12-09T17:00:00.000Z" }),
      lesson("unowned", { number: 4, step: "x" }),
      lesson("soon", { number: 5, state: "doing", step: "x", due: "2026-12-04T17:00:00.000Z" }),
      lesson("unsent", {}),
    )
    expect(lessonsOf({ lessons }).map(({ id }) => id)).toEqual(["soon", "later", "unowned", "noted", "unsent", "done"])
  })

  it("are open until they are done or dropped, and late after their day (REV-08)", () => {
    const late = lesson("l", { state: "agreed", step: "x", due: "2026-11-30T17:00:00.000Z" })
    expect(isLate(late, now)).toBe(true)
    expect(isLate({ ...late, due: "2026-12-01T17:00:00.000Z" }, now)).toBe(false)
    expect(isLate({ ...late, state: "done" }, now)).toBe(false)
    expect([isOpenStep(late), isOpenStep({ ...late, state: "dropped" }), isOpenStep({ state: "noted" })]).toEqual([true, false, false])
  })

  it("are called by their number once the server gave one", () => {
    expect([lessonTitle({ number: 2 }), lessonTitle({})]).toEqual(["L-2", "A lesson"])
  })
})

describe("duties", () => {
  it("are in the order in which they are done, with what was said last (IM-15)", () => {
    const said = (id: string, more: Partial<DutySaid>): DutySaid => ({ id, by: maeve, duty: "watched", state: "done", ...more })
    const rows = dutiesBefore("stand_down", { checks: byId(said("1", {}), said("2", { state: "skipped", reason: "The gateway does." })) })
    expect(rows.map(({ key, said: word }) => [key, word?.state])).toEqual([["contained", undefined], ["stakeholders_told", undefined], ["watched", "skipped"]])
  })
})

describe("an end", () => {
  it("left what its entry is flagged with; the last end counts (IM-15)", () => {
    const log = [
      entry(1, "command", priya, "02:00:00", "Stood down", { flags: ["contained", "open_actions"] }), entry(2, "observation", ravi, "02:01:00", "x"),
      entry(3, "command", priya, "02:02:00", "Closed", { flags: ["contained"] }),
    ]
    expect([...leftBy(log)].map(([key, { number }]) => [key, number])).toEqual([["contained", 3], ["open_actions", 1]])
  })
})

describe("the documentation register", () => {
  it("begins with what is not captured, named by somebody or not (SEC-11)", () => {
    const paper = (id: string, name: string, state: Paper["state"]): Paper => ({ id, by: maeve, name, state })
    const rows = papersOf({ documents: byId(paper("1", "evidence ", "captured"), paper("2", "Chat of the night", "missing")) })
    expect(rows.map(({ name }) => name)).toEqual(["Chat of the night", ...expectedDocuments.filter((name) => name !== "Evidence"), "evidence "])
  })
})

describe("what is sealed of them", () => {
  it("is the last entry about each (IM-16)", () => {
    const log = [
      entry(1, "system", priya, "02:00:00", "L-1 agreed", { refs: { lesson: "a" } }), entry(2, "system", ravi, "02:01:00", "L-1 done", { refs: { lesson: "a" } }),
      entry(3, "system", ravi, "02:02:00", "Done", { refs: { check: "a" } }), ...storyRoom.log,
    ]
    expect([...sealedOf(log, "lesson")].map(([id, { number }]) => [id, number])).toEqual([["a", 2]])
  })
})

describe("a form", () => {
  it("sends what was changed, and clears what was emptied", () => {
    expect(changed<object>({ a: "1", b: "2", c: "3" }, { a: "1", b: "4", c: undefined, d: "5" })).toEqual({ b: "4", c: null, d: "5" })
    expect(changed({ a: undefined }, { a: undefined })).toEqual({})
  })
})

describe("the next end", () => {
  it("is standing down, then closing (IM-15)", () => {
    expect((["pre_incident", "hot", "warm", "cold", "closed"] as const).map(nextEnding)).toEqual([undefined, "stand_down", "close", "close", undefined])
  })
})
