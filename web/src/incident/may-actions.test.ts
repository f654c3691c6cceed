import { describe, expect, it } from "vitest"
import type { Action, Phase, Recommendation, RoomDocument, System } from "../replica/types.ts"
import * as may from "./may.ts"
import { actionId, asha, callum, dev, hannah, jo, maeve, priya, ravi, recommendationId, sam, storyRoom, tom } from "./testing/story.ts"

const inPhase = (phase: Phase): RoomDocument => ({ ...storyRoom, incident: { ...storyRoom.incident, phase } })
const story = (number: number): Action => storyRoom.actions[actionId(number)] as Action
/** Who of these may. */
const who = (act: (person: string) => may.May): readonly string[] => Object.entries({ priya, tom, maeve, ravi, asha, hannah, sam, jo }).flatMap(([name, person]) => (act(person).allowed ? [name] : []))
const everyone = ["priya", "tom", "maeve", "ravi", "asha", "hannah"]
const command = ["priya", "tom", "maeve"]
const opened: Action = story(14)

describe("an action", () => {
  it("is proposed by members and opened by command roles, or from what was agreed", () => {
    expect(who((person) => may.mayProposeAction(storyRoom, person))).toEqual(everyone)
    expect(who((person) => may.mayOpenAction(storyRoom, person))).toEqual(command)
    expect(who((person) => may.mayOpenAction(storyRoom, person, storyRoom.recommendations[recommendationId(7)]))).toEqual(everyone)
    expect(who((person) => may.mayOpenAction(storyRoom, person, storyRoom.recommendations[recommendationId(8)]))).toEqual(command)
    expect(may.mayProposeAction(inPhase("cold"), priya)).toMatchObject({ reason: "The incident is in review and no longer takes this." })
  })

  it("is owned by members and contacts, never the manager or an observer", () => {
    expect([may.mayOwn(storyRoom, tom).allowed, may.mayOwn(storyRoom, dev).allowed]).toEqual([true, true])
    expect(may.mayOwn(storyRoom, priya)).toMatchObject({ reason: "Priya Nair is Incident Manager and owns no action." })
    expect(may.mayOwn(storyRoom, sam)).toMatchObject({ reason: "Sam Adeyemi is an Observer and owns no action." })
    expect(may.mayOwn(storyRoom, jo).allowed).toBe(false)
  })

  it("is changed by command roles until it is over", () => {
    expect(who((person) => may.mayChangeAction(storyRoom, person, opened))).toEqual(command)
    expect(may.mayChangeAction(storyRoom, priya, { ...opened, state: "done" })).toMatchObject({ reason: "This action is done." })
    expect(may.mayChangeAction(storyRoom, priya, { ...opened, state: "cancelled" }).allowed).toBe(false)
    const failed: Action = { ...opened, state: "done", check: { by: tom, verdict: "failure" } }
    expect([may.mayChangeAction(storyRoom, priya, failed).allowed, may.mayReopenAction(storyRoom, maeve, failed).allowed]).toEqual([true, true])
    expect([may.mayReopenAction(storyRoom, maeve, { ...opened, state: "done" }).allowed, may.mayReopenAction(storyRoom, maeve, { ...opened, state: "blocked" }).allowed]).toEqual([false, true])
  })

  it("is reported on by its owner or the Secretariat, and by a liaison for a contact", () => {
    expect(who((person) => may.mayReport(storyRoom, person, story(17)))).toEqual(["maeve", "ravi"])
    expect(who((person) => may.mayReport(storyRoom, person, story(18)))).toEqual(["maeve", "asha"])
    expect(may.mayReport(storyRoom, priya, story(17))).toMatchObject({ reason: "Ravi Menon has this action: they report on it, or the Secretariat does." })
    expect(may.mayReport(storyRoom, priya, story(18))).toMatchObject({ reason: "Dev Patel has this action: a Liaison or the Secretariat reports for them." })
    expect(may.mayReport(inPhase("cold"), ravi, story(17)).allowed).toBe(true)
    expect(may.mayReport(inPhase("closed"), ravi, story(17)).allowed).toBe(false)
    for (const state of ["proposed", "to_reassign", "done", "cancelled"] as const) expect(may.mayReport(storyRoom, ravi, { ...story(17), state }).allowed).toBe(false)
    expect(who((person) => may.mayNote(storyRoom, person, { ...story(17), state: "done" }))).toEqual(["maeve", "ravi"])
    expect([may.mayAcknowledge(storyRoom, asha, story(18)).allowed, may.mayAcknowledge(storyRoom, ravi, story(17)).allowed]).toEqual([true, false])
  })

  it("is cancelled by the manager or the Deputy, checked by others than its owner, chased by the Deputy or the Secretariat", () => {
    expect(who((person) => may.mayCancelAction(storyRoom, person, opened))).toEqual(["priya", "tom"])
    expect(who((person) => may.mayCheckAction(storyRoom, person, { ...opened, state: "done" }))).toEqual(everyone.filter((name) => name !== "asha"))
    expect(who((person) => may.mayCheckAction(storyRoom, person, opened))).toEqual([])
    expect(who((person) => may.mayChase(storyRoom, person, opened, true))).toEqual(["tom", "maeve"])
    expect(who((person) => may.mayChase(storyRoom, person, opened, false))).toEqual([])
  })
})

describe("a recommendation", () => {
  const [waits, agreed] = [8, 7].map((number) => storyRoom.recommendations[recommendationId(number)] as Recommendation) as [Recommendation, Recommendation]

  it("is made and replied to by members, and changed by its author until it is answered", () => {
    expect(who((person) => may.mayRecommend(storyRoom, person))).toEqual(everyone)
    expect(who((person) => may.mayReply(storyRoom, person))).toEqual(everyone)
    expect(who((person) => may.mayEditRecommendation(storyRoom, person, waits))).toEqual(["hannah"])
    expect(who((person) => may.mayEditRecommendation(storyRoom, person, agreed))).toEqual([])
    expect(who((person) => may.mayEditRecommendation(storyRoom, person, { ...waits, answer: "question" }))).toEqual(["hannah"])
  })

  it("is answered by the manager, or as spoken", () => {
    expect(who((person) => may.mayAnswer(storyRoom, person, waits, true))).toEqual(command)
    expect(may.mayAnswer(storyRoom, tom, waits, true)).toEqual({ allowed: true, spoken: priya })
    expect(may.mayAnswer(storyRoom, priya, agreed, true)).toMatchObject({ reason: "This is answered already." })
    expect(may.mayAnswer(storyRoom, priya, { ...waits, answer: "question" }, true).allowed).toBe(true)
  })
})

describe("contacts and systems", () => {
  const [system] = Object.values(storyRoom.systems) as [System]

  it("are kept by those whose they are", () => {
    expect(who((person) => may.mayWriteContact(storyRoom, person))).toEqual(["priya", "tom", "maeve", "asha"])
    expect(may.mayWriteContact(storyRoom, callum).allowed).toBe(true)
    expect(who((person) => may.mayWriteSystem(storyRoom, person))).toEqual(everyone)
    expect(who((person) => may.maySetFit(storyRoom, person))).toEqual(["ravi", "hannah"])
    expect(who((person) => may.mayGreenLight(storyRoom, person, system, true))).toEqual(command)
    expect(who((person) => may.mayGreenLight(storyRoom, person, { ...system, green_light_by: priya }, true))).toEqual([])
  })
})
