/** What the acts in the tray are called, and all of them as one text to keep. */
import { kindNames } from "../../incident/words.ts"
import type { EntryKind, RoomView, TrayItem } from "../../replica/types.ts"

const actNames: Readonly<Record<string, string>> = {
  create_draft: "Log entry", edit_draft: "Log entry", set_draft: "Detail of a log entry", discard_draft: "Discarding a draft",
  create_fact: "Addition to the situation", edit_fact: "Change of the situation", set_fact: "Change of the situation",
  create_action: "New action", edit_action: "Instruction of an action", set_action: "Change of an action", report_action: "Report on an action",
  cancel_action: "Cancelling an action", check_action: "Check of an action",
  create_recommendation: "Recommendation", edit_recommendation: "Recommendation", reply_to: "Reply to a recommendation",
  create_contact: "New contact", edit_contact: "Change of a contact", set_contact: "Change of a contact",
  create_system: "New system", edit_system: "Change of a system", set_system: "Change of a system",
  create_attachment: "Attachment", set_attachment: "Change of an attachment",
  seal_draft: "Sealing a log entry", append_entry: "Log entry", declare: "Declaring the incident",
  add_member: "Adding a member", set_roles: "Changing roles", remove_member: "Ending somebody’s part", take_command: "Taking command",
  offer_command: "Handing over", accept_command: "Accepting command", step_in: "Stepping in", answer_recommendation: "Answer to a recommendation",
}

export function trayTitle(item: TrayItem): string {
  return actNames[item.name] ?? "Change"
}

export function trayText(tray: readonly TrayItem[]): string {
  return tray.map((item) => `${trayTitle(item)}, written ${item.writtenAt}\n${item.text}\nNot accepted: ${item.reason}\n`).join("\n")
}

/** What this person wrote and the server has not: entries that wait, and their drafts. */
export function unsentText({ sealing, room, person, unsentObjects }: RoomView): string {
  const waiting = new Set(sealing.map((seal) => seal.draft))
  const drafts = Object.values(room?.drafts ?? {}).filter((draft) => !waiting.has(draft.id) && (draft.by === person || unsentObjects.has(draft.id)))
  return [
    ...sealing.map((seal) => `${kindNames[seal.kind as EntryKind]}, written ${seal.writtenAt}, not sent\n${seal.text}\n`),
    ...drafts.map((draft) => `${kindNames[draft.kind]}, begun ${draft.begun_at}, not sealed\n${[draft.text, draft.why, draft.set_aside].filter((text) => text !== "").join("\n")}\n`),
  ].join("\n")
}
