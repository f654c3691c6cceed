import { describe, expect, it } from "vitest"
import type { Command, IncidentHeader, Phase, RoomDocument } from "../replica/types.ts"
import * as may from "./may.ts"
import { hannah, jo, maeve, priya, proposalId, proposals, ravi, sam, storyNow, storyRoom, tom } from "./testing/story.ts"

const withIncident = (change: Partial<IncidentHeader>): RoomDocument => ({ ...storyRoom, incident: { ...storyRoom.incident, ...change } })
const inPhase = (phase: Phase): RoomDocument => withIncident({ phase })
const withCommand = (change: Partial<Command>): RoomDocument => ({ ...storyRoom, command: { ...storyRoom.command, ...change } })
const vacant: RoomDocument = { ...storyRoom, command: { epoch: 4, deputy: tom } }
const offered = withCommand({ offer: { to: ravi, by: priya, offered_at: "2026-11-23T02:30:00.000Z", packet: {} } })
const asked = withCommand({ challenge: { by: ravi, asked_at: "2026-11-23T02:28:00.000Z", reason: "No answer" } })

type Act = (room: RoomDocument, person: string, live: boolean) => may.May

const spoken: Readonly<Record<string, Act>> = {
  phase: (room, person, live) => may.maySetPhase({ ...room, incident: { ...room.incident, phase: "warm" } }, person, live, "cold"),
  severity: may.maySetSeverity, category: may.maySetCategory, flags: may.maySetFlags, clocks: may.maySetClocks,
  add: may.mayAddMember, roles: may.maySetRoles,
}
const managers: Readonly<Record<string, Act>> = {
  offer: may.mayOfferCommand, vacate: may.mayVacate, level: may.maySetLevel, stand_down: may.mayStandDown,
  close: (room, person, live) => may.mayClose({ ...room, incident: { ...room.incident, phase: "cold" } }, person, live),
}

describe("the manager's commands", () => {
  it.each(Object.entries(spoken))("%s may be spoken, and written down by the Deputy or the Secretariat", (_name, act) => {
    expect(act(storyRoom, priya, true)).toEqual({ allowed: true })
    expect(act(storyRoom, tom, true)).toEqual({ allowed: true, spoken: priya })
    expect(act(storyRoom, maeve, true)).toEqual({ allowed: true, spoken: priya })
    for (const person of [ravi, sam, jo]) expect(act(storyRoom, person, true).allowed).toBe(false)
    expect(act(storyRoom, ravi, true)).toMatchObject({ reason: expect.stringContaining("Priya Nair has been Incident Manager since 02:14.") as string })
    expect(act(vacant, tom, true)).toMatchObject({ reason: expect.stringContaining("Nobody is in command.") as string })
    expect(act(storyRoom, priya, false)).toMatchObject({ reason: "This needs a connection." })
    expect(act(storyRoom, tom, false).allowed).toBe(false)
  })

  it.each(Object.entries(managers))("%s is never spoken", (_name, act) => {
    expect(act(storyRoom, priya, true)).toEqual({ allowed: true })
    for (const person of [tom, maeve, ravi, sam, jo]) expect(act(storyRoom, person, true).allowed).toBe(false)
    expect(act(storyRoom, priya, false).allowed).toBe(false)
  })

  it("end with the incident, and begin with its declaration", () => {
    expect(may.maySetSeverity(inPhase("closed"), priya, true)).toMatchObject({ reason: "The incident is closed." })
    expect(may.maySetSeverity(inPhase("closed"), tom, true).allowed).toBe(false)
    expect(may.maySetClocks(inPhase("pre_incident"), priya, true).allowed).toBe(false)
    expect(may.mayReopen(inPhase("closed"), priya, true).allowed).toBe(true)
    expect(may.mayReopen(storyRoom, priya, true)).toMatchObject({ reason: "The incident is not closed." })
  })

  it("keep to the ladders", () => {
    expect(may.maySetPhase(storyRoom, priya, true, "warm")).toMatchObject({ reason: "Standing down ends the hot phase." })
    expect(may.maySetPhase(inPhase("warm"), priya, true, "hot").allowed).toBe(true)
    expect(may.maySetPhase(inPhase("cold"), priya, true, "closed").allowed).toBe(false)
    expect(may.mayStandDown(inPhase("warm"), priya, true).allowed).toBe(false)
    expect(may.mayClose(storyRoom, priya, true)).toMatchObject({ reason: expect.stringContaining("after its review") as string })
    expect(may.maySetLevel(storyRoom, priya, true, "gold").allowed).toBe(true)
    expect(may.maySetLevel(withIncident({ level: "bronze" }), priya, true, "gold")).toMatchObject({ reason: "Silver comes before Gold. Set Silver first." })
  })

  it("remove anyone but the manager, by the manager or the Deputy", () => {
    expect([may.mayRemoveMember(storyRoom, priya, ravi, true).allowed, may.mayRemoveMember(storyRoom, tom, ravi, true).allowed]).toEqual([true, true])
    expect(may.mayRemoveMember(storyRoom, maeve, ravi, true).allowed).toBe(false)
    expect(may.mayRemoveMember(storyRoom, tom, priya, true)).toMatchObject({ reason: "The Incident Manager is never removed. Command is handed over first." })
    expect(may.mayRemoveMember(storyRoom, tom, jo, true).allowed).toBe(false)
  })
})

describe("command", () => {
  it("is accepted by whom it is offered to, and withdrawn by who offered", () => {
    expect([ravi, tom].map((person) => may.mayAcceptCommand(offered, person, true).allowed)).toEqual([true, false])
    expect(may.mayAcceptCommand(offered, ravi, false).allowed).toBe(false)
    expect([may.mayWithdrawOffer(offered, priya, true).allowed, may.mayWithdrawOffer(offered, ravi, true).allowed, may.mayWithdrawOffer(storyRoom, priya, true).allowed]).toEqual([true, false, false])
  })

  it("is offered to one at a time", () => {
    expect(may.mayOfferCommand(offered, priya, true)).toMatchObject({ reason: "Command is offered to Ravi Menon already. Withdraw that first." })
  })

  it("is stepped into by the Deputy", () => {
    expect([tom, maeve, priya].map((person) => may.mayStepIn(storyRoom, person, true).allowed)).toEqual([true, false, false])
    expect(may.mayStepIn(storyRoom, tom, false)).toMatchObject({ reason: "This needs a connection." })
  })

  it("is taken by someone trained, when it is free", () => {
    const take = (room: RoomDocument, person: string, trained: boolean, after = 0): may.May => may.mayTakeCommand(room, person, trained, storyNow + after, true)
    expect([take(vacant, ravi, true).allowed, take(vacant, ravi, false).allowed, take(vacant, jo, true).allowed]).toEqual([true, false, false])
    expect(take(storyRoom, ravi, true)).toMatchObject({ reason: expect.stringContaining("five minutes without an answer") as string })
    expect(take(asked, ravi, true)).toMatchObject({ reason: expect.stringContaining("They have until 02:33 to answer.") as string })
    expect(take(asked, ravi, true, 2 * 60_000).allowed).toBe(true)
    expect(take(asked, priya, true, 2 * 60_000)).toMatchObject({ reason: "You are in command." })
  })

  it("is asked after by members, and answered by the manager", () => {
    expect([may.mayChallenge(storyRoom, ravi, true).allowed, may.mayChallenge(storyRoom, sam, true).allowed, may.mayChallenge(storyRoom, priya, true).allowed]).toEqual([true, false, false])
    expect([may.mayChallenge(asked, ravi, true).allowed, may.mayChallenge(vacant, ravi, true).allowed]).toEqual([false, false])
    expect([may.mayAnswerChallenge(asked, priya, true).allowed, may.mayAnswerChallenge(asked, ravi, true).allowed, may.mayAnswerChallenge(storyRoom, priya, true).allowed]).toEqual([true, false, false])
  })
})

describe("a decision", () => {
  it("is sealed as spoken by the Deputy, or by the Secretariat for anyone", () => {
    const seal = (room: RoomDocument, person: string, by: string, live = true): may.May => may.maySealSpoken(room, person, { kind: "decision", by }, live)
    expect(seal(storyRoom, tom, tom)).toEqual({ allowed: true, spoken: priya })
    expect(seal(storyRoom, maeve, tom)).toEqual({ allowed: true, spoken: priya })
    expect([seal(storyRoom, tom, maeve).allowed, seal(storyRoom, priya, priya).allowed, seal(storyRoom, ravi, ravi).allowed]).toEqual([false, false, false])
    expect(seal(vacant, tom, tom)).toMatchObject({ reason: "Nobody is in command, so nobody has decided this." })
    expect(seal(storyRoom, tom, tom, false).allowed).toBe(false)
    expect(may.maySealSpoken(storyRoom, tom, { kind: "observation", by: tom }, true).allowed).toBe(false)
  })
})

describe("proposals", () => {
  const one = (number: number): (typeof proposals)[string] => {
    const found = proposals[proposalId(number)]
    if (found === undefined) throw new Error("not in the story")
    return found
  }
  const [said, words, escalation] = [one(1), one(2), one(3)]

  it("are made by anyone who is here, concerns by members, escalations by the Deputy", () => {
    const to = (act: typeof may.mayPropose): readonly boolean[] => (
      [act(storyRoom, hannah, true), act(storyRoom, sam, true), act(storyRoom, hannah, false)].map(({ allowed }) => allowed)
    )
    expect(to(may.mayPropose)).toEqual([true, true, false])
    expect(to(may.mayRaiseConcern)).toEqual([true, false, false])
    expect([may.maySuggestEscalation(storyRoom, tom, true).allowed, may.maySuggestEscalation(storyRoom, priya, true).allowed]).toEqual([true, false])
  })

  it("are answered by command roles, escalations by the manager", () => {
    expect([priya, tom, maeve, ravi].map((person) => may.mayAdopt(storyRoom, person, words, true).allowed)).toEqual([true, true, true, false])
    expect([priya, tom].map((person) => may.mayDecline(storyRoom, person, escalation, true).allowed)).toEqual([true, false])
    expect(may.mayAdopt(withIncident({ level: "bronze" }), priya, escalation, true).allowed).toBe(false)
    expect(may.mayAdopt(storyRoom, priya, { ...words, state: "declined" }, true)).toMatchObject({ reason: "This is answered already." })
  })

  it("given as spoken are confirmed or revoked by the manager", () => {
    expect([may.mayConfirmSpoken(storyRoom, priya, said, true).allowed, may.mayRevokeSpoken(storyRoom, priya, said, true).allowed]).toEqual([true, true])
    expect([may.mayConfirmSpoken(storyRoom, maeve, said, true).allowed, may.mayConfirmSpoken(storyRoom, priya, words, true).allowed]).toEqual([false, false])
    expect(may.mayAdopt(storyRoom, priya, said, true)).toMatchObject({ reason: expect.stringContaining("in force already") as string })
    expect(may.mayDecline(storyRoom, priya, said, true).allowed).toBe(false)
  })
})
