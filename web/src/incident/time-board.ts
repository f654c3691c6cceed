/** Everything with a clock in one list: what falls due, with whom, by when (DEP-05). */
import type { ActionId, CallId, LessonId, MessageId, RecommendationId, RoomDocument } from "../replica/types.ts"
import { acknowledgeWithinMs, actionTitle, isRunning, isUnacknowledged, ownerName } from "./actions.ts"
import { callsOf, messageTitle } from "./communications.ts"
import { isSettled } from "./facts.ts"
import { nameOf } from "./people.ts"
import { isAnswered, recommendationTitle } from "./recommendations.ts"
import { isOpenStep, lessonTitle } from "./review.ts"
import { msOf } from "./times.ts"

/** What a row is about, named as the room's dialogs are. */
export type TimedThing =
  | { readonly is: "action"; readonly action: ActionId }
  | { readonly is: "recommendation"; readonly recommendation: RecommendationId }
  | { readonly is: "message"; readonly message: MessageId }
  | { readonly is: "call"; readonly call: CallId }
  | { readonly is: "clocks" }
  | { readonly is: "fact"; readonly fact: string }
  | { readonly is: "lesson"; readonly lesson: LessonId }

export interface Timed {
  readonly key: string
  readonly what: string
  /** Who is waited for; absent where it is everybody. */
  readonly who?: string
  /** The server's clock, in milliseconds. */
  readonly due: number
  readonly overdue: boolean
  readonly thing: TimedThing
}

type Waiting = Omit<Timed, "due" | "overdue"> & { readonly at: string | undefined; readonly laterMs?: number }

/** First due first, so that what is overdue longest is on top. Of an incident that is closed the steps of its lessons alone are due. */
export function timeBoard(room: RoomDocument, nowMs: number): readonly Timed[] {
  const response = (): readonly Waiting[] => [
    ...reports(room), ...acknowledgements(room), ...answers(room), ...checks(room), ...messages(room), ...calls(room), ...clocks(room),
  ]
  return [...(room.incident.phase === "closed" ? [] : response()), ...steps(room)]
    .flatMap(({ at, laterMs = 0, ...row }): readonly Timed[] => {
      if (at === undefined) return []
      const due = msOf(at) + laterMs
      return [{ ...row, due, overdue: due < nowMs }]
    })
    .sort((one, other) => one.due - other.due || one.key.localeCompare(other.key))
}

function reports(room: RoomDocument): readonly Waiting[] {
  return Object.values(room.actions).filter(isRunning).map((action) => ({
    key: `report-${action.id}`, what: `Report on ${actionTitle(action)}, ${action.title}`, who: ownerName(room, action.owner),
    at: action.report_by, thing: { is: "action", action: action.id },
  }))
}

function acknowledgements(room: RoomDocument): readonly Waiting[] {
  return Object.values(room.actions).filter(isUnacknowledged).map((action) => ({
    key: `acknowledge-${action.id}`, what: `Acknowledge ${actionTitle(action)}, ${action.title}`, who: ownerName(room, action.owner),
    at: action.opened_at, laterMs: acknowledgeWithinMs, thing: { is: "action", action: action.id },
  }))
}

function answers(room: RoomDocument): readonly Waiting[] {
  const { manager } = room.command
  return Object.values(room.recommendations).filter((one) => !isAnswered(one)).map((one) => ({
    key: `answer-${one.id}`, what: `Answer ${recommendationTitle(one)}, ${one.text}`, who: manager === undefined ? "No one in command" : nameOf(room, manager),
    at: one.deadline, thing: { is: "recommendation", recommendation: one.id },
  }))
}

function checks(room: RoomDocument): readonly Waiting[] {
  return Object.values(room.facts).filter((fact) => !isSettled(fact)).map((fact) => ({
    key: `check-${fact.id}`, what: `Check: ${fact.statement}`, who: fact.checked_by === undefined ? "Nobody" : nameOf(room, fact.checked_by),
    at: fact.check_due, thing: { is: "fact", fact: fact.id },
  }))
}

function messages(room: RoomDocument): readonly Waiting[] {
  return Object.values(room.messages).filter(({ sent_at }) => sent_at === undefined).map((message) => ({
    key: `message-${message.id}`, what: `Send ${messageTitle(message)} to ${message.to}`, who: ownerName(room, message.sender ?? message.owner),
    at: message.due, thing: { is: "message", message: message.id },
  }))
}

function steps(room: RoomDocument): readonly Waiting[] {
  return Object.values(room.lessons).filter(isOpenStep).map((lesson) => ({
    key: `lesson-${lesson.id}`, what: `Step of ${lessonTitle(lesson)}, ${lesson.step ?? ""}`, who: ownerName(room, lesson.owner),
    at: lesson.due, thing: { is: "lesson", lesson: lesson.id },
  }))
}

/** A planned call that is the head's next call is shown once, as the call. */
function calls(room: RoomDocument): readonly Waiting[] {
  return planned(room).map((call) => ({
    key: `call-${call.id}`, what: call.place === undefined ? "Call" : `Call, ${call.place}`, at: call.starts_at, thing: { is: "call", call: call.id },
  }))
}

function planned(room: RoomDocument): ReturnType<typeof callsOf> {
  return callsOf(room).filter((call) => call.opened_at === undefined && call.ended_at === undefined)
}

function clocks(room: RoomDocument): readonly Waiting[] {
  const { next_call, next_update, regulator_due } = room.incident
  const isPlanned = planned(room).some((call) => next_call !== undefined && msOf(call.starts_at) === msOf(next_call))
  const thing = { is: "clocks" } as const
  return [
    { key: "next_call", what: "Next call", at: isPlanned ? undefined : next_call, thing },
    { key: "next_update", what: "Next update", at: next_update, thing },
    { key: "regulator", what: "Regulator deadline", at: regulator_due, thing },
  ]
}
