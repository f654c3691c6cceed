import { describe, expect, it } from "vitest"
import type { Action, Channel, Member, PersonId, RoomDocument } from "../replica/types.ts"
import { clocksOf } from "./clocks.ts"
import { diffWords } from "./diff.ts"
import { duration, roughly } from "./durations.ts"
import { factDetails, factsOf, isUnchecked, movesOf } from "./facts.ts"
import { describe as describeMember, directReports, namedRoles, namesHere } from "./people.ts"
import { actionId, hannah, maeve, members, priya, proposals, ravi, storyNow, storyRoom, tom } from "./testing/story.ts"
import { liveView, offlineView } from "./testing/views.ts"
import { warnings } from "./warnings.ts"
import { clip, count, initials, listed } from "./words.ts"

describe("facts", () => {
  it("keep each move between the columns, with who and when (IM-07)", () => {
    const moves = JSON.stringify([
      { standing: "suspected", outcome: null, by: ravi, at: "2026-11-23T01:40:00.000Z" },
      { standing: "suspected", outcome: "confirmed", by: hannah, at: "2026-11-23T02:10:00.000Z" },
      { standing: "known", outcome: "confirmed", by: priya, at: "2026-11-23T02:11:00.000Z" },
    ])
    expect(movesOf(storyRoom, { moves }, storyNow)).toEqual([
      "Suspected, 01:40, Ravi Menon", "Suspected, confirmed, 02:10, Hannah Boyle", "Known, confirmed, 02:11, Priya Nair",
    ])
    expect(movesOf(storyRoom, {}, storyNow)).toEqual([])
  })

  it("are grouped by standing with who checks them", () => {
    expect(factsOf(storyRoom, "unknown").map((fact) => isUnchecked(fact))).toEqual([true, false, false])
    const [cause] = factsOf(storyRoom, "suspected")
    expect(cause && factDetails(storyRoom, cause, storyNow)).toEqual(["Ravi Menon checking, by 03:00"])
    const [sheet] = factsOf(storyRoom, "known")
    expect(sheet && factDetails(storyRoom, sheet, storyNow)).toEqual(["checked by Hannah Boyle"])
  })
})

describe("warnings", () => {
  const texts = (room: RoomDocument): readonly string[] => warnings(room, storyNow).map((warning) => warning.text)

  it("name what is out of line and stay silent about the rest", () => {
    expect(texts(storyRoom)).toEqual([
      "Tom Okafor is not trained as Deputy", "1 check overdue", "1 question that nobody is checking",
    ])
  })

  it("say who is missing, and for how long (TEAM-01, TEAM-03, DEP-07)", () => {
    const gone = (person: PersonId, at: string): Record<PersonId, Member> => {
      const member = members[person] as Member
      return { [person]: { ...member, left_at: at, roles: member.roles.map((held) => ({ ...held, until: held.until ?? at })) } }
    }
    const left = { ...members, ...gone(tom, "2026-11-23T02:19:00.000Z"), ...gone(hannah, "2026-11-23T02:30:58.000Z") }
    const room: RoomDocument = { ...storyRoom, members: left, command: { epoch: 4, manager: priya } }
    expect(texts(room)).toEqual(expect.arrayContaining(["There is no Deputy, for 12 minutes", "Nobody from data privacy"]))
  })

  it("have a sentence for each role that nobody holds, and for the lines (TEAM-01, SEC-07)", () => {
    const here = { id: "m1", by: maeve, who: "contact", is_in: true, at: "2026-11-23T02:30:58.000Z" }
    const line: Channel = { id: "l", by: maeve, name: "Private channel", kind: "chat", private: true, moves: [here] }
    const empty = { ...storyRoom, members: {}, command: { epoch: 4 }, channels: { l: line } }
    expect(texts(empty)).toEqual(expect.arrayContaining([
      "No one is in command", "There is no Deputy, for 4 hours", "There is no Secretariat, for 4 hours", "There is no Subject Matter Expert, for 4 hours",
      "There is no Communications Lead, for 4 hours", "There is no Liaison, for 4 hours", "Somebody on a line is not in the team",
    ]))
    expect(texts({ ...storyRoom, channels: { l: line } })).toContain("Somebody is missing from the private line")
  })

  it("ask for a security analyst when it is a security incident, and when nobody else does not (TEAM-02)", () => {
    const asked = (security: boolean): readonly string[] => {
      const without = Object.fromEntries(Object.entries(members).map(([person, { capability, ...member }]) =>
        [person, capability === undefined || capability === "security_analyst" ? member : { ...member, capability }]))
      return texts({ ...storyRoom, members: without, incident: { ...storyRoom.incident, security } }).filter((text) => text.startsWith("No security analyst"))
    }
    expect(asked(true)).toEqual(["No security analyst, for 4 hours"])
    expect(asked(false)).toEqual([])
  })

  it("redden above seven direct reports", () => {
    const more = members[ravi]
    if (more === undefined) throw new Error("Ravi is in the story")
    const room: RoomDocument = { ...storyRoom, members: { ...members, a: { ...more, person: "a" }, b: { ...more, person: "b" } } }
    expect(directReports(storyRoom)).toHaveLength(6)
    expect(warnings(room, storyNow).find((warning) => warning.key === "span")).toMatchObject({ grave: true })
  })

  it("name what waits for somebody", () => {
    const change = (number: number, more: Partial<Action>): Partial<RoomDocument["actions"]> => ({ [actionId(number)]: { ...storyRoom.actions[actionId(number)] as Action, ...more } })
    const actions = { ...storyRoom.actions, ...change(14, { state: "to_reassign" }), ...change(18, { opened_at: "2026-11-23T02:25:00.000Z" }) } as RoomDocument["actions"]
    const room: RoomDocument = { ...storyRoom, actions, proposals, command: { epoch: 4, deputy: tom } }
    expect(warnings(room, storyNow).slice(0, 5).map(({ text, detail, about }) => [about, text, detail])).toEqual([
      ["command", "No one is in command", "A person trained as Incident Manager has to take command"],
      ["actions", "1 action to be given a new owner", "A-14"],
      ["actions", "1 action not acknowledged for 5 minutes", "A-18, Dev Patel"],
      ["proposals", "1 spoken act not yet confirmed", "In force. The Incident Manager confirms or revokes each"],
      ["proposals", "1 concern not answered", "Raised by Ravi Menon"],
    ])
  })

  it("are silent before anything is declared", () => {
    expect(texts({ ...storyRoom, incident: { ...storyRoom.incident, phase: "pre_incident" } })).toEqual([])
  })
})

describe("the head", () => {
  it("names three roles and three clocks", () => {
    expect(namedRoles(storyRoom).map((role) => [role.title, role.people[0]?.name])).toEqual([
      ["Incident Manager", "Priya Nair"], ["Deputy", "Tom Okafor"], ["Secretariat", "Maeve Lindqvist"],
    ])
    expect(clocksOf(storyRoom, storyNow).map((clock) => [clock.title, clock.value, clock.detail])).toEqual([
      ["Open for", "4h 19m", "since Sun 22:12"],
      ["Next call", "14m 00s", "at 02:45"],
      ["Regulator deadline", "67h 41m", "Wed 22:12"],
    ])
  })

  it("falls back to what is there", () => {
    const incident = { ...storyRoom.incident }
    delete (incident as { next_call?: string }).next_call
    delete (incident as { regulator_due?: string }).regulator_due
    expect(clocksOf({ ...storyRoom, incident }, storyNow).map((clock) => clock.title)).toEqual(["Open for", "In command for", "Last entry"])
    expect(clocksOf({ ...storyRoom, incident, command: { epoch: 4 } }, storyNow)[1]).toMatchObject({ value: "No one", grave: true })
  })

  it("vouches for nobody while offline", () => {
    expect(namesHere(liveView, "Priya Nair")).toHaveLength(7)
    expect(namesHere(offlineView, "Priya Nair")).toEqual([])
  })

  it("says what a member is", () => {
    const member = members[hannah]
    expect(member && describeMember(member)).toBe("Subject Matter Expert. Data privacy")
  })
})

describe("words", () => {
  it("count, list and shorten", () => {
    expect([count(1, "change"), count(2, "change"), count(2, "entry", "entries")]).toEqual(["1 change", "2 changes", "2 entries"])
    expect([listed([]), listed(["a"]), listed(["a", "b", "c"])]).toEqual(["", "a", "a, b and c"])
    expect([initials("Maeve Lindqvist"), initials("Cher"), initials("")]).toEqual(["ML", "C", ""])
    expect([duration(802_000), duration(15_540_000), duration(500 * 3_600_000), roughly(61_000)]).toEqual(["13m 22s", "4h 19m", "20 days", "1 minute"])
  })

  it("are clipped between characters", () => {
    expect([clip("short", 5), clip("longer", 5), clip("abc😀d", 5)]).toEqual(["short", "long…", "abc…"])
  })

  it("show what changed between two readings", () => {
    expect(diffWords("two callers are free", "three callers are on the rota").filter((piece) => piece.is !== "same").map((piece) => [piece.is, piece.text.trim()]))
      .toEqual([["gone", "two"], ["new", "three"], ["gone", "free"], ["new", "on the rota"]])
    expect(diffWords("same", "same")).toEqual([{ is: "same", text: "same" }])
  })
})
