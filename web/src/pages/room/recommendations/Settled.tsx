/** What was recommended and is answered: agreed or declined, with who said so, and why not. */
import type { ReactNode } from "react"
import { answeredRecommendations, answerWords, decisionOn, recommendationTitle } from "../../../incident/recommendations.ts"
import { nameOf } from "../../../incident/people.ts"
import type { Recommendation } from "../../../replica/types.ts"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useServerMinute } from "../RoomContext.tsx"

export function Settled(): ReactNode {
  const settled = answeredRecommendations(useRoom())
  if (settled.length === 0) return null
  return (
    <details className="settled">
      <summary>Agreed or declined <span className="count">{settled.length}</span></summary>
      <ul>{settled.map((one) => <SettledRow key={one.id} recommendation={one} />)}</ul>
    </details>
  )
}

function SettledRow({ recommendation }: { readonly recommendation: Recommendation }): ReactNode {
  const room = useRoom()
  const now = useServerMinute()
  const { show } = useActions()
  const decision = decisionOn(room, recommendation)
  const words = [
    `${recommendationTitle(recommendation)} ${nameOf(room, recommendation.by)}`, answerWords(room, recommendation, now),
    ...(decision === undefined ? [] : [`Decision #${decision.number}`]),
  ]
  return (
    <li>
      <button type="button" className="reference" onClick={() => { show({ is: "recommendation", recommendation: recommendation.id }) }}>{recommendation.text}</button>
      <span className="meta">{words.join(". ")}</span>
    </li>
  )
}
