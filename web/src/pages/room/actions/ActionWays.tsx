/** All that can be done with an action where it stands now; what this person may not, with the reason. */
import type { ReactNode } from "react"
import { hasFailed, isRunning, isToBegin, isUnacknowledged } from "../../../incident/actions.ts"
import {
  mayAcknowledge, mayCancelAction, mayChangeAction, mayChase, mayCheckAction, mayNote, mayOpenAction, mayReopenAction, mayReport, reasonAgainst,
} from "../../../incident/may.ts"
import type { Action } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useGive } from "../act/useGive.ts"
import { useActions } from "../RoomActions.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"
import { useReadsOnly } from "../useReadsOnly.ts"
import { mayBeOpenedAsItIs, openAsItIs } from "./opening.ts"

export function ActionWays({ action }: { readonly action: Action }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const { fault, give } = useGive()
  const { id, state } = action
  const from = action.from === undefined ? undefined : room.recommendations[action.from]
  const running = isRunning(action)
  const over = state === "done" || state === "cancelled"
  const reads = useReadsOnly()
  if (reads !== undefined) return null
  return (
    <div className="fg">
      <div className="btn-row" role="group" aria-label="What to do with it">
        {running && isUnacknowledged(action) ? (
          <Button small blocked={reasonAgainst(mayAcknowledge(room, person, action))} onClick={() => { replica.setAction(id, { acknowledged: true }) }}>Acknowledge</Button>
        ) : null}
        {isToBegin(action) ? <Button small look="second" blocked={reasonAgainst(mayReport(room, person, action))} onClick={() => { replica.setAction(id, { state: "doing" }) }}>Begin</Button> : null}
        {running ? <Button small look="second" blocked={reasonAgainst(mayReport(room, person, action))} onClick={() => { show({ is: "report", action: id }) }}>Report</Button> : null}
        {running ? <Button small look="second" blocked={reasonAgainst(mayReport(room, person, action))} onClick={() => { show({ is: "more_time", action: id }) }}>More time</Button> : null}
        {over ? <Button small look="second" blocked={reasonAgainst(mayNote(room, person, action))} onClick={() => { show({ is: "report", action: id }) }}>Add a note</Button> : null}
        {state === "proposed" ? (
          <Button small blocked={reasonAgainst(mayOpenAction(room, person, from))} onClick={() => {
            if (mayBeOpenedAsItIs(room, action)) openAsItIs(replica, action)
            else show({ is: "open_action", action: id })
          }}>Open</Button>
        ) : null}
        {state === "to_reassign" ? (
          <Button small blocked={reasonAgainst(mayChangeAction(room, person, action))} onClick={() => { show({ is: "open_action", action: id }) }}>Give it to somebody</Button>
        ) : null}
        {hasFailed(action) ? <Button small blocked={reasonAgainst(mayReopenAction(room, person, action))} onClick={() => { show({ is: "open_action", action: id }) }}>Open again</Button> : null}
        {state === "blocked" ? <Button small look="second" blocked={reasonAgainst(mayReopenAction(room, person, action))} onClick={() => { openAsItIs(replica, action) }}>No longer blocked</Button> : null}
        {state === "done" ? <Button small look="second" blocked={reasonAgainst(mayCheckAction(room, person, action))} onClick={() => { show({ is: "check", action: id }) }}>Check</Button> : null}
        {running ? (
          <Button small look="second" blocked={reasonAgainst(mayChase(room, person, action, connection.kind === "live"))} onClick={() => { give("chase", { action: id }) }}>Chase</Button>
        ) : null}
        {over ? null : <Button small look="warn" blocked={reasonAgainst(mayCancelAction(room, person, action))} onClick={() => { show({ is: "cancel_action", action: id }) }}>Cancel the action</Button>}
      </div>
      <Fault>{fault}</Fault>
    </div>
  )
}
