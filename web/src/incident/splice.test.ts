import { describe, expect, it } from "vitest"
import { applySplice } from "../replica/splice.ts"
import { typedSplice } from "./splice.ts"

function merged(base: string, typed: string, current: string): string {
  const splice = typedSplice(base, typed, current)
  return splice ? applySplice(current, splice) : current
}

describe("typing while others type", () => {
  it("is the plain splice when nobody else wrote", () => {
    expect(typedSplice("ab", "axb", "ab")).toEqual({ index: 1, deleted: 0, inserted: "x" })
    expect(typedSplice("ab", "ab", "abc")).toBeUndefined()
  })

  it("lands after what others put in front of it", () => {
    expect(merged("hello", "hello there", "oh, hello")).toBe("oh, hello there")
    expect(merged("one two", "one 2 two", "one two three")).toBe("one 2 two three")
  })

  it("never takes back words of others", () => {
    expect(merged("gateway trace", "gateway", "gateway trace is complete")).toBe("gateway is complete")
  })
})
