/** The demonstration's story as a document, for tests and the harness: court lists sent to the wrong people. */
import type { Draft, Entry, Fact, Member, Role, RoleHeld, RoomDocument } from "../../replica/types.ts"
import { actions, contacts, recommendations, systems } from "./story-actions.ts"
import { asha, at, callum, hannah, incidentId, maeve, priya, ravi, sam, tom } from "./story-people.ts"

export * from "./story-actions.ts"
export * from "./story-people.ts"

export function role(name: Role, from = "2026-11-22T22:20:00.000Z", trained = true): RoleHeld {
  return { role: name, from, trained }
}

export function member(person: string, name: string, roles: readonly RoleHeld[], more: Partial<Member> = {}): Member {
  return {
    person, name, organisation: "Ministry of Justice", roles, reports_to: priya,
    joined_at: "2026-11-22T22:20:00.000Z", ...more,
  }
}

export const members: Readonly<Record<string, Member>> = Object.fromEntries([
  member(priya, "Priya Nair", [role("incident_manager", "2026-11-23T02:14:02.000Z")]),
  member(tom, "Tom Okafor", [role("deputy", undefined, false)]),
  member(maeve, "Maeve Lindqvist", [role("secretariat")]),
  member(ravi, "Ravi Menon", [role("sme")], { capability: "security_analyst", domain: "Mail gateway" }),
  member(hannah, "Hannah Boyle", [role("sme")], { capability: "data_privacy" }),
  member(asha, "Asha Verma", [role("liaison")], { organisation: "HMCTS" }),
  member(callum, "Callum Reid", [role("comms_lead")]),
  member(sam, "Sam Adeyemi", [role("observer")]),
].map((one) => [one.person, one]))

export function entry(number: number, kind: Entry["kind"], person: string, time: string, text: string, more: Partial<Entry> = {}): Entry {
  const by = members[person]
  const held = by?.roles[0]?.role
  return {
    number, kind, text,
    by: { person, name: by?.name ?? "Jo Whitmore", organisation: by?.organisation ?? "", ...(held ? { role: held } : {}) },
    written_at: at(time), received_at: at(time), epoch: 3, late: false, ...more,
  }
}

/** Entries from 1 on: the long evening before, so that the log is as long as it would be. */
export function earlier(length: number): readonly Entry[] {
  const people = [ravi, hannah, asha, callum, maeve, tom]
  const words = [
    "Gateway trace running for message 7f3c, eleven of 41 recipients resolved.",
    "Listings team confirm that the 18 November template is the one in use.",
    "Helpline asked to hold callers who mention listings.",
    "Northmoor Witness Care does not answer. Trying the out-of-hours line.",
    "Copy of the extra sheet received and hashed.",
    "Courts service told by phone. Written briefing to follow.",
  ]
  const start = Date.parse("2026-11-22T22:12:05.000Z")
  return Array.from({ length }, (_, index): Entry => {
    const person = people[index % people.length] ?? ravi
    const time = new Date(start + index * 119_000).toISOString()
    const base = entry(index + 1, index % 6 === 3 ? "comms" : "observation", person, "00:00:00", words[index % words.length] ?? "")
    return { ...base, written_at: time, received_at: time }
  })
}

export const log: readonly Entry[] = [
  ...earlier(119),
  entry(120, "observation", callum, "02:09:14", "Deputy senior risk owner briefed by phone. Content with holding line 3. Next update to them at 03:15."),
  entry(121, "handover", maeve, "02:14:02", "Incident Manager: Daniel Osei to Priya Nair. Secretariat: Jo Whitmore to Maeve Lindqvist. Packet read and accepted by both."),
  entry(122, "observation", asha, "02:16:40", "38 of 41 recipient mailboxes have now confirmed the message is deleted. Three have not replied: Larkfield Chambers, Northmoor Witness Care and one personal address.", { said_by: "Registry duty officer", happened_at: at("02:05:00"), certainty: "know" }),
  entry(123, "observation", ravi, "02:18:55", "The attachment was opened by all three outstanding recipients."),
  entry(124, "decision", priya, "02:22:10", "Pull the listings export from every partner mailbox by gateway recall. Do not wait for replies.", {
    why: "Three mailboxes are silent after 90 minutes and 14 people on the sheet have non-disclosure orders. Recall is reversible; waiting is not.",
    set_aside: "Phoning each chambers first: nobody reachable before 07:00.",
  }),
  entry(125, "action", maeve, "02:23:02", "Run gateway recall for message 7f3c. Owner Ravi Menon. Report back 02:40."),
  entry(126, "correction", ravi, "02:25:48", "One of the three opened it (Larkfield Chambers, 21:58). No open recorded for the other two.", { corrects: 123, why: "First reading counted preview fetches as opens" }),
  entry(127, "observation", hannah, "02:26:30", "The victim liaison unit can make calls from 06:00. Two callers are on the rota.", { late: true, written_at: at("01:58:12"), happened_at: at("01:55:00"), with: ["Asha Verma"] }),
  entry(128, "command", priya, "02:27:11", "Sam Adeyemi joined the team as Observer.", { flags: ["untrained"] }),
  entry(129, "comms", callum, "02:28:05", "Call 5 held, 11 minutes, all roles present. Next call 02:45 on the incident bridge."),
]

export const maeveDraftId = "019360a0-0000-7000-8000-00000000d001"

export const maeveDraft: Draft = {
  id: maeveDraftId, by: maeve, begun_at: at("02:30:12"), kind: "observation",
  text: "Ravi reports the gateway trace is complete. The copy sent to the personal address was forwarded once, to another address at the same prov",
  why: "", set_aside: "",
}

export function fact(number: number, standing: Fact["standing"], statement: string, more: Partial<Fact> = {}): Fact {
  const id = `019360a0-0000-7000-8000-00000000f${String(number).padStart(3, "0")}`
  return { id, by: maeve, statement, standing, ...more }
}

export const facts: Readonly<Record<string, Fact>> = Object.fromEntries([
  fact(1, "known", "1,212 people’s names and phone numbers were on the extra sheet", { source: 98, checked_by: hannah }),
  fact(2, "known", "14 of them have non-disclosure orders", { source: 112 }),
  fact(3, "known", "Sent to 41 mailboxes at 21:46 Sunday", { source: 97 }),
  fact(4, "known", "38 of 41 confirmed deleted", { source: 122 }),
  fact(5, "suspected", "Cause is the 18 November template change", { checked_by: ravi, check_due: at("03:00:00") }),
  fact(6, "suspected", "One copy was forwarded outside", { checked_by: ravi, check_due: at("02:20:00") }),
  fact(7, "unknown", "Who owns the personal address"),
  fact(8, "unknown", "Whether any of the 14 have been contacted", { checked_by: hannah, check_due: at("02:50:00") }),
  fact(9, "unknown", "Will the 05:00 export repeat it", { waits_on: "the gateway trace" }),
].map((one) => [one.id, one]))

export const storyRoom: RoomDocument = {
  incident: {
    id: incidentId, reference: "INC-2026-0147", title: "Victim contact details sent out with court lists",
    kind: "incident", phase: "hot", severity: 1, severity_provisional: false, category: "data_disclosure",
    category_provisional: false, security: true, personal_data: true, level: "silver",
    opened_at: "2026-11-22T22:12:00.000Z", opened_by: tom, declared_at: "2026-11-22T22:19:00.000Z",
    next_call: at("02:45:00"), regulator_due: "2026-11-25T22:12:00.000Z", links: [],
  },
  command: { epoch: 3, manager: priya, manager_since: at("02:14:02"), deputy: tom },
  members, log, facts, actions, recommendations, contacts, systems,
  messages: {}, channels: {}, calls: {}, lessons: {}, checks: {}, documents: {}, attachments: {}, proposals: {}, invitations: {},
  drafts: { [maeveDraftId]: maeveDraft },
}
