import { describe, expect, test } from "vitest"
import { applySplice, inParts, joined, smallestSplice, typedSplice, wholeCharacters } from "./splice.ts"

describe("the smallest splice", () => {
  test.each([
    ["insert", "ac", "abc", { index: 1, deleted: 0, inserted: "b" }],
    ["delete", "abc", "ac", { index: 1, deleted: 1, inserted: "" }],
    ["repeated letters", "aa", "aaa", { index: 2, deleted: 0, inserted: "a" }],
    ["replace", "down now", "down again", { index: 5, deleted: 3, inserted: "again" }],
    ["one emoji for another that shares its first half", "x😀y", "x😁y", { index: 1, deleted: 2, inserted: "😁" }],
    ["one emoji for another that shares its second half", "x\u{1f600}y", "x\u{1fa00}y", { index: 1, deleted: 2, inserted: "\u{1fa00}" }],
    ["emoji taken out of two equal ones", "😀😀", "😀", { index: 2, deleted: 2, inserted: "" }],
    ["a joined emoji", "👩‍💻", "👩🏽‍💻", { index: 2, deleted: 0, inserted: "🏽" }],
  ])("%s", (_name, before, after, splice) => {
    expect(smallestSplice(before, after)).toEqual(splice)
    expect(applySplice(before, splice)).toBe(after)
  })

  test("of equal texts is none", () => {
    expect(smallestSplice("same", "same")).toBeUndefined()
  })
})

describe("splices of whole characters", () => {
  test("widen to the pair that they would cut", () => {
    const splice = wholeCharacters("a😀b", { index: 2, deleted: 1, inserted: "x" })
    expect(applySplice("a😀b", splice).isWellFormed()).toBe(true)
    expect(splice.index).toBe(1)
    expect(splice.deleted).toBe(2)
  })

  test("stay inside the text", () => {
    expect(wholeCharacters("abc", { index: 9, deleted: 9, inserted: "!" })).toEqual({ index: 3, deleted: 0, inserted: "!" })
  })

  test("join while typing goes on", () => {
    const typed = joined({ index: 3, deleted: 0, inserted: "ab" }, { index: 5, deleted: 0, inserted: "c" })
    expect(typed).toEqual({ index: 3, deleted: 0, inserted: "abc" })
    expect(joined({ index: 3, deleted: 0, inserted: "ab" }, { index: 4, deleted: 1, inserted: "" })).toEqual({ index: 3, deleted: 0, inserted: "a" })
    expect(joined({ index: 3, deleted: 0, inserted: "ab" }, { index: 0, deleted: 0, inserted: "c" })).toBeUndefined()
  })

  test("come in parts that a change may hold, none of which cuts a character", () => {
    const before = "0123456789"
    const splice = { index: 2, deleted: 7, inserted: "a😀b😀c" }
    const parts = inParts(before, splice, 2)
    expect(parts.length).toBeGreaterThan(3)
    expect(parts.every((part) => part.inserted.isWellFormed())).toBe(true)
    expect(parts.reduce(applySplice, before)).toBe(applySplice(before, splice))
  })
})

function merged(base: string, typed: string, current: string): string {
  const splice = typedSplice(base, typed, current)
  return splice ? applySplice(current, splice) : current
}

describe("typing while others type", () => {
  test("is the plain splice when nobody else wrote", () => {
    expect(typedSplice("ab", "axb", "ab")).toEqual({ index: 1, deleted: 0, inserted: "x" })
    expect(typedSplice("ab", "ab", "abc")).toBeUndefined()
  })

  test("lands after what others put in front of it", () => {
    expect(merged("hello", "hello there", "oh, hello")).toBe("oh, hello there")
    expect(merged("one two", "one 2 two", "one two three")).toBe("one 2 two three")
  })

  test("never takes back words of others", () => {
    expect(merged("gateway trace", "gateway", "gateway trace is complete")).toBe("gateway is complete")
  })
})
