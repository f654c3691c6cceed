import { describe, expect, it } from "vitest"
import { dayKey, fullMoment, instantsOf, isDoubled, minuteWithZone, plainMinute, shortDay, shortMoment, zoneName } from "./times.ts"

const bst = Date.parse("2026-10-25T00:30:00.000Z")
const gmt = Date.parse("2026-10-25T01:30:00.000Z")

describe("the doubled hour of 25 October 2026", () => {
  it("labels the two 01:30 with their zones", () => {
    expect(plainMinute(bst)).toBe("01:30 BST")
    expect(plainMinute(gmt)).toBe("01:30 GMT")
  })

  it("begins at 01:00 and ends before 02:00", () => {
    expect(isDoubled(Date.parse("2026-10-24T23:59:59.999Z"))).toBe(false)
    expect(isDoubled(Date.parse("2026-10-25T00:00:00.000Z"))).toBe(true)
    expect(isDoubled(Date.parse("2026-10-25T01:59:59.000Z"))).toBe(true)
    expect(isDoubled(Date.parse("2026-10-25T02:00:00.000Z"))).toBe(false)
  })

  it("leaves other times without a zone", () => {
    expect(plainMinute(Date.parse("2026-10-25T03:30:00.000Z"))).toBe("03:30")
    expect(plainMinute(Date.parse("2026-07-01T00:30:00.000Z"))).toBe("01:30")
  })

  it("finds both instants of a typed wall time, earlier first", () => {
    const wall = { year: 2026, month: 10, day: 25, hour: 1, minute: 30 }
    expect(instantsOf(wall)).toEqual([bst, gmt])
    expect(instantsOf({ ...wall, hour: 3 })).toEqual([Date.parse("2026-10-25T03:30:00.000Z")])
  })

  it("finds none for a wall time that spring skips", () => {
    expect(instantsOf({ year: 2026, month: 3, day: 29, hour: 1, minute: 30 })).toEqual([])
  })
})

describe("moments", () => {
  const now = Date.parse("2026-11-23T02:31:00.000Z")

  it("are 24-hour, with the zone where the clock is shown", () => {
    expect(minuteWithZone(now)).toBe("02:31 GMT")
    expect(zoneName(Date.parse("2026-07-01T12:00:00.000Z"))).toBe("BST")
    expect(minuteWithZone(Date.parse("2026-07-01T22:05:00.000Z"))).toBe("23:05 BST")
  })

  it("name the day when it is another one", () => {
    expect(shortMoment(Date.parse("2026-11-23T02:45:00.000Z"), now)).toBe("02:45")
    expect(shortMoment(Date.parse("2026-11-22T22:12:00.000Z"), now)).toBe("Sun 22:12")
    expect(shortMoment(Date.parse("2026-11-02T09:00:00.000Z"), now)).toBe("2 Nov 09:00")
    expect(shortMoment(Date.parse("2025-11-02T09:00:00.000Z"), now)).toBe("2 Nov 2025 09:00")
  })

  it("have one day for both sides of a summer midnight in UTC", () => {
    expect(dayKey(Date.parse("2026-06-30T23:30:00.000Z"))).toBe("2026-07-01")
    expect(fullMoment(now)).toBe("Monday 23 November 2026, 02:31:00 GMT")
  })
})

describe("days", () => {
  it("are short, with their year when it is another", () => {
    const now = Date.parse("2026-11-23T02:31:00.000Z")
    expect(shortDay(Date.parse("2026-12-04T17:00:00.000Z"), now)).toBe("4 Dec")
    expect(shortDay(Date.parse("2027-01-08T17:00:00.000Z"), now)).toBe("8 Jan 2027")
  })
})
