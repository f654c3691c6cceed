import { describe, expect, it } from "vitest"
import type { Command, Recommendation, RoomDocument } from "../replica/types.ts"
import { candidates, challengeOf, handover, inCommand, isVacant, offerFor, outgoingRole, outgoingRoles, ownersUnder } from "./command.ts"
import { packetOf } from "./packet.ts"
import { entryMarks, openProposals, openProposalsBy, proposalWaiting, proposalsFor, unconfirmed } from "./proposals.ts"
import {
  actionFrom, agreedWithoutAction, answeredRecommendations, decisionFrom, isAnswerOverdue, questionsTo, recommendationTitle, waitingRecommendations,
  waitingWords,
} from "./recommendations.ts"
import { hannah, maeve, priya, proposalId, proposals, ravi, recommendationId, sam, storyNow, storyRoom, tom } from "./testing/story.ts"

const withCommand = (change: Partial<Command>): RoomDocument => ({ ...storyRoom, command: { ...storyRoom.command, ...change } })
const vacant: RoomDocument = { ...storyRoom, command: { epoch: 4, deputy: tom } }
const offered = withCommand({ offer: { to: tom, by: priya, offered_at: "2026-11-23T02:30:00.000Z", packet: {} } })
const asked = withCommand({ challenge: { by: ravi, asked_at: "2026-11-23T02:28:00.000Z", reason: "No answer on the bridge" } })
const raised: RoomDocument = { ...storyRoom, proposals }

describe("command", () => {
  it("is somebody's since a time, or nobody's", () => {
    expect(inCommand(storyRoom)).toBe("Priya Nair has been Incident Manager since 02:14.")
    expect(inCommand(vacant)).toBe("Nobody is in command.")
    expect([isVacant(storyRoom), isVacant(vacant)]).toEqual([false, true])
    expect(isVacant({ ...vacant, incident: { ...vacant.incident, phase: "pre_incident" } })).toBe(false)
  })

  it("is offered to one, by one", () => {
    expect(offerFor(storyRoom, tom)).toBeUndefined()
    expect([tom, priya, ravi].map((person) => offerFor(offered, person)?.is)).toEqual(["to_me", "by_me", "between_others"])
    expect(offerFor(offered, tom)).toMatchObject({ byName: "Priya Nair", toName: "Tom Okafor" })
  })

  it("may be taken five minutes after a question without an answer", () => {
    expect(challengeOf(asked, storyNow)).toMatchObject({ byName: "Ravi Menon", reason: "No answer on the bridge", isRipe: false })
    expect(challengeOf(asked, storyNow + 2 * 60_000)?.isRipe).toBe(true)
  })

  it("is offered to the Deputy first", () => {
    expect(candidates(storyRoom)[0]?.person).toBe(tom)
    expect(candidates(storyRoom).some((member) => member.person === priya)).toBe(false)
  })
})

describe("a hand-over", () => {
  it("says who becomes what, and which actions need a new owner", () => {
    const plan = handover(storyRoom, tom)
    expect(plan.roles.map(({ name, before, after }) => [name, before, after])).toEqual([
      ["Tom Okafor", ["deputy"], ["incident_manager"]], ["Priya Nair", ["incident_manager"], ["deputy"]],
    ])
    expect(plan.toReassign.map((action) => action.number)).toEqual([12])
    expect(plan.leavesVacant).toEqual([])
    expect(handover(storyRoom, tom, "sme").leavesVacant).toEqual(["deputy"])
    expect(handover(storyRoom, maeve).leavesVacant).toEqual(["secretariat"])
    expect(handover(vacant, ravi).roles).toHaveLength(1)
  })

  it("leaves the outgoing manager Deputy only where nobody else is", () => {
    expect(outgoingRoles(storyRoom, tom)).toContain("deputy")
    expect(outgoingRoles(storyRoom, ravi)).not.toContain("deputy")
    expect([outgoingRole(storyRoom, tom), outgoingRole(storyRoom, ravi), outgoingRole(storyRoom, ravi, "deputy"), outgoingRole(storyRoom, ravi, "observer")]).toEqual([
      "deputy", "sme", "sme", "observer",
    ])
  })

  it("gives actions to members, observers and the next manager left out", () => {
    const owners = ownersUnder(storyRoom, tom).map((member) => member.person)
    expect([owners.includes(priya), owners.includes(tom), owners.includes(sam)]).toEqual([true, false, false])
  })

  it("draws its packet from the room, to be edited", () => {
    const packet = packetOf(raised, tom, storyNow)
    expect(packet.where_we_are.split("\n")).toEqual([
      "Hot, Silver command, Severity 1",
      "Known: 1,212 people’s names and phone numbers were on the extra sheet",
      "Known: 14 of them have non-disclosure orders", "Known: Sent to 41 mailboxes at 21:46 Sunday", "Known: 38 of 41 confirmed deleted",
      "Suspected: Cause is the 18 November template change", "Suspected: One copy was forwarded outside",
      "Open for 4h 19m. Next call 02:45. Regulator deadline Wed 22:12",
    ])
    expect(packet.worried_about).toBe("")
    expect(packet.decisions.split("\n")).toEqual([
      "R-8 Phone the 14 people under non-disclosure orders before 07:00. Use the victim liaison script, two callers. (Hannah Boyle, waiting 9 min)",
      "R-9 Stop the 05:00 listings export. Courts print lists locally until fixed. (Ravi Menon, waiting 3 min)",
      "Gold suggested: Two more departments are affected. (Tom Okafor)", "Concern: Nobody has slept since yesterday morning. (Ravi Menon)",
    ])
    expect(packet.actions.split("\n")).toEqual([
      "A-14 Get a named contact at Larkfield Chambers, Asha Verma, 02:20, 11 min over",
      "A-17 Run gateway recall for message 7f3c, Ravi Menon, 02:40, in 9 min",
      "A-18 Find out who owns the personal address, Dev Patel, 02:45, in 14 min",
      "A-15 List the 14 with safe contact numbers, Hannah Boyle, 02:50, in 19 min",
      "A-16 Compare Friday’s export with tonight’s, Dev Patel, 03:00, in 29 min",
    ])
    expect(packetOf(storyRoom, hannah, storyNow).actions).toContain("Hannah Boyle, 02:50, in 19 min. Needs a new owner when Hannah Boyle takes command")
  })
})

describe("a packet of a busy night", () => {
  it("is cut to what can be read, and says that there is more", () => {
    const long = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`r${index}`, {
      id: `r${index}`, by: hannah, number: index, made_at: "2026-11-23T02:22:00.000Z", replies: [], text: "Ring them\nnow 😀 ".repeat(100),
    }]))
    const { decisions } = packetOf({ ...storyRoom, recommendations: long }, undefined, storyNow)
    expect(decisions.length).toBeLessThanOrEqual(4_000)
    expect(decisions).toMatch(/^R-0 Ring them now 😀 Ring.*… \(Hannah Boyle, waiting 9 min\)\n/)
    expect(decisions).toMatch(/\nand \d+ more$/)
  })
})

describe("recommendations", () => {
  const story = (number: number): Recommendation => storyRoom.recommendations[recommendationId(number)] as Recommendation
  const answered = (answer: Recommendation["answer"] & string): RoomDocument => ({
    ...storyRoom, recommendations: { ...storyRoom.recommendations, [recommendationId(9)]: { ...story(9), answer, answered_at: "2026-11-23T02:30:00.000Z" } },
  })

  it("wait for an answer, longest first, and are shown answered, last first", () => {
    expect(waitingRecommendations(storyRoom).map((one) => [recommendationTitle(one), waitingWords(one, storyNow)])).toEqual([["R-8", "waiting 9 min"], ["R-9", "waiting 3 min"]])
    expect(answeredRecommendations(answered("declined")).map(recommendationTitle)).toEqual(["R-9", "R-7"])
    expect(waitingWords(story(7), storyNow)).toBeUndefined()
    expect(recommendationTitle({})).toBe("New recommendation")
  })

  it("that got a question back still wait, for their author's word first", () => {
    expect(waitingRecommendations(answered("question")).map(recommendationTitle)).toEqual(["R-8", "R-9"])
    expect(questionsTo(answered("question"), ravi).map(recommendationTitle)).toEqual(["R-9"])
    expect(questionsTo(answered("question"), hannah)).toEqual([])
  })

  it("know their deadline", () => {
    expect([isAnswerOverdue(story(8), storyNow), isAnswerOverdue(story(8), storyNow + 5 * 3_600_000), isAnswerOverdue(story(9), storyNow)]).toEqual([false, true, false])
  })

  it("lead to a decision and an action, once agreed", () => {
    expect(agreedWithoutAction(storyRoom)).toEqual([])
    expect(agreedWithoutAction(answered("agreed")).map(recommendationTitle)).toEqual(["R-9"])
    expect(decisionFrom(storyRoom, story(9))).toEqual({
      kind: "decision", text: story(9).text, answers: "R-9, Ravi Menon", about: `recommendations/${recommendationId(9)}`,
    })
    expect(actionFrom(story(9))).toEqual({ title: "Stop the 05:00 listings export", instruction: story(9).text, state: "open", from: recommendationId(9) })
    expect(actionFrom({ ...story(9), text: "word ".repeat(50) }).title).toMatch(/^(word ){23}word…$/)
  })
})

describe("proposals", () => {
  it("wait by kind, and each for those who may answer", () => {
    expect(openProposals(raised).map((one) => one.kind)).toEqual(["spoken", "escalation", "change", "concern"])
    expect(openProposalsBy(raised, "concern")).toHaveLength(1)
    expect(unconfirmed(raised).map((one) => one.id)).toEqual([proposalId(1)])
    expect(proposalsFor(raised, priya)).toHaveLength(4)
    expect(proposalsFor(raised, maeve).map((one) => one.kind)).toEqual(["change", "concern"])
    expect(proposalsFor(raised, ravi)).toEqual([])
    expect(openProposals(raised).map((one) => proposalWaiting(one, storyNow))).toEqual(["waiting 3 min", "waiting 2 min", "waiting 1 min", "waiting less than a minute"])
  })

  it("mark the entries that were spoken", () => {
    expect(entryMarks(raised).get(128)).toMatchObject({ is: "unconfirmed", words: "Spoken by Priya Nair, written down by Maeve Lindqvist. Not yet confirmed" })
    expect(entryMarks(raised).get(127)).toBeUndefined()
    expect(entryMarks(raised)).toBe(entryMarks({ ...raised }))
    const [spoken] = unconfirmed(raised)
    if (spoken === undefined) throw new Error("one is spoken")
    const settled = (more: object): RoomDocument => ({ ...raised, proposals: { [spoken.id]: { ...spoken, settled_by: priya, ...more } } })
    expect(entryMarks(settled({ state: "confirmed" })).get(128)?.words).toMatch(/Confirmed by Priya Nair$/)
    expect(entryMarks(settled({ state: "revoked", answer: "I said no" })).get(128)).toMatchObject({ is: "revoked", words: expect.stringMatching(/Revoked by Priya Nair: I said no$/) as string })
  })
})
