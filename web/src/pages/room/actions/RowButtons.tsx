/** What this person does with an action in one tap. What others may do, and why one may not, is in its dialog. */
import type { ReactNode } from "react"
import { actionTitle, groupOf, hasFailed, isContact, isRunning, isToBeChecked, isToBegin, isUnacknowledged } from "../../../incident/actions.ts"
import { mayAcknowledge, mayChangeAction, mayChase, mayCheckAction, mayOpenAction, mayReopenAction, mayReport } from "../../../incident/may.ts"
import type { Action } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useGive } from "../act/useGive.ts"
import { useActions } from "../RoomActions.tsx"
import { useReplica, useRoom, useServerMinute, useView } from "../RoomContext.tsx"
import { mayBeOpenedAsItIs, openAsItIs } from "./opening.ts"

export function RowButtons({ action }: { readonly action: Action }): ReactNode {
  const replica = useReplica()
  const { show } = useActions()
  const { fault, give } = useGive()
  const ways = useWays(action)
  const { id } = action
  const name = <span className="vh"> {actionTitle(action)}</span>
  if (Object.values(ways).every((is) => !is)) return null
  return (
    <div className="act__do">
      <div className="btn-row">
        {ways.acknowledge ? <Button small onClick={() => { replica.setAction(id, { acknowledged: true }) }}>Acknowledge{name}</Button> : null}
        {ways.begin ? <Button small look="second" onClick={() => { replica.setAction(id, { state: "doing" }) }}>Begin{name}</Button> : null}
        {ways.report ? <Button small look="second" onClick={() => { show({ is: "report", action: id }) }}>Report<span className="vh"> on</span>{name}</Button> : null}
        {ways.report ? <Button small look="second" onClick={() => { show({ is: "more_time", action: id }) }}>More time<span className="vh"> for</span>{name}</Button> : null}
        {ways.open ? <OpenButton action={action} /> : null}
        {ways.reopen ? <Button small look="second" onClick={() => { show({ is: "open_action", action: id }) }}>Open again{name}</Button> : null}
        {ways.check ? <Button small look="second" onClick={() => { show({ is: "check", action: id }) }}>Check{name}</Button> : null}
        {ways.chase ? <Button small look="second" onClick={() => { give("chase", { action: id }) }}>Chase{name}</Button> : null}
      </div>
      <Fault>{fault}</Fault>
    </div>
  )
}

/** One tap where it is complete; else the dialog asks for what is missing. */
function OpenButton({ action }: { readonly action: Action }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { show } = useActions()
  const lost = action.state === "to_reassign"
  const open = (): void => {
    if (!lost && mayBeOpenedAsItIs(room, action)) openAsItIs(replica, action)
    else show({ is: "open_action", action: action.id })
  }
  return <Button small onClick={open}>{lost ? "Give it to somebody" : "Open"}<span className="vh"> {actionTitle(action)}</span></Button>
}

interface Ways {
  readonly acknowledge: boolean
  readonly begin: boolean
  readonly report: boolean
  readonly open: boolean
  readonly reopen: boolean
  readonly check: boolean
  readonly chase: boolean
}

function useWays(action: Action): Ways {
  const room = useRoom()
  const { person, connection } = useView()
  const now = useServerMinute()
  const live = connection.kind === "live"
  // The Secretariat may speak for everybody, in the dialog; here are one's own, and those of people without an account.
  const own = action.owner === person || isContact(room, action.owner)
  const due = groupOf(action, now) === "overdue"
  const from = action.from === undefined ? undefined : room.recommendations[action.from]
  return {
    acknowledge: own && mayAcknowledge(room, person, action).allowed,
    begin: own && isToBegin(action) && mayReport(room, person, action).allowed,
    report: own && mayReport(room, person, action).allowed,
    open: (action.state === "proposed" && mayOpenAction(room, person, from).allowed) || (action.state === "to_reassign" && mayChangeAction(room, person, action).allowed),
    reopen: hasFailed(action) && mayReopenAction(room, person, action).allowed,
    check: isToBeChecked(action) && mayCheckAction(room, person, action).allowed,
    chase: isRunning(action) && action.owner !== person && (due || isUnacknowledged(action)) && mayChase(room, person, action, live).allowed,
  }
}
