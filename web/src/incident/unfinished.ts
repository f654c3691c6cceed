/** What an incident leaves unfinished when it is resolved or closed: shown, asked about, sealed; never refused (IM-15). The server's own list. */
import policy from "../generated/policy.json"
import type { DutySaid, RoomDocument } from "../replica/types.ts"
import { isRunning, isToBeChecked } from "./actions.ts"
import { count } from "./words.ts"

export type Ending = "stand_down" | "close"

export interface Unfinished {
  /** The name under which a reason is given. */
  readonly key: string
  readonly words: string
  /** Somebody may say that it is done. */
  readonly isDuty: boolean
}

type Work = Pick<RoomDocument, "actions" | "recommendations" | "messages" | "calls" | "lessons" | "documents" | "checks">

export const duties = policy.duties
/** Documents that every incident leaves behind. */
export const expectedDocuments = policy.documents

export function unfinished(before: Ending, room: Work): readonly Unfinished[] {
  const due = (when: string): boolean => when === "stand_down" || before === "close"
  const counted = counts(room).filter(({ when, many }) => due(when) && many > 0)
  return [
    ...counted.map(({ key, many, what, how }) => ({ key, words: `${count(many, what)} ${how}`, isDuty: false })),
    ...duties.filter((duty) => due(duty.before) && said(room, duty.key) === undefined)
      .map(({ key, title }) => ({ key, words: title.charAt(0).toLowerCase() + title.slice(1), isDuty: true })),
  ]
}

/** What was said of a duty last: done, or left with a reason. */
export function said({ checks }: Pick<RoomDocument, "checks">, duty: string): DutySaid | undefined {
  return Object.values(checks).filter((check) => check.duty === duty).sort((one, other) => one.id.localeCompare(other.id)).at(-1)
}

/** Of the documents that every incident leaves behind, those of which the register says nothing (SEC-11). */
export function unregistered({ documents }: Pick<RoomDocument, "documents">): readonly string[] {
  const names = new Set(Object.values(documents).map((document) => document.name.trim().toLowerCase()))
  return expectedDocuments.filter((name) => !names.has(name.toLowerCase()))
}

interface Counted {
  readonly key: string
  readonly when: Ending
  readonly what: string
  readonly how: string
  readonly many: number
}

function counts(room: Work): readonly Counted[] {
  const { actions, recommendations, messages, calls, lessons, documents } = room
  const many = <T>(objects: Readonly<Record<string, T>>, is: (one: T) => boolean): number => Object.values(objects).filter(is).length
  return [
    { key: "open_actions", when: "stand_down", what: "action", how: "not done", many: many(actions, (one) => isRunning(one) || one.state === "to_reassign") },
    { key: "unchecked_actions", when: "stand_down", what: "action", how: "done and not checked", many: many(actions, isToBeChecked) },
    { key: "unanswered_recommendations", when: "stand_down", what: "recommendation", how: "not answered", many: many(recommendations, ({ answer }) => answer !== "agreed" && answer !== "declined") },
    { key: "unsent_messages", when: "stand_down", what: "message", how: "not sent", many: many(messages, ({ sent_at }) => sent_at === undefined) },
    { key: "open_calls", when: "stand_down", what: "call", how: "not ended", many: many(calls, (call) => call.opened_at !== undefined && call.ended_at === undefined) },
    { key: "unowned_steps", when: "close", what: "preventive step", how: "without an owner or a date", many: many(lessons, ({ step, state, owner, due }) => (
      step !== undefined && state !== "done" && state !== "dropped" && (owner === undefined || due === undefined))) },
    { key: "missing_documents", when: "close", what: "document", how: "missing", many: many(documents, ({ state }) => state === "missing") + unregistered(room).length },
  ]
}
