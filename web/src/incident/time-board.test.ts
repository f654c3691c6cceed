import { describe, expect, it } from "vitest"
import type { Action, RoomDocument } from "../replica/types.ts"
import { action, byId } from "./testing/story-actions.ts"
import { at, ravi } from "./testing/story-people.ts"
import { storyNow, storyRoom } from "./testing/story.ts"
import { timeBoard } from "./time-board.ts"

const rows = (room: RoomDocument, nowMs = storyNow): readonly string[] => timeBoard(room, nowMs).map(({ what, who, overdue }) => `${overdue ? "overdue: " : ""}${what}${who === undefined ? "" : `, ${who}`}`)

describe("the time board", () => {
  it("has everything with a clock in one list, first due first, with who is waited for (DEP-05)", () => {
    const found = rows(storyRoom)
    expect(found.slice(0, 2)).toEqual([
      "overdue: Check: One copy was forwarded outside, Ravi Menon",
      "overdue: Report on A-14, Get a named contact at Larkfield Chambers, Asha Verma",
    ])
    expect(found).toEqual(expect.arrayContaining([
      "Acknowledge A-18, Find out who owns the personal address, Dev Patel", "Next call", "Regulator deadline",
    ]))
    const due = timeBoard(storyRoom, storyNow).map((row) => row.due)
    expect(due).toEqual([...due].sort((one, other) => one - other))
  })

  it("has a planned call once, messages that are not sent, and the next update (DEP-05)", () => {
    const room: RoomDocument = {
      ...storyRoom, incident: { ...storyRoom.incident, next_update: at("03:10:00") },
      calls: { c: { id: "c", by: ravi, starts_at: at("02:45:00"), place: "Incident bridge", agenda: "", attendance: [] } },
      messages: {
        m: { id: "m", by: ravi, kind: "briefing", audience: "internal", to: "Senior leaders", due: at("02:30:00"), text: "", state: "drafting", replies: [], number: 3, owner: ravi },
        s: { id: "s", by: ravi, kind: "update", audience: "internal", to: "Staff", due: at("02:10:00"), text: "", state: "drafting", replies: [], number: 2, sent_at: at("02:12:00") },
      },
    }
    const found = rows(room)
    expect(found).toEqual(expect.arrayContaining(["Call, Incident bridge", "overdue: Send M-3 to Senior leaders, Ravi Menon", "Next update"]))
    expect(found.filter((what) => what.includes("M-2") || what === "Next call")).toEqual([])
  })

  it("has of an incident that is closed the steps of its lessons alone (IM-16)", () => {
    const closed: RoomDocument = { ...storyRoom, incident: { ...storyRoom.incident, phase: "closed" } }
    expect(timeBoard(closed, storyNow)).toEqual([])
    const lesson = { id: "l", by: ravi, text: "Templates change unseen", side: "even_better_if", state: "agreed", step: "Two pairs of eyes", owner: ravi, due: "2026-11-22T17:00:00.000Z", number: 1 } as const
    const done = { ...lesson, id: "d", state: "done" } as const
    expect(rows({ ...closed, lessons: { l: lesson, d: done } })).toEqual(["overdue: Step of L-1, Two pairs of eyes, Ravi Menon"])
    expect(rows({ ...storyRoom, lessons: { l: lesson } })).toContain("overdue: Step of L-1, Two pairs of eyes, Ravi Menon")
  })

  it("shows each of fifty actions overdue within a second of its time (DEP-05)", () => {
    const fifty = Array.from({ length: 50 }, (_, index): Action => ({
      ...action(100 + index, `Thing ${index}`, ravi, "02:00", { opened_at: at("01:00:00"), acknowledged_at: at("01:01:00") }),
      report_by: new Date(storyNow + index * 7_000 + 500).toISOString(),
    }))
    const room: RoomDocument = { ...storyRoom, actions: byId(fifty), facts: {}, recommendations: {} }
    for (let second = 0; second <= 50 * 7; second += 1) {
      const nowMs = storyNow + second * 1_000
      const overdue = timeBoard(room, nowMs).filter((row) => row.overdue && row.thing.is === "action").length
      expect(overdue).toBe(fifty.filter(({ report_by }) => Date.parse(report_by ?? "") < nowMs).length)
    }
    expect(timeBoard(room, storyNow + 351_000).filter((row) => row.overdue && row.thing.is === "action")).toHaveLength(50)
  })
})
