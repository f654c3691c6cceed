/** Every state worth looking at. */
import type { Answers } from "../src/api/testing/answers.ts"
import type { Receipt, RoomDocument, RoomView } from "../src/replica/types.ts"
import { jo, maeve, maeveDraft, maeveDraftId, priya, sam, storyNow, storyRoom, tom } from "../src/incident/testing/story.ts"
import { everyone, liveView, offlineView, tray } from "../src/incident/testing/views.ts"

export interface HarnessState extends Omit<Answers, "person"> {
  readonly view: RoomView
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

export const states: Readonly<Record<string, HarnessState>> = {
  live: { view: liveView },
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
  removed: { view: { ...liveView, connection: { kind: "removed", since: storyNow - 60_000 }, present: [] } },
  memory: { view: { ...liveView, storage: { kind: "memory", why: "This browser has no storage for this page." } } },
  "signed-out": { view: { ...liveView, connection: { kind: "signed_out", since: storyNow - 60_000 }, present: [], unsent: 1, room: room({ drafts: { [own.id]: own } }) } },
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
