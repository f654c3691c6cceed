/** One recommendation that waits: agreed to in one tap, which goes on to the decision. */
import { useState, type ReactNode } from "react"
import { mayAnswer, mayEditRecommendation, mayReply, reasonAgainst } from "../../../incident/may.ts"
import { isCommand, nameOf, rolesOf } from "../../../incident/people.ts"
import { decisionFrom, isAnswerOverdue, recommendationTitle, waitingWords } from "../../../incident/recommendations.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import { capabilityName, roleNames } from "../../../incident/words.ts"
import type { PersonId, Recommendation, RoomDocument } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useGive } from "../act/useGive.ts"
import { References } from "../References.tsx"
import { useActions } from "../RoomActions.tsx"
import { useReplica, useRoom, useServerMinute, useSlice, useView } from "../RoomContext.tsx"
import { Replies } from "./Replies.tsx"

export function RecommendationCard({ recommendation }: { readonly recommendation: Recommendation }): ReactNode {
  const room = useRoom()
  const isUnsent = useSlice(({ unsentObjects }) => unsentObjects.has(recommendation.id))
  const now = useServerMinute()
  const [replying, setReplying] = useState(false)
  const title = recommendationTitle(recommendation)
  const { deadline } = recommendation
  return (
    <article className="rec" aria-label={title}>
      <p className="meta"><span>{title} {shortly(room, recommendation.by)}</span><span className="nb">{waitingWords(recommendation, now) ?? "not sent yet"}</span></p>
      <p className="rec__x"><References text={recommendation.text} /></p>
      {deadline === undefined ? null : (
        <p className="meta">Answer wanted by {isAnswerOverdue(recommendation, now) ? <b className="red">{shortMoment(msOf(deadline), now)}, overdue</b> : shortMoment(msOf(deadline), now)}</p>
      )}
      {recommendation.answer === "question" ? (
        <p className="rec__q"><b>{nameOf(room, recommendation.answered_by ?? "")} asks:</b> <References text={recommendation.reason ?? ""} /></p>
      ) : null}
      <Replies recommendation={recommendation} replying={replying} onDone={() => { setReplying(false) }} />
      {recommendation.number === undefined && isUnsent ? null : <Answers recommendation={recommendation} onReply={() => { setReplying(true) }} />}
    </article>
  )
}

/** "Hannah Boyle, Data privacy": what they know, or else what they are. */
function shortly(room: RoomDocument, person: PersonId): string {
  const capability = room.members[person]?.capability
  const [role] = rolesOf(room, person)
  const what = capability !== undefined ? capabilityName(capability) : role === undefined ? undefined : roleNames[role]
  return [nameOf(room, person), what].filter((word) => word !== undefined).join(", ")
}

function Answers({ recommendation, onReply }: { readonly recommendation: Recommendation; readonly onReply: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person, connection } = useView()
  const { show, begin } = useActions()
  const { fault, giveBy } = useGive()
  const { id } = recommendation
  const may = mayAnswer(room, person, recommendation, connection.kind === "live")
  const against = reasonAgainst(may)
  const own = room.command.manager === person
  const name = <span className="vh"> {recommendationTitle(recommendation)}</span>
  const agree = (): void => {
    // For the manager it is said first by whom: that is asked in a dialog.
    if (may.allowed && may.spoken !== undefined) show({ is: "answer", recommendation: id, answer: "agreed" })
    else giveBy(() => replica.answerRecommendation(id, "agreed"), () => { begin(decisionFrom(room, recommendation)) })
  }
  return (
    <>
      <div className="btn-row">
        {isCommand(room, person) ? (
          <>
            <Button small look={own ? "main" : "second"} blocked={against} onClick={agree}>Agree{name}</Button>
            <Button small look="second" blocked={against} onClick={() => { show({ is: "answer", recommendation: id, answer: "declined" }) }}>Decline{name}</Button>
            <Button small look="link" blocked={against} onClick={() => { show({ is: "answer", recommendation: id, answer: "question" }) }}>Ask a question<span className="vh"> on</span>{name}</Button>
          </>
        ) : null}
        {mayReply(room, person).allowed ? <Button small look="link" onClick={onReply}>Reply<span className="vh"> to</span>{name}</Button> : null}
        {mayEditRecommendation(room, person, recommendation).allowed
          ? <Button small look="link" onClick={() => { show({ is: "change_recommendation", recommendation: id }) }}>Change{name}</Button> : null}
      </div>
      <Fault>{fault}</Fault>
    </>
  )
}
