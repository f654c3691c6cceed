import * as A from "@automerge/automerge/slim"
import { describe, expect, it } from "vitest"
import { ParsedList } from "./parsed.ts"

interface Numbered { readonly number: number; readonly text?: string }

function raw(...entries: readonly Numbered[]): Record<string, A.ImmutableString> {
  return Object.fromEntries(entries.map((entry) => [`e${entry.number}`, new A.ImmutableString(JSON.stringify(entry))]))
}

function begin(): ParsedList<Numbered> {
  return new ParsedList((one, other) => one.number - other.number)
}

describe("a list of what is in a map", () => {
  it("is in order, and goes on with the same values when one is added", () => {
    const list = begin()
    const source = raw({ number: 2 }, { number: 1 })
    const before = list.read(source)
    expect(before.map(({ number }) => number)).toEqual([1, 2])
    const after = list.read({ ...source, ...raw({ number: 4 }, { number: 3 }) })
    expect(after.map(({ number }) => number)).toEqual([1, 2, 3, 4])
    expect(after.slice(0, 2).every((entry, at) => entry === before[at])).toBe(true)
  })

  it("is the same list while it says the same, from another document too", () => {
    const list = begin()
    const before = list.read(raw({ number: 1 }, { number: 2 }))
    expect(list.read(raw({ number: 1 }, { number: 2 }))).toBe(before)
  })

  it("puts in its place what belongs before others, takes out what is gone, and reads anew what changed", () => {
    const list = begin()
    const [one] = list.read(raw({ number: 1 }, { number: 3 }))
    expect(list.read(raw({ number: 1 }, { number: 2 }, { number: 3 })).map(({ number }) => number)).toEqual([1, 2, 3])
    expect(list.read(raw({ number: 1 }, { number: 3 })).map(({ number }) => number)).toEqual([1, 3])
    const changed = list.read(raw({ number: 1 }, { number: 3, text: "else" }))
    expect(changed).toEqual([{ number: 1 }, { number: 3, text: "else" }])
    expect(changed[0]).toBe(one)
    expect(list.read(raw({ number: 1 }, { number: 4 }))).toEqual([{ number: 1 }, { number: 4 }])
    expect(list.read(undefined)).toEqual([])
  })
})
