import { describe, expect, it } from "vitest"
import { readCases } from "../replica/testing/cases.ts"
import { unfinished, type Ending } from "./unfinished.ts"

interface Case {
  readonly objects: Readonly<Record<string, readonly object[]>>
  readonly stand_down: readonly (readonly [key: string, words: string])[]
  readonly close: readonly (readonly [key: string, words: string])[]
}

const collections = ["actions", "recommendations", "messages", "calls", "lessons", "documents", "checks"]

describe("what an end leaves unfinished", () => {
  it.each(readCases("unfinished"))("is what the server says: %s (IM-15)", (_, content) => {
    const { objects, ...expected } = content as Case
    const room = Object.fromEntries(collections.map((name) => [
      name, Object.fromEntries((objects[name] ?? []).map((one, index) => [`${index}`, { id: `${index}`, ...one }])),
    ])) as unknown as Parameters<typeof unfinished>[1]
    for (const before of ["stand_down", "close"] as readonly Ending[]) {
      expect(unfinished(before, room).map(({ key, words }) => [key, words])).toEqual(expected[before])
    }
  })
})
