/** The agenda of a call, begun from what is open now (SEC-08): a text that everyone may then change. */
import { actionGroups, actionTitle, ownerName } from "../../../incident/actions.ts"
import { awaitingAgreement, messageTitle } from "../../../incident/communications.ts"
import { factsOf } from "../../../incident/facts.ts"
import { recommendationTitle, waitingRecommendations } from "../../../incident/recommendations.ts"
import { msOf, plainMinute } from "../../../incident/times.ts"
import type { RoomDocument } from "../../../replica/types.ts"

export function agendaOf(room: RoomDocument, nowMs: number): string {
  const { overdue, soon } = actionGroups(room, nowMs)
  const parts: readonly (readonly [title: string, lines: readonly string[]])[] = [
    ["Overdue", overdue.map((action) => `${actionTitle(action)} ${action.title}, ${ownerName(room, action.owner)}`)],
    ["Due soon", soon.map((action) => `${actionTitle(action)} ${action.title}, ${ownerName(room, action.owner)}${action.report_by === undefined ? "" : `, ${plainMinute(msOf(action.report_by))}`}`)],
    ["To decide", waitingRecommendations(room).map((one) => `${recommendationTitle(one)} ${one.text.trim()}`)],
    ["To agree", awaitingAgreement(room).map((one) => `${messageTitle(one)} to ${one.to}`)],
    ["Not known", factsOf(room, "unknown").map(({ statement }) => statement)],
  ]
  return parts.filter(([, lines]) => lines.length > 0).map(([title, lines]) => `${title}\n${lines.map((line) => `- ${line}`).join("\n")}`).join("\n\n")
}
