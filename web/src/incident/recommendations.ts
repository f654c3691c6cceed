/** What experts recommend, and what the manager made of it. */
import type { Entry, NewAction, NewDraft, PersonId, Recommendation, RoomDocument } from "../replica/types.ts"
import { actionsFrom } from "./actions.ts"
import { waitingFor } from "./action-words.ts"
import { describe, isWriter, nameOf } from "./people.ts"
import { msOf, shortMoment } from "./times.ts"
import { clip } from "./words.ts"

export const answerNames: Readonly<Record<NonNullable<Recommendation["answer"]>, string>> = {
  agreed: "Agreed",
  declined: "Declined",
  question: "Question",
}

/** "R-8"; while the server has not numbered it, "New recommendation". */
export function recommendationTitle({ number }: Pick<Recommendation, "number">): string {
  return number === undefined ? "New recommendation" : `R-${number}`
}

/** A question back is no answer: it may be followed by one. */
export function isAnswered({ answer }: Recommendation): boolean {
  return answer === "agreed" || answer === "declined"
}

/** Waits for an answer, longest waiting first. */
export function waitingRecommendations(room: RoomDocument): readonly Recommendation[] {
  return Object.values(room.recommendations).filter((one) => !isAnswered(one)).sort(oldestFirst)
}

/** Last answered first. */
export function answeredRecommendations(room: RoomDocument): readonly Recommendation[] {
  const at = (one: Recommendation): string => one.answered_at ?? ""
  return Object.values(room.recommendations).filter(isAnswered).sort((one, other) => at(other).localeCompare(at(one)) || oldestFirst(other, one))
}

/** "waiting 9 min"; nothing once it is answered or while the server has not seen it. */
export function waitingWords(recommendation: Recommendation, nowMs: number): string | undefined {
  const { made_at } = recommendation
  return made_at === undefined || isAnswered(recommendation) ? undefined : `waiting ${waitingFor(msOf(made_at), nowMs)}`
}

/** An answer is wanted by then, and there is none. */
export function isAnswerOverdue(recommendation: Recommendation, nowMs: number): boolean {
  return !isAnswered(recommendation) && recommendation.deadline !== undefined && msOf(recommendation.deadline) < nowMs
}

/** "Hannah Boyle, Subject Matter Expert. Data privacy". */
export function recommendedBy(room: RoomDocument, { by }: Pick<Recommendation, "by">): string {
  const member = room.members[by]
  return member === undefined ? nameOf(room, by) : `${member.name}, ${describe(member)}`
}

/** Agreed, and nobody has been given it yet. */
export function agreedWithoutAction(room: RoomDocument): readonly Recommendation[] {
  return answeredRecommendations(room).filter((one) => one.answer === "agreed" && actionsFrom(room, one.id).length === 0)
}

/** The decision that was sealed on it. */
export function decisionOn({ log }: RoomDocument, { id }: Pick<Recommendation, "id">): Entry | undefined {
  return log.findLast((entry) => entry.kind === "decision" && entry.about === `recommendations/${id}`)
}

/** "Declined by Priya Nair, 02:40: it cannot be undone"; what is still open says so. */
export function answerWords(room: RoomDocument, { answer, reason = "", answered_by, answered_at }: Recommendation, nowMs: number): string {
  if (answer === undefined) return "Not answered yet"
  const by = answered_by === undefined ? "" : ` by ${nameOf(room, answered_by)}`
  const at = answered_at === undefined ? "" : `, ${shortMoment(msOf(answered_at), nowMs)}`
  return `${answerNames[answer]}${by}${at}${reason === "" ? "" : `: ${reason}`}`
}

/** What is written down when it is agreed to. */
export function decisionFrom(room: RoomDocument, recommendation: Recommendation): NewDraft {
  const title = recommendationTitle(recommendation)
  return { kind: "decision", text: recommendation.text, answers: `${title}, ${nameOf(room, recommendation.by)}`, about: `recommendations/${recommendation.id}` }
}

/** The longest title that is made of a recommendation's first line. */
const titleCharactersMax = 120

/** What somebody is then given to do; who and by when is for whoever opens it. */
export function actionFrom({ id, text }: Recommendation): NewAction {
  const [line = ""] = text.trim().split("\n")
  const sentence = /^.*?[.!?](?=\s)/.exec(line)?.[0].replace(/\.$/, "") ?? line.replace(/\.$/, "")
  return { title: clip(sentence, titleCharactersMax), instruction: text, state: "open", from: id }
}

/** Those that wait for this person's own word: a question came back, and they may still reply. */
export function questionsTo(room: RoomDocument, person: PersonId): readonly Recommendation[] {
  return isWriter(room, person) ? waitingRecommendations(room).filter((one) => one.answer === "question" && one.by === person) : []
}

function oldestFirst(one: Recommendation, other: Recommendation): number {
  return (one.number ?? Infinity) - (other.number ?? Infinity) || one.id.localeCompare(other.id)
}
