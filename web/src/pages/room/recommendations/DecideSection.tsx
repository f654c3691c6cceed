/** What waits for an answer: of this person first, since it holds up others; then of the manager. */
import type { ReactNode } from "react"
import { awaitingAgreement } from "../../../incident/communications.ts"
import { mayRaiseConcern, mayRecommend, maySuggestEscalation, reasonAgainst } from "../../../incident/may.ts"
import { openProposals, proposalsFor } from "../../../incident/proposals.ts"
import { questionsTo, waitingRecommendations } from "../../../incident/recommendations.ts"
import type { Message, Proposal, Recommendation } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { ActButton } from "../act/ActButton.tsx"
import { MessageCard } from "../communications/MessageCard.tsx"
import { ProposalCard } from "../proposals/ProposalCard.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useView } from "../RoomContext.tsx"
import { Settled } from "./Settled.tsx"
import { RecommendationCard } from "./RecommendationCard.tsx"

/** For whoever commands or keeps the log both stand above the actions; for others what they are to do comes between. */
export function WaitingForYou(): ReactNode {
  const { mine, asked, all, recommendations, messages, isManager } = useWaiting()
  if (isManager) return <Block title="Waiting for your decision" recommendations={recommendations} proposals={all} messages={messages} ways />
  return mine.length + asked.length === 0 ? null : <Block title="Waiting for your answer" recommendations={asked} proposals={mine} />
}

export function WaitingForManager(): ReactNode {
  const { mine, asked, all, recommendations, messages, isManager } = useWaiting()
  if (isManager) return null
  return (
    <Block
      title="Waiting for the Incident Manager" recommendations={recommendations.filter((one) => !asked.includes(one))}
      proposals={all.filter((one) => !mine.includes(one))} messages={messages} ways
    />
  )
}

interface Waiting {
  readonly isManager: boolean
  readonly recommendations: readonly Recommendation[]
  /** Questions back to this person. */
  readonly asked: readonly Recommendation[]
  readonly messages: readonly Message[]
  readonly all: readonly Proposal[]
  readonly mine: readonly Proposal[]
}

function useWaiting(): Waiting {
  const room = useRoom()
  const { person } = useView()
  const isManager = room.command.manager === person
  return {
    isManager, recommendations: waitingRecommendations(room), asked: isManager ? [] : questionsTo(room, person),
    messages: awaitingAgreement(room), all: openProposals(room), mine: proposalsFor(room, person),
  }
}

function Block({ title, recommendations, proposals, messages = [], ways = false }: {
  readonly title: string
  readonly recommendations: readonly Recommendation[]
  readonly proposals: readonly Proposal[]
  readonly messages?: readonly Message[]
  readonly ways?: boolean
}): ReactNode {
  const number = recommendations.length + proposals.length + messages.length
  return (
    <section className="decide">
      <div className="pane__bar"><h2 id={ways ? "decisions" : undefined} tabIndex={-1}>{title}</h2><span className="count">{number}</span></div>
      {number === 0 ? <p className="acts__none">Nothing. Recommendations, messages, concerns and suggestions wait here.</p> : null}
      {recommendations.map((one) => <RecommendationCard key={one.id} recommendation={one} />)}
      {messages.map((one) => <MessageCard key={one.id} message={one} />)}
      {proposals.map((one) => <ProposalCard key={one.id} proposal={one} />)}
      {ways ? <Ways /> : null}
      {ways ? <Settled /> : null}
    </section>
  )
}

/** What brings something here. Escalation is suggested where the command level is. */
function Ways(): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const live = connection.kind === "live"
  return (
    <div className="btn-row decide__ways">
      <ActButton small look="second" blocked={reasonAgainst(mayRecommend(room, person))} onClick={() => { show({ is: "recommend" }) }}>Recommend</ActButton>
      <ActButton small look="link" blocked={reasonAgainst(mayRaiseConcern(room, person, live))} onClick={() => { show({ is: "concern" }) }}>Raise a concern</ActButton>
      {maySuggestEscalation(room, person, live).allowed
        ? <Button small look="link" onClick={() => { show({ is: "level" }) }}>Suggest escalation</Button>
        : null}
    </div>
  )
}
