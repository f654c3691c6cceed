/** Everything about one recommendation, and what became of it. */
import type { ReactNode } from "react"
import { actionsFrom, actionTitle, ownerName } from "../../../incident/actions.ts"
import { nameOf } from "../../../incident/people.ts"
import { answerWords, decisionOn, recommendationTitle, recommendedBy } from "../../../incident/recommendations.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import type { Recommendation } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { References } from "../References.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useServerMinute } from "../RoomContext.tsx"

export function RecommendationDialog({ recommendation, onClose }: { readonly recommendation: Recommendation; readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const now = useServerMinute()
  const { made_at: madeAt, text, replies } = recommendation
  const lead = `${recommendedBy(room, recommendation)}. ${madeAt === undefined ? "Not sent yet" : shortMoment(msOf(madeAt), now)}`
  return (
    <Dialog title={recommendationTitle(recommendation)} lead={lead} look="narrow" onClose={onClose} foot={<Button onClick={onClose}>Close</Button>}>
      <blockquote className="quote"><References text={text} /></blockquote>
      <p className="fg"><b>{answerWords(room, recommendation, now)}</b></p>
      {replies.length === 0 ? null : (
        <ul className="rec__replies fg">{replies.map((reply) => <li key={reply.id}><b>{nameOf(room, reply.by)}</b> <References text={reply.text} /></li>)}</ul>
      )}
      <Followed recommendation={recommendation} />
    </Dialog>
  )
}

/** The decision and the actions that came of it. */
function Followed({ recommendation }: { readonly recommendation: Recommendation }): ReactNode {
  const room = useRoom()
  const { goTo, show } = useActions()
  const decision = decisionOn(room, recommendation)
  const actions = actionsFrom(room, recommendation.id)
  if (decision === undefined && actions.length === 0) return null
  return (
    <ul className="changes">
      {decision === undefined ? null : (
        <li>
          <Button small look="link" onClick={() => { goTo(decision.number) }}>Decision #{decision.number}</Button>
        </li>
      )}
      {actions.map((action) => (
        <li key={action.id}>
          <Button small look="link" onClick={() => { show({ is: "action", action: action.id }) }}>{actionTitle(action)} {action.title}</Button>, {ownerName(room, action.owner)}
        </li>
      ))}
    </ul>
  )
}
