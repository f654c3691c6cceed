import { describe, expect, it } from "vitest"
import { nextReading } from "./reading.ts"

const place = { topPx: 2_000, leftPx: 1_000, headPx: 160, shownAtPx: undefined }

describe("the head of a phone", () => {
  it("is one row while somebody reads back", () => {
    expect(nextReading(false, place)).toBe(true)
    expect(nextReading(true, { ...place, headPx: 40 })).toBe(true)
  })

  it("is whole at the end of the log and at its top", () => {
    expect(nextReading(true, { ...place, leftPx: 4 })).toBe(false)
    expect(nextReading(true, { ...place, topPx: 0 })).toBe(false)
  })

  it("does not flicker: what it becomes, it stays at the place that this makes", () => {
    const grown = 120
    for (let topPx = 0; topPx < 600; topPx += 1) {
      if (nextReading(false, { ...place, topPx })) expect(nextReading(true, { ...place, topPx: topPx - grown, headPx: 40 })).toBe(true)
      if (!nextReading(true, { ...place, topPx, headPx: 40 })) expect(nextReading(false, { ...place, topPx: topPx + grown })).toBe(false)
    }
  })

  it("stays for who asked for it, until they go on", () => {
    expect(nextReading(false, { ...place, shownAtPx: 2_040 })).toBe(false)
    expect(nextReading(false, { ...place, shownAtPx: 2_200 })).toBe(true)
  })
})
