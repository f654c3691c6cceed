/** Every state worth looking at. */
import type { FakeOptions } from "../src/incident/testing/fake-replica.ts"
import type { Answers } from "../src/api/testing/answers.ts"
import type { Receipt, RoomDocument, RoomView } from "../src/replica/types.ts"
import {
  actionId, asha, at, callum, dev, hannah, jo, maeve, maeveDraft, maeveDraftId, priya, proposals, ravi, recommendationId, sam, storyNow, storyRoom, tom,
} from "../src/incident/testing/story.ts"
import { storyCommunications } from "../src/incident/testing/story-communications.ts"
import { designView } from "../src/incident/testing/design.ts"
import { everyone, liveView, offlineView, removedView, tray } from "../src/incident/testing/views.ts"

export interface HarnessState extends Omit<Answers, "person"> {
  readonly view: RoomView
  readonly contested?: FakeOptions["contested"]
  readonly answer?: (name: string, fields: Readonly<Record<string, unknown>>) => Partial<Receipt> | undefined
}

function room(change: Partial<RoomDocument>): RoomDocument {
  return { ...storyRoom, ...change }
}

const decisionDraft = {
  ...maeveDraft, id: "019360a0-0000-7000-8000-00000000d002", by: priya, kind: "decision" as const, begun_at: "2026-11-23T02:29:00.000Z",
  text: "Stop the 05:00 listings export. Courts print lists locally.", why: "Cause is not confirmed and the same template runs at 05:00.",
}

const own = { ...maeveDraft, id: "019360a0-0000-7000-8000-00000000d003", by: priya, text: "Larkfield Chambers answered on the out-of-hours line" }

const undeclared: RoomDocument["incident"] = {
  id: storyRoom.incident.id, reference: "INC-2026-0148", title: "Letters to the wrong address, family court", kind: "incident",
  phase: "pre_incident", severity_provisional: false, category_provisional: false, security: false, personal_data: true,
  opened_by: sam, opened_at: "2026-11-23T02:20:00.000Z", links: [],
}
const samAlone = Object.fromEntries(Object.entries(storyRoom.members).filter(([person]) => person === sam))

const offer: RoomDocument["command"] = {
  ...storyRoom.command,
  offer: {
    to: tom, by: priya, offered_at: at("02:30:00"),
    packet: {
      role: "sme", where_we_are: "Hot, Silver command, Severity 1\nKnown: 1,212 people’s names and phone numbers were on the extra sheet",
      worried_about: "Larkfield has gone quiet. If they will not delete by 07:00 I would go to Gold and get Legal to call the clerk directly.",
      decisions: "R-8 Phone the 14 people before 07:00\nR-9 Stop the 05:00 listings export", actions: "A-14 Get a named contact at Larkfield Chambers, Asha Verma, 02:20, 11 min over",
    },
  },
}

const done = storyRoom.actions[actionId(17)]
const late = storyRoom.actions[actionId(14)]
const doneAction = done && { ...done, state: "done" as const, reports: [{ id: "e9", by: ravi, answer: "done" as const, text: "Recalled from all 41 mailboxes.", received_at: at("02:30:10") }] }

/** Every group of actions at once, with one of each kind of proposal. */
const busy = room({
  proposals,
  actions: {
    ...storyRoom.actions, ...(doneAction ? { [doneAction.id]: doneAction } : {}),
    p: { id: "p", by: ravi, number: 19, title: "Take the template off the shared drive", instruction: "", owner: hannah, report_by: at("03:10:00"), state: "proposed", reports: [] },
    q: { id: "q", by: ravi, title: "Ring the courts’ out-of-hours line", instruction: "", state: "proposed", reports: [] },
    r: { id: "r", by: maeve, number: 10, title: "Keep the bridge open", instruction: "", owner: priya, report_by: at("03:30:00"), state: "to_reassign", reports: [] },
    s: { id: "s", by: maeve, number: 9, title: "Print the lists centrally", instruction: "", owner: dev, report_by: at("01:30:00"), state: "cancelled", reports: [] },
  },
})

export const states: Readonly<Record<string, HarnessState>> = {
  live: { view: liveView },
  communications: { view: { ...liveView, room: room({ ...storyCommunications, contacts: { ...storyRoom.contacts, ...storyCommunications.contacts } }) } },
  "communications-lead": { view: { ...liveView, person: callum, room: room({ ...storyCommunications, contacts: { ...storyRoom.contacts, ...storyCommunications.contacts } }) } },
  design: { view: designView },
  demo: { view: liveView, demo: true },
  guest: { view: liveView, guest: true },
  "guest-demo": { view: liveView, guest: true, demo: true },
  setup: { view: liveView, guest: true, setup: true },
  empty: { view: liveView, empty: true },
  offline: { view: offlineView },
  reconnecting: { view: { ...liveView, connection: { kind: "reconnecting", since: storyNow - 5_000, retryAt: storyNow + 3_000, reason: "network" }, present: [] } },
  observer: { view: { ...liveView, person: sam, present: everyone } },
  refused: { view: { ...liveView, tray } },
  vacant: { view: { ...liveView, room: room({ command: { epoch: 4, deputy: tom } }) } },
  forked: { view: { ...liveView, connection: { kind: "forked", since: storyNow - 60_000 }, present: [], unsent: 3 } },
  removed: { view: removedView },
  busy: { view: { ...liveView, room: busy } },
  deputy: { view: { ...liveView, person: tom, room: busy } },
  owner: { view: { ...liveView, person: asha, room: busy } },
  expert: { view: { ...liveView, person: hannah } },
  quiet: { view: { ...liveView, room: room({ actions: {}, recommendations: {}, systems: {} }) } },
  offered: { view: { ...liveView, person: tom, room: room({ command: offer }) } },
  "offered-by-me": { view: { ...liveView, room: room({ command: offer }) } },
  challenged: { view: { ...liveView, room: room({ command: { ...storyRoom.command, challenge: { by: ravi, asked_at: at("02:30:00"), reason: "No answer on the bridge." } } }) } },
  contested: {
    view: { ...liveView, person: maeve },
    contested: (_, id, field) => (id === late?.id && field === "report_by" ? [{ value: at("03:00:00"), by: tom }] : []),
  },
  asked: {
    view: {
      ...liveView, person: hannah,
      room: room({ recommendations: Object.fromEntries(Object.values(storyRoom.recommendations).map((one) => [one.id, one.id !== recommendationId(8) ? one : { ...one, answer: "question", reason: "Is the script agreed with the liaison unit?", answered_by: priya }])) }),
    },
  },
  memory: { view: { ...liveView, storage: { kind: "memory", why: "This browser has no storage for this page." } } },
  "signed-out": { view: { ...liveView, connection: { kind: "signed_out", since: storyNow - 60_000 }, present: [], unsent: 1, room: room({ drafts: { [own.id]: own } }) } },
  writing: {
    view: {
      ...liveView,
      room: room({ drafts: { [maeveDraftId]: maeveDraft, [asha]: { ...maeveDraft, id: asha, by: asha, text: "Northmoor answered on the second line. They have it and will delete it", begun_at: at("02:30:20") }, [tom]: { ...decisionDraft, id: tom, by: tom, begun_at: at("02:30:40") } } }),
    },
  },
  decision: { view: { ...liveView, room: room({ drafts: { [maeveDraftId]: maeveDraft, [decisionDraft.id]: decisionDraft } }) } },
  "decision-offline": { view: { ...offlineView, room: room({ drafts: { [decisionDraft.id]: decisionDraft } }) } },
  secretariat: {
    view: {
      ...liveView, person: maeve,
      room: room({ drafts: { [maeveDraftId]: maeveDraft } }),
      present: [{ session: "s1", person: priya, name: "Priya Nair", viewing: "room", draft: maeveDraftId, typing: true, caret: { field: "text", index: 40 } }],
    },
  },
  changed: {
    view: { ...liveView, room: room({ drafts: { [own.id]: own } }) },
    answer: (name) => (name === "seal_draft" ? { outcome: "refused", code: "changed_while_sealing", reason: "The draft changed while you sealed it. Read it again, then seal it." } : undefined),
  },
  undeclared: {
    view: {
      ...liveView, person: sam,
      room: room({
        incident: undeclared,
        command: { epoch: 0 }, drafts: {}, facts: {}, log: storyRoom.log.slice(-2).map((entry, index) => ({ ...entry, number: index + 1 })),
        members: samAlone,
      }),
      present: [],
    },
    mayDeclare: { allowed: false, reason: "A person trained as Incident Manager declares an incident. Call the one on call." },
  },
  loading: { view: { ...liveView, room: undefined, connection: { kind: "loading", since: storyNow } } },
  "not-found": { view: { ...liveView, room: undefined, connection: { kind: "not_found", since: storyNow } } },
  stranger: { view: { ...liveView, person: jo } },
}
