import { describe, expect, test } from "vitest"
import {
  awaitingAgreement, callNext, callNow, callRhythm, communicationsState, hasPrivateLine, inIt, lineState, messagesOf, messageState, openingWords, partiesToConsider,
} from "./communications.ts"
import { nextCall, privateLine, storyCommunications } from "./testing/story-communications.ts"
import { asha, at, jo, maeve, ravi, sam, storyRoom, tom } from "./testing/story.ts"
import type { RoomDocument } from "../replica/types.ts"

const room: RoomDocument = { ...storyRoom, ...storyCommunications }

describe("calls", () => {
  test("the next is the first that was neither opened nor ended; the one that is on is named apart (SEC-08)", () => {
    expect(callNext(room)?.id).toBe("k6")
    expect(callNow(room)).toBeUndefined()
    expect(callRhythm(room)).toEqual({ interval: 30, place: "Incident bridge" })
    const k6 = { ...nextCall, opened_at: at("02:45:10") }
    const on = { ...room, calls: { ...room.calls, k6 } }
    expect(callNow(on)?.id).toBe("k6")
    expect(callNext(on)).toBeUndefined()
  })

  test("open by naming who commands, who stands in and who keeps the log, and which of these nobody does (IM-05)", () => {
    expect(openingWords(room)).toEqual(["The Incident Manager is Priya Nair.", "The Deputy is Tom Okafor.", "The Secretariat is Maeve Lindqvist."])
    const alone = { ...room, command: { epoch: 4 } }
    expect(openingWords(alone).slice(0, 2)).toEqual(["There is no Incident Manager at the moment.", "There is no Deputy at the moment."])
  })
})

describe("a communication line", () => {
  test("says who of the team is missing, and who is there and does not belong (SEC-07)", () => {
    expect(lineState(room, privateLine).missing.map(({ person }) => person)).toEqual([asha])
    expect(lineState(room, privateLine).strangers).toEqual([])
    expect(hasPrivateLine(room)).toBe(false)
    const left = { ...room, members: Object.fromEntries(Object.entries(room.members).map(([person, member]) => [person, person === sam ? { ...member, left_at: at("02:30:00") } : member])) }
    expect(lineState(left, privateLine).strangers.map(({ who }) => who)).toEqual([sam])
  })

  test("keeps since when each is in it, also after they left and came again (SEC-06)", () => {
    const moves = [
      { id: "1", by: maeve, who: ravi, is_in: true, at: at("01:00:00") }, { id: "2", by: maeve, who: jo, is_in: true, at: at("01:05:00") },
      { id: "3", by: maeve, who: ravi, is_in: true, at: at("01:10:00") }, { id: "4", by: maeve, who: jo, is_in: false, at: at("01:20:00") },
      { id: "5", by: maeve, who: jo, is_in: true, at: at("01:30:00") },
    ]
    expect(inIt(room, moves).map(({ who, since }) => [who, since])).toEqual([[ravi, at("01:00:00")], [jo, at("01:30:00")]])
  })
})

describe("messages", () => {
  test("go from standby to sent, and the lead's state is the furthest of what is not sent (COM-01)", () => {
    const states = Object.values(storyCommunications.messages).map((message) => [message.number, messageState(message)])
    expect(states).toEqual([[3, "agreed"], [4, "drafting"], [5, "standby"], [6, "standby"], [7, "awaiting_agreement"], [2, "sent"]])
    expect(communicationsState(room)).toBe("awaiting_agreement")
    expect(communicationsState(storyRoom)).toBe("standby")
  })

  test("that wait for agreement are put before the manager (COM-02)", () => {
    expect(awaitingAgreement(room).map(({ number }) => number)).toEqual([7])
  })

  test("are listed by when they are due, what was sent last (LIA-05)", () => {
    expect(messagesOf(room, "briefing").map(({ number }) => number)).toEqual([5, 4, 6])
    expect(messagesOf(room, "update").map(({ number }) => number)).toEqual([7, 2])
    const undated = { id: "m0", by: maeve, number: 8, kind: "briefing", audience: "internal", to: "All staff", text: "", state: "standby", replies: [] } as const
    expect(messagesOf({ ...room, messages: { m0: undated, ...room.messages } }, "briefing").map(({ number }) => number)).toEqual([5, 4, 6, 8])
  })
})

describe("parties to consider", () => {
  const names = (flags: Partial<RoomDocument["incident"]>, of = room): readonly string[] => (
    partiesToConsider({ ...of, incident: { ...of.incident, ...flags } }).map(({ name }) => name)
  )

  test("follow what the incident may be; senior leadership and the risk owner are always among them (LIA-04, LIA-07)", () => {
    expect(names({ security: true, personal_data: false })).toEqual(["Security operations", "Legal", "Senior security leadership", "Senior Information Risk Owner"])
    expect(names({ security: false, personal_data: true })).toContain("Data protection officer")
  })

  test("are not named again once they are written down", () => {
    const legal = { id: "c9", by: tom, name: "legal", state: "asked" as const }
    expect(names({}, { ...room, contacts: { ...room.contacts, c9: legal } })).not.toContain("Legal")
  })
})

