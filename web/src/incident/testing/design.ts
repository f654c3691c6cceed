/** The room exactly as the design's page draws it, so that both can be laid side by side: 02:31:38, entries 131 to 138. */
import type { Action, Fact, Recommendation, RoomDocument, RoomView } from "../../replica/types.ts"
import {
  action, actionId, asha, at, byId, callum, dev, earlier, entry, fact, hannah, maeve, member, members, open, priya, ravi, recommendationId,
  recommendations, role, sam, storyRoom, tom,
} from "./story.ts"
import { everyone, liveView, present } from "./views.ts"

const log: RoomDocument["log"] = [
  ...earlier(130),
  entry(131, "comms", callum, "02:09:14", "Deputy senior risk owner briefed by phone. Content with holding line 3. Next update to them at 03:15."),
  entry(132, "handover", maeve, "02:14:02", "Incident Manager: Daniel Osei to Priya Nair. Secretariat: Jo Whitmore to Maeve Lindqvist. Packet read and accepted by both."),
  entry(133, "observation", asha, "02:16:40", "38 of 41 recipient mailboxes have now confirmed the message is deleted. Three have not replied: Larkfield Chambers, Northmoor Witness Care and one personal address."),
  entry(134, "observation", ravi, "02:18:55", "The attachment was opened by all three outstanding recipients."),
  entry(135, "decision", priya, "02:22:10", "Pull the listings export from every partner mailbox by gateway recall. Do not wait for replies.", {
    why: "Three mailboxes are silent after 90 minutes and 14 people on the sheet have non-disclosure orders. Recall is reversible; waiting is not.",
    set_aside: "Phoning each chambers first: nobody reachable before 07:00.", answers: "R-7, Ravi Menon",
  }),
  entry(136, "action", maeve, "02:23:02", "A-17 Run gateway recall for message 7f3c. Owner Ravi Menon. Report back 02:40."),
  entry(137, "correction", ravi, "02:25:48", "One of the three opened it (Larkfield Chambers, 21:58). No open recorded for the other two.", { corrects: 134, why: "first reading counted preview fetches as opens" }),
  entry(138, "comms", callum, "02:28:05", "Call 5 held, 11 minutes, all roles present. Next call 02:45 on the incident bridge."),
]

const facts = byId<Fact>([
  fact(1, "known", "1,212 people’s names and phone numbers were on the extra sheet", { source: 98, checked_by: hannah }),
  fact(2, "known", "14 of them have non-disclosure orders", { source: 112, checked_by: hannah }),
  fact(3, "known", "Sent to 41 mailboxes at 21:46 Sunday", { source: 97 }),
  fact(4, "known", "38 of 41 confirmed deleted", { source: 133 }),
  fact(5, "suspected", "Cause is the 18 November template change", { checked_by: ravi, check_due: at("03:00:00") }),
  fact(6, "suspected", "Same fault ran on Friday’s export", { checked_by: dev, check_due: at("03:15:00") }),
  fact(7, "suspected", "One copy was forwarded outside", { checked_by: ravi, check_due: at("02:40:00") }),
  fact(8, "unknown", "Who owns the personal address"),
  fact(9, "unknown", "Whether any of the 14 have been contacted", { checked_by: hannah, check_due: at("02:50:00") }),
  fact(10, "unknown", "Will the 05:00 export repeat it", { waits_on: "R-9" }),
])

const actions = byId<Action>([
  action(14, "Get a named contact at Larkfield Chambers", asha, "02:20", { ...open("01:45", "01:48"), overdue_since: at("02:20:00") }),
  action(17, "Run gateway recall for message 7f3c", ravi, "02:40", { ...open("02:23", "02:23"), from: recommendationId(7) }),
  action(18, "Find out who owns the personal address", dev, "02:45", { opened_at: at("02:28:30") }),
  action(15, "List the 14 with safe contact numbers", hannah, "02:50", open("01:58", "02:02")),
  action(16, "Compare Friday’s export with tonight’s", dev, "03:00", open("02:08", "02:11")),
  action(11, "Draft regulator notification, sections 1 to 4", hannah, "04:00", open("00:30", "00:35")),
  action(12, "Rota for the 06:00 shift", tom, "04:30", open("00:40", "00:41")),
  action(13, "Script for affected people’s helpline", callum, "05:30", open("01:01", "01:05")),
  action(10, "Hand the night over to the day team", tom, "06:30", open("00:20", "00:24")),
  ...Array.from({ length: 15 }, (_, index) => action(19 + index, "Done earlier", callum, "01:00", {
    ...open("00:10", "00:12"), id: actionId(100 + index), state: "done", check: { by: priya, verdict: "success" },
  })),
])

const recommended = byId<Recommendation>([
  ...Object.values(recommendations).filter(({ number }) => number === 7),
  {
    id: recommendationId(8), by: hannah, number: 8, made_at: at("02:22:00"), replies: [],
    text: "Phone the 14 people under non-disclosure orders before 07:00. Use the victim liaison script, two callers.",
  },
  { id: recommendationId(9), by: ravi, number: 9, made_at: at("02:28:00"), replies: [], text: "Stop the 05:00 listings export. Courts print lists locally until fixed." },
])

export const designNow = Date.parse(at("02:31:38"))

export const designView: RoomView = {
  ...liveView,
  room: {
    ...storyRoom, incident: { ...storyRoom.incident, regulator_due: "2026-11-25T22:12:38.000Z" }, log, facts, actions, recommendations: recommended, systems: {}, contacts: {},
    members: { ...members, [dev]: member(dev, "Dev Patel", [role("sme")]) },
  },
  present: [...everyone, present(7, dev, "Dev Patel"), present(8, sam, "Sam Adeyemi")],
}
