import { describe, expect, it } from "vitest"
import { duties } from "./unfinished.ts"
import { flagName } from "./words.ts"

describe("the flags of an entry", () => {
  it("never read as if a duty that was left were done (IM-15)", () => {
    const words = duties.map(({ key }) => flagName(key))
    for (const name of words) expect(name).toMatch(/^No |\bnot\b/i)
  })

  it("are plain words where they have no name of their own", () => {
    expect(flagName("open_actions")).toBe("Open actions")
  })
})
