/** What the story's people are doing at 02:31, and what waits for an answer. */
import type { Action, Contact, Proposal, Recommendation, System } from "../../replica/types.ts"
import { asha, at, callum, hannah, maeve, priya, ravi, tom } from "./story-people.ts"

function id(kind: string, number: number): string {
  return `019360a0-0000-7000-8000-00000000${kind}${String(number).padStart(3, "0")}`
}

export function byId<T extends { readonly id: string }>(objects: readonly T[]): Readonly<Record<string, T>> {
  return Object.fromEntries(objects.map((one) => [one.id, one]))
}

export const dev = id("c", 1)

export const contacts = byId<Contact>([
  { id: dev, by: asha, name: "Dev Patel", organisation: "Fernhill Systems", wanted_as: "Listings supplier", state: "joined", told_last: at("02:05:00") },
])

export const systems = byId<System>([
  { id: id("5", 1), by: ravi, name: "Listings export", state: "affected", monitoring: "Gateway trace every 15 minutes" },
])

export const recommendationId = (number: number): string => id("b", number)
export const actionId = (number: number): string => id("a", number)

export function action(number: number, title: string, owner: string, reportBy: string, more: Partial<Action> & Pick<Action, "opened_at">): Action {
  return {
    id: actionId(number), by: maeve, number, title, instruction: "", owner, report_by: at(`${reportBy}:00`), state: "open", reports: [],
    ...(more.acknowledged_at === undefined ? {} : { acknowledged: true }), ...more,
  }
}

export const open = (opened: string, acknowledged: string): { readonly opened_at: string; readonly acknowledged_at: string } =>
  ({ opened_at: at(`${opened}:00`), acknowledged_at: at(`${acknowledged}:00`) })

export const actions = byId([
  action(11, "Draft regulator notification, sections 1 to 4", hannah, "04:00", { ...open("00:30", "00:35"), state: "doing" }),
  action(12, "Rota for the 06:00 shift", tom, "04:30", open("00:40", "00:41")),
  action(13, "Script for affected people’s helpline", callum, "05:30", open("01:01", "01:05")),
  action(14, "Get a named contact at Larkfield Chambers", asha, "02:20", {
    ...open("01:45", "01:48"), instruction: "Somebody who can say that the message is deleted. The clerk’s night line first.",
    overdue_since: at("02:20:00"),
    reports: [{ id: id("e", 1), by: asha, answer: "note", text: "Left a message with the clerk’s night line.", received_at: at("02:05:30") }],
  }),
  action(15, "List the 14 with safe contact numbers", hannah, "02:50", open("01:58", "02:02")),
  action(16, "Compare Friday’s export with tonight’s", dev, "03:00", open("02:08", "02:11")),
  action(17, "Run gateway recall for message 7f3c", ravi, "02:40", { ...open("02:23", "02:23"), state: "doing", from: recommendationId(7) }),
  action(18, "Find out who owns the personal address", dev, "02:45", { opened_at: at("02:28:30") }),
])

export const recommendations = byId<Recommendation>([
  {
    id: recommendationId(7), by: ravi, number: 7, made_at: at("02:17:00"), replies: [],
    text: "Recall the message at the gateway instead of waiting for three mailboxes.",
    answer: "agreed", answered_by: priya, answered_at: at("02:21:50"),
  },
  {
    id: recommendationId(8), by: hannah, number: 8, made_at: at("02:22:00"), deadline: at("07:00:00"),
    text: "Phone the 14 people under non-disclosure orders before 07:00. Use the victim liaison script, two callers.",
    replies: [{ id: id("e", 2), by: asha, text: "The unit has two callers from 06:00." }],
  },
  {
    id: recommendationId(9), by: ravi, number: 9, made_at: at("02:28:00"), replies: [],
    text: "Stop the 05:00 listings export. Courts print lists locally until fixed.",
  },
])

export const proposalId = (number: number): string => id("9", number)

/** One of each kind; not in the story's room unless a test puts them there. */
export const proposals = byId<Proposal>([
  {
    id: proposalId(1), kind: "spoken", state: "open", by: maeve, name: "Maeve Lindqvist", made_at: at("02:27:11"),
    text: "Sam Adeyemi joined the team as Observer.", command: "add_member", said_by: priya, entry: 128,
  },
  {
    id: proposalId(2), kind: "change", state: "open", by: asha, name: "Asha Verma", made_at: at("02:30:00"), entry_kind: "observation",
    text: "Larkfield’s clerk called back: deleted at 02:26.", why: "Observers read the log; they do not write in it.", written_at: at("02:28:00"),
  },
  {
    id: proposalId(3), kind: "escalation", state: "open", by: tom, name: "Tom Okafor", made_at: at("02:29:00"),
    text: "Two more departments are affected.", level: "gold",
  },
  {
    id: proposalId(4), kind: "concern", state: "open", by: ravi, name: "Ravi Menon", made_at: at("02:30:30"),
    text: "Nobody has slept since yesterday morning.",
  },
])
