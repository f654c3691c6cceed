/** The page says beforehand what the server will say: both are held against the rows that the server's rules are written to. */
import { describe, expect, it } from "vitest"
import policy from "../generated/policy.json"
import { mayLink, mayOpenAside, mayOpenSilver, maySplitTeam } from "./linked.ts"
import {
  mayAddMember, mayAttach, mayChallenge, mayDraft, mayInvite, mayOfferCommand, mayProposeAction, mayRaiseConcern, mayRecommend, mayRemoveMember, maySetClocks, maySetLevel,
  maySetPhase, maySetRoles, maySetSeverity, mayStandDown, mayStepIn, maySuggestEscalation, mayVacate, mayWriteContact, mayWriteFact, mayWriteSystem, type May,
} from "./may.ts"
import { callum, hannah, asha, maeve, priya, ravi, sam, storyRoom, tom } from "./testing/story.ts"

const people = { incident_manager: priya, deputy: tom, secretariat: maeve, sme: ravi, comms_lead: callum, liaison: asha, observer: sam } as const
type RoleHeld = keyof typeof people
const roles = Object.keys(people) as readonly RoleHeld[]

const command: readonly RoleHeld[] = ["incident_manager", "deputy", "secretariat"]
const members = roles.filter((role) => role !== "observer")

/** Who a word of the policy's stands for. */
const groups: Readonly<Record<string, readonly RoleHeld[]>> = {
  members, command_roles: command, manager: ["incident_manager"], deputy: ["deputy"], secretariat: ["secretariat"], comms_lead: ["comms_lead"], liaison: ["liaison"], sme: ["sme"],
  inviters: [...command, "liaison"],
  // Nobody of the story opened the incident before command existed.
  opener_before_command: [],
}

function allowed(may: (person: string) => May): readonly RoleHeld[] {
  return roles.filter((role) => may(people[role]).allowed)
}

function who(words: readonly string[]): readonly RoleHeld[] {
  const all = words.flatMap((word) => {
    const group = groups[word]
    if (group === undefined) throw new Error(`the policy names ${word}, which this test does not know`)
    return group
  })
  return roles.filter((role) => all.includes(role))
}

const warm = { ...storyRoom, incident: { ...storyRoom.incident, phase: "warm" as const } }

describe("commands", () => {
  const table: Readonly<Record<string, (person: string) => May>> = {
    vacate: (person) => mayVacate(storyRoom, person, true),
    offer_command: (person) => mayOfferCommand(storyRoom, person, true),
    step_in: (person) => mayStepIn(storyRoom, person, true),
    set_phase: (person) => maySetPhase(warm, person, true, "cold"),
    set_severity: (person) => maySetSeverity(storyRoom, person, true),
    set_clocks: (person) => maySetClocks(storyRoom, person, true),
    add_member: (person) => mayAddMember(storyRoom, person, true),
    set_roles: (person) => maySetRoles(storyRoom, person, true),
    invite: (person) => mayInvite(storyRoom, person, true),
    revoke_invitation: (person) => mayInvite(storyRoom, person, true),
    remove_member: (person) => mayRemoveMember(storyRoom, person, hannah, true),
    set_level: (person) => maySetLevel(storyRoom, person, true, "gold"),
    stand_down: (person) => mayStandDown(storyRoom, person, true),
    suggest_escalation: (person) => maySuggestEscalation(storyRoom, person, true),
    split_team: (person) => maySplitTeam(storyRoom, person, true),
    open_aside: (person) => mayOpenAside(storyRoom, person, true),
    open_silver: (person) => mayOpenSilver(storyRoom, person, true),
    link_incident: (person) => mayLink(storyRoom, person, true),
    raise_concern: (person) => mayRaiseConcern(storyRoom, person, true),
  }

  it.each(Object.keys(table))("%s is offered to those who may give it", (name) => {
    const row = policy.commands.find((one) => one.name === name)
    if (row === undefined) throw new Error("the policy has no such command")
    const spoken: readonly RoleHeld[] = row.spoken ? ["deputy", "secretariat"] : []
    const expected = who(row.who)
    expect(allowed(table[name] as (person: string) => May)).toEqual(roles.filter((role) => expected.includes(role) || spoken.includes(role)))
  })

  it("challenge is offered to members, but not to whoever commands", () => {
    expect(policy.commands.find((one) => one.name === "challenge")?.who).toEqual(["members"])
    expect(allowed((person) => mayChallenge(storyRoom, person, true))).toEqual(members.filter((role) => role !== "incident_manager"))
  })
})

describe("edits", () => {
  const table: readonly (readonly [collection: string, when: string | undefined, may: (person: string) => May])[] = [
    ["drafts", "observation", (person) => mayDraft(storyRoom, person, "observation")],
    ["drafts", "decision", (person) => mayDraft(storyRoom, person, "decision")],
    ["facts", undefined, (person) => mayWriteFact(storyRoom, person)],
    ["actions", "proposed", (person) => mayProposeAction(storyRoom, person)],
    ["recommendations", undefined, (person) => mayRecommend(storyRoom, person)],
    ["contacts", undefined, (person) => mayWriteContact(storyRoom, person)],
    ["attachments", undefined, (person) => mayAttach(storyRoom, person)],
    ["systems", undefined, (person) => mayWriteSystem(storyRoom, person)],
  ]

  it.each(table)("creating in %s (%s) is offered to those who may", (collection, when, may) => {
    const row = policy.rows.find((one) => one.act === "create" && one.collection === collection && (when === undefined || one.when.includes(when)))
    if (row === undefined) throw new Error("the policy has no such row")
    expect(allowed(may)).toEqual(who(row.who))
  })
})
