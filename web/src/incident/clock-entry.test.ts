import { describe, expect, it } from "vitest"
import { nearDays, nearestDay, parseClock, workdayEnd } from "./clock-entry.ts"

const now = Date.parse("2026-11-23T02:31:00.000Z")

describe("a typed time of day", () => {
  it("is read in the ways people write it at night", () => {
    expect(["21:58", "21.58", "2158", "9:05", "905"].map(parseClock)).toEqual([
      { hour: 21, minute: 58 }, { hour: 21, minute: 58 }, { hour: 21, minute: 58 }, { hour: 9, minute: 5 }, { hour: 9, minute: 5 },
    ])
    expect(["", "9", "24:00", "12:60", "9pm"].map(parseClock)).toEqual([undefined, undefined, undefined, undefined, undefined])
  })

  it("was last yesterday when it is later than now, and comes next tomorrow when earlier", () => {
    expect(nearestDay({ hour: 21, minute: 58 }, now, false)).toBe("2026-11-22")
    expect(nearestDay({ hour: 2, minute: 31 }, now, false)).toBe("2026-11-23")
    expect(nearestDay({ hour: 1, minute: 0 }, now, true)).toBe("2026-11-24")
  })

  it("is today's in the hour that happens twice, whichever of the two fits", () => {
    const second = Date.parse("2026-10-25T01:30:20.000Z")
    expect(nearestDay({ hour: 1, minute: 31 }, second, false)).toBe("2026-10-25")
    expect(nearestDay({ hour: 1, minute: 20 }, second - 3_600_000, true)).toBe("2026-10-25")
    expect(nearestDay({ hour: 2, minute: 0 }, second, false)).toBe("2026-10-24")
  })

  it("goes by the calendar on a day of 25 hours", () => {
    const late = Date.parse("2026-10-25T23:30:00.000Z")
    expect(nearestDay({ hour: 23, minute: 45 }, late, false)).toBe("2026-10-24")
    expect(nearDays(late, false, "2026-10-25").map(([key]) => key).slice(0, 2)).toEqual(["2026-10-25", "2026-10-24"])
  })

  it("offers the days near today and keeps one that is far", () => {
    expect(nearDays(now, false, "2026-11-22").slice(0, 3).map(([, name]) => name)).toEqual(["Today, Mon 23 Nov", "Yesterday, Sun 22 Nov", "Sat 21 Nov"])
    expect(nearDays(now, true, "2026-01-01").at(-1)).toEqual(["2026-01-01", "2026-01-01"])
  })
})

describe("a day of the calendar", () => {
  it("ends at five by the clock on the wall, in summer and in winter (IM-16)", () => {
    expect(["2026-12-04", "2026-06-04"].map((day) => new Date(workdayEnd(day) ?? 0).toISOString())).toEqual(["2026-12-04T17:00:00.000Z", "2026-06-04T16:00:00.000Z"])
    expect(["", "2026-02-30", "4 December"].map((day) => workdayEnd(day))).toEqual([undefined, undefined, undefined])
  })
})
