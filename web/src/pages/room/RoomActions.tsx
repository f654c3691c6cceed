/** What any part of the room may ask of the whole. */
import { createContext, use } from "react"
import type { Party } from "../../incident/communications.ts"
import type {
  ActionId, Answer, CallId, ChannelId, ContactId, DraftId, Message, MessageId, NewDraft, PersonId, ProposalId, RecommendationId, SystemId,
} from "../../replica/types.ts"
import type { Part } from "./parts.ts"

/** A dialog of the room, and what it is about. */
export type Opened =
  | { readonly is: "tray" | "keys" | "times" | "attachments" | "recommend" | "concern" | "add_system" }
  | { readonly is: "command" | "hand_over" | "accept" | "step_in" | "challenge" | "take_command" | "vacate" }
  | { readonly is: "phase" | "severity" | "level" | "clocks" }
  | { readonly is: "add_action"; readonly from?: RecommendationId }
  | { readonly is: "action" | "open_action" | "report" | "more_time" | "check" | "cancel_action"; readonly action: ActionId }
  | { readonly is: "answer"; readonly recommendation: RecommendationId; readonly answer: Answer }
  | { readonly is: "recommendation" | "change_recommendation"; readonly recommendation: RecommendationId }
  | { readonly is: "decline"; readonly proposal: ProposalId }
  | { readonly is: "remove"; readonly person: PersonId }
  | { readonly is: "system"; readonly system: SystemId }
  | { readonly is: "split_team" | "open_silver" | "link" }
  | { readonly is: "unlink"; readonly room: string }
  | { readonly is: "plan_call" | "add_line" | "invite" }
  | { readonly is: "call"; readonly call: CallId }
  | { readonly is: "line"; readonly line: ChannelId }
  | { readonly is: "add_message"; readonly kind: Message["kind"] }
  | { readonly is: "message"; readonly message: MessageId }
  | { readonly is: "add_contact"; readonly party?: Party }
  | { readonly is: "contact"; readonly contact: ContactId }

export interface Actions {
  /** Shows an entry and moves to it. */
  readonly goTo: (number: number) => void
  /** Shows a part of the room and moves the focus to it. */
  readonly goToPart: (part: Part) => void
  /** Begins a correction of an entry. */
  readonly correct: (number: number, text?: string) => void
  /** Opens a draft in the box under the log. */
  readonly writeIn: (draft: DraftId) => void
  /** Begins a draft that is written already, in the box under the log. */
  readonly begin: (draft: NewDraft) => void
  /** Opens a dialog; over one that is open, which is there again when it closes. */
  readonly show: (what: Opened) => void
}

export const RoomActions = createContext<Actions | undefined>(undefined)

export function useActions(): Actions {
  const actions = use(RoomActions)
  if (actions === undefined) throw new Error("this is shown inside a room only")
  return actions
}
