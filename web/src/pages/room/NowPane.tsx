/** What wants somebody now: decisions first, since they hold up others, then actions; then what is to put right. */
import { useParams } from "@tanstack/react-router"
import { memo, type ReactNode } from "react"
import { leftDrafts } from "../../incident/drafts.ts"
import { actionCounts, actionsOf, groupOf, isUnacknowledged } from "../../incident/actions.ts"
import { isCommand, nameOf } from "../../incident/people.ts"
import { proposalsFor } from "../../incident/proposals.ts"
import { questionsTo, waitingRecommendations } from "../../incident/recommendations.ts"
import { plainMinute, msOf } from "../../incident/times.ts"
import { warnings, type Warning } from "../../incident/warnings.ts"
import { kindNames } from "../../incident/words.ts"
import type { Draft, DraftId } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { ActionsSection } from "./actions/ActionsSection.tsx"
import { Decisions } from "./Decisions.tsx"
import { HereNow } from "./HereNow.tsx"
import { WaitingForManager, WaitingForYou } from "./recommendations/DecideSection.tsx"
import { useActions } from "./RoomActions.tsx"
import { useRoom, useServerMinute, useSlice, useView } from "./RoomContext.tsx"
import { useRoomSearch } from "./search.ts"
import { TryCard } from "./TryCard.tsx"

export const NowPane = memo(function NowPane({ composing }: { readonly composing: DraftId | undefined }): ReactNode {
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  const { person } = useView()
  const commands = isCommand(useRoom(), person)
  return (
    <section className="pane pane--r" aria-label="Decide and do">
      <div className="pane__scroll" tabIndex={0} role="region" aria-label="What wants somebody now">
        <h2 className="vh">Decide and do</h2>
        <div className="now">
          <NotAccepted />
          <WaitingForYou />
          {commands ? <WaitingForManager /> : null}
          <TryCard incident={incident} />
          <ActionsSection />
          {commands ? null : <WaitingForManager />}
          <PutRight />
          <NotSealed composing={composing} />
          <Decisions />
          <HereNow />
        </div>
      </div>
    </section>
  )
})

function NotAccepted(): ReactNode {
  const { tray } = useView()
  const { show } = useActions()
  if (tray.length === 0) return null
  return (
    <section className="now__sec now__sec--grave">
      <h3>Not accepted<span className="count">{tray.length}</span></h3>
      <ul>
        {tray.map((item) => (
          <li key={item.id}><span className="clip">{item.text === "" ? item.reason : item.text}</span><span className="meta">written {plainMinute(msOf(item.writtenAt))}</span></li>
        ))}
      </ul>
      <div className="btn-row"><Button small look="second" onClick={() => { show({ is: "tray" }) }}>Decide what to do</Button></div>
    </section>
  )
}

function PutRight(): ReactNode {
  const room = useRoom()
  const now = useServerMinute()
  // What is about actions and proposals is shown with them.
  const found = warnings(room, now).filter(({ about }) => about === undefined || about === "command")
  if (room.incident.phase === "pre_incident") return null
  return (
    <section className="now__sec">
      <h3>To put right<span className="count">{found.length}</span></h3>
      {found.length === 0 ? <p className="sit__none">Nothing. The team is as the plan asks, and every question is being checked.</p> : (
        <ul>{found.map((warning) => <WarningRow key={warning.key} warning={warning} />)}</ul>
      )}
    </section>
  )
}

const places: Readonly<Record<Warning["where"], string>> = { team: "Team", situation: "Situation", communications: "Communications" }

function WarningRow({ warning }: { readonly warning: Warning }): ReactNode {
  const [, set] = useRoomSearch()
  return (
    <li className="has-do">
      <div><b className={warning.grave ? "red" : "amber"}>{warning.text}</b><span className="meta">{warning.detail}</span></div>
      <Button small look="link" onClick={() => { set({ side: warning.where, tab: "situation" }) }}>
        {places[warning.where]}<span className="vh">: {warning.text}</span>
      </Button>
    </li>
  )
}

/** Drafts that nobody is at: forgotten ones are found here. Those being written are in the log. */
function NotSealed({ composing }: { readonly composing: DraftId | undefined }): ReactNode {
  const drafts = useSlice((view) => leftDrafts(view, composing))
  if (drafts.length === 0) return null
  return (
    <section className="now__sec">
      <h3>Not sealed yet<span className="count">{drafts.length}</span></h3>
      <ul>{drafts.map((draft) => <DraftRow key={draft.id} draft={draft} />)}</ul>
    </section>
  )
}

function DraftRow({ draft }: { readonly draft: Draft }): ReactNode {
  const view = useView()
  const room = useRoom()
  const { writeIn } = useActions()
  const own = draft.by === view.person
  return (
    <li className="has-do">
      <div>
        <span className="clip">{draft.text === "" ? kindNames[draft.kind] : draft.text}</span>
        <span className="meta">
          {kindNames[draft.kind]} by {own ? "you" : nameOf(room, draft.by)}, begun {plainMinute(msOf(draft.begun_at))}
        </span>
      </div>
      <Button small look="link" onClick={() => { writeIn(draft.id) }}>Open<span className="vh"> the draft of {own ? "yours" : nameOf(room, draft.by)}</span></Button>
    </li>
  )
}

/** How much of the pane waits for this person: the number on the phone's tab. */
export function useNowCount(): { readonly number: number; readonly grave: boolean } {
  const { tray, person } = useView()
  const room = useRoom()
  const now = useServerMinute()
  const { overdue, toReassign } = actionCounts(room, now)
  const isCommanding = isCommand(room, person)
  const own = actionsOf(room, person)
  const late = isCommanding ? overdue + toReassign : own.filter((action) => groupOf(action, now) === "overdue").length
  const unacknowledged = own.filter(isUnacknowledged).length
  const recommendations = room.command.manager === person ? waitingRecommendations(room) : questionsTo(room, person)
  const number = tray.length + late + unacknowledged + recommendations.length + proposalsFor(room, person).length
  return { number, grave: tray.length > 0 || late > 0 }
}
