import { describe, expect, it } from "vitest"
import type { Action, RoomDocument } from "../replica/types.ts"
import {
  actionCounts, actionGroupKeys, actionGroups, actionTitle, actionsFrom, actionsOf, hasFailed, isLongUnacknowledged, isMine, isToBeChecked,
  latestReport, ownerName,
} from "./actions.ts"
import { dueOf, reportWords, waitingFor } from "./action-words.ts"
import { alsoSet } from "./conflicts.ts"
import { actionId, asha, dev, hannah, jo, priya, recommendationId, storyNow, storyRoom, tom } from "./testing/story.ts"

const story = (number: number): Action => storyRoom.actions[actionId(number)] as Action

function withAction(number: number, change: Partial<Action>): RoomDocument {
  return { ...storyRoom, actions: { ...storyRoom.actions, [actionId(number)]: { ...story(number), ...change } } }
}

const numbers = (room: RoomDocument): Readonly<Record<string, readonly (number | undefined)[]>> => {
  const groups = actionGroups(room, storyNow)
  return Object.fromEntries(actionGroupKeys.map((key) => [key, groups[key].map((action) => action.number)]))
}

describe("actions", () => {
  it("are grouped by when they are due, first due first", () => {
    expect(numbers(storyRoom)).toEqual({ to_reassign: [], overdue: [14], soon: [17, 18, 15, 16], later: [11, 12, 13], proposed: [], moved: [], done: [] })
    expect(actionCounts(storyRoom, storyNow)).toEqual({ open: 8, overdue: 1, soon: 4, toReassign: 0, unacknowledged: 1, proposed: 0, done: 0 })
  })

  it("without an owner who may have them, not yet open or over are apart", () => {
    expect(numbers(withAction(14, { state: "to_reassign" }))).toMatchObject({ to_reassign: [14], overdue: [] })
    expect(actionCounts(withAction(14, { state: "to_reassign" }), storyNow)).toMatchObject({ open: 8, overdue: 0, toReassign: 1 })
    expect(numbers(withAction(17, { state: "proposed" }))).toMatchObject({ proposed: [17] })
    const over = withAction(17, { state: "cancelled" })
    const room = { ...over, actions: { ...over.actions, [actionId(15)]: { ...story(15), state: "done" as const } } }
    expect(actionCounts(room, storyNow)).toMatchObject({ open: 6, done: 1 })
    expect(numbers(room)).toMatchObject({ done: [17, 15] })
  })

  it("are soon up to the thirtieth minute", () => {
    const due = (ms: number): Partial<Action> => ({ report_by: new Date(storyNow + ms).toISOString() })
    expect(numbers(withAction(11, due(30 * 60_000)))["soon"]).toContain(11)
    expect(numbers(withAction(11, due(30 * 60_000 + 1)))["later"]).toContain(11)
    expect(numbers(withAction(11, due(0)))["soon"]).toContain(11)
    expect(numbers(withAction(11, due(-1)))["overdue"]).toContain(11)
  })

  it("are overdue from when the server says so, until they are given a later time", () => {
    const due = (ms: number): string => new Date(storyNow + ms).toISOString()
    expect(numbers(withAction(11, { report_by: due(0), overdue_since: due(0) }))["overdue"]).toContain(11)
    expect(numbers(withAction(11, { report_by: due(1), overdue_since: due(0) }))["soon"]).toContain(11)
  })

  it("belong to a person or a contact", () => {
    expect([ownerName(storyRoom, asha), ownerName(storyRoom, dev), ownerName(storyRoom, undefined), ownerName(storyRoom, jo)]).toEqual([
      "Asha Verma", "Dev Patel", "Nobody", "Somebody not in the team",
    ])
    expect(actionsOf(storyRoom, hannah).map(actionTitle)).toEqual(["A-15", "A-11"])
    expect(actionsOf(withAction(15, { state: "to_reassign" }), hannah).map(actionTitle)).toEqual(["A-11"])
    expect([isMine(story(14), asha), isMine(story(14), priya), isMine({ ...story(14), state: "done" }, asha)]).toEqual([true, false, false])
    expect(actionTitle({})).toBe("New action")
    expect(actionsFrom(storyRoom, recommendationId(7)).map(actionTitle)).toEqual(["A-17"])
  })

  it("that nobody acknowledged for five minutes are long unacknowledged", () => {
    expect(isLongUnacknowledged(story(18), storyNow)).toBe(false)
    expect(isLongUnacknowledged(story(18), storyNow + 3 * 60_000)).toBe(true)
    expect(isLongUnacknowledged({ ...story(18), acknowledged: true }, storyNow + 3 * 60_000)).toBe(false)
  })

  it("that are done are checked by somebody", () => {
    const done: Action = { ...story(14), state: "done" }
    expect([isToBeChecked(done), hasFailed(done)]).toEqual([true, false])
    const failed: Action = { ...done, check: { by: tom, verdict: "failure" } }
    expect([isToBeChecked(failed), hasFailed(failed)]).toEqual([false, true])
  })
})

describe("what is said of an action", () => {
  const due = (ms: number): string | undefined => dueOf({ report_by: new Date(storyNow + ms).toISOString() }, storyNow)?.words

  it("is how long there still is", () => {
    expect([dueOf(story(17), storyNow), dueOf(story(14), storyNow)]).toEqual([
      { words: "in 9 min", at: "02:40", isOver: false }, { words: "11 min over", at: "02:20", isOver: true },
    ])
    expect([due(89 * 60_000), due(60_000 * 60), due(1_000), due(60_001), due(-1_000), due(-125 * 60_000), due(72 * 3_600_000)]).toEqual([
      "in 1h 29m", "in 1h 00m", "due now", "in 2 min", "due now", "2h 05m over", "in 3 days",
    ])
    expect(dueOf({}, storyNow)).toBeUndefined()
    expect(waitingFor(storyNow - 9 * 60_000, storyNow)).toBe("9 min")
  })

  it("is what its owner reported last", () => {
    const said = (more: object): string => reportWords({ id: "r", by: asha, answer: "note", ...more }, storyNow)
    expect(latestReport(story(14))?.text).toBe("Left a message with the clerk’s night line.")
    expect(said({ text: "Left a message" })).toBe("Left a message")
    expect(said({ answer: "more_time", report_by: "2026-11-23T03:00:00.000Z", text: "No answer yet" })).toBe("Needs more time, until 03:00. No answer yet")
    expect([said({ answer: "done" }), said({ answer: "dont_know" }), said({ answer: "blocked", text: " " })]).toEqual(["Done", "Does not know", "Blocked"])
  })

  it("names what another set at the same time", () => {
    const also = (field: string, value: unknown, by?: string): string | undefined => alsoSet(storyRoom, field, [{ value, by }], storyNow)
    expect(also("report_by", "2026-11-23T03:00:00.000Z", tom)).toBe("also set to 03:00 by Tom Okafor")
    expect(also("owner", dev, tom)).toBe("also set to Dev Patel by Tom Okafor")
    expect(also("state", "doing")).toBe("also set to Being done by somebody else")
    expect(also("check", { by: tom, verdict: "failure" }, tom)).toBe("also set to “It did not work” by Tom Okafor")
    expect(also("title", "Ring the clerk", tom)).toBe("also set to “Ring the clerk” by Tom Okafor")
    expect(also("fit", true, tom)).toBe("also set to yes by Tom Okafor")
    expect(also("source", 12, tom)).toBe("also set to #12 by Tom Okafor")
    expect(also("waits_on", null, tom)).toBe("also set to nothing by Tom Okafor")
    expect(alsoSet(storyRoom, "title", [], storyNow)).toBeUndefined()
    expect(alsoSet(storyRoom, "standing", [{ value: "known", by: tom }, { value: "unknown", by: hannah }], storyNow)).toBe(
      "also set to Known by Tom Okafor and Unknown by Hannah Boyle",
    )
  })
})
