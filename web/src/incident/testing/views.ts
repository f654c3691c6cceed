/** Room views of every state, for tests and the harness. */
import type { Present, RoomView, TrayItem } from "../../replica/types.ts"
import { asha, callum, hannah, incidentId, jo, maeve, maeveDraft, maeveDraftId, priya, ravi, storyNow, storyRoom, tom } from "./story.ts"

export function present(number: number, person: string, name: string, more: Partial<Present> = {}): Present {
  return { session: `s${number}`, person, name, viewing: "room", draft: undefined, typing: false, caret: undefined, ...more }
}

export const everyone: readonly Present[] = [
  present(1, tom, "Tom Okafor"),
  present(2, maeve, "Maeve Lindqvist", {
    draft: maeveDraftId, typing: true, caret: { field: "text", index: maeveDraft.text.length },
  }),
  present(3, ravi, "Ravi Menon"),
  present(4, hannah, "Hannah Boyle"),
  present(5, asha, "Asha Verma"),
  present(6, callum, "Callum Reid"),
]

/** Priya's room, live. */
export const liveView: RoomView = {
  incident: incidentId,
  person: priya,
  room: storyRoom,
  connection: { kind: "live", since: storyNow - 3_600_000 },
  standing: { member: priya, roles: ["incident_manager"], epoch: 3, manager: priya, deputy: tom, policyVersion: 1, limits: {} },
  present: everyone,
  unsent: 0,
  sealing: [],
  unsentObjects: new Set(),
  tray: [],
  handIn: [],
  storage: { kind: "device" },
  clockSkewMs: 0,
  volume: 1,
  seq: 412,
}

export const offlineView: RoomView = {
  ...liveView,
  connection: { kind: "offline", since: storyNow - 240_000, retryAt: storyNow + 3_000, reason: "network" },
  present: [],
  unsent: 2,
  sealing: [{
    intent: "019360a1-0000-7000-8000-0000000i0001", draft: undefined, kind: "observation",
    text: "Asked Ravi on the bridge whether the 05:00 export is stopped. He says not yet.",
    writtenAt: "2026-11-23T02:29:10.000Z",
  }],
}

export const tray: readonly TrayItem[] = [
  {
    id: "t1", intents: ["i1"], name: "seal_draft", code: "role_required",
    reason: "You stopped being Secretariat at 02:14. Observers read the log; they do not write in it.",
    refusedAt: "2026-11-23T02:30:41.000Z", writtenAt: "2026-11-23T02:17:00.000Z",
    text: "Asha says 38 mailboxes confirmed, three silent. Larkfield is one of them.", corrects: undefined, kind: "observation", about: undefined,
  },
  {
    id: "t2", intents: ["i2", "i3"], name: "edit_draft", code: "gone",
    reason: "This draft was sealed as entry 127 while you were offline.",
    refusedAt: "2026-11-23T02:30:41.000Z", writtenAt: "2026-11-23T02:22:00.000Z",
    text: "The victim liaison unit can make calls from 06:00. Three callers are on the rota, not two.", corrects: 127, kind: "observation", about: undefined,
  },
]

/** Jo was removed, with words that nobody got. */
export const removedView: RoomView = {
  ...liveView, person: jo, room: undefined, standing: undefined, present: [],
  connection: { kind: "removed", since: storyNow - 60_000 }, handIn: tray,
}
