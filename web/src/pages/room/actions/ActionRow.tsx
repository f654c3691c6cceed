/** One action: what, who has it, whether they know, when they report back. Opens whole by its title. */
import type { ReactNode } from "react"
import { actionTitle, isNotRecommended, isRunning, isToBeChecked, isUnacknowledged, ownerName, stateName, type ActionGroup } from "../../../incident/actions.ts"
import { dueOf, verdictNames } from "../../../incident/action-words.ts"
import { teamOf } from "../../../incident/linked.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import type { Action } from "../../../replica/types.ts"
import { Icon } from "../../../ui/Icon.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useServerMinute, useSlice } from "../RoomContext.tsx"
import { RowButtons } from "./RowButtons.tsx"

export function ActionRow({ action, group }: { readonly action: Action; readonly group: ActionGroup }): ReactNode {
  const room = useRoom()
  const isUnsent = useSlice(({ unsentObjects }) => unsentObjects.has(action.id))
  const { show } = useActions()
  const isOver = group === "overdue"
  const was = group === "to_reassign" ? "was " : ""
  return (
    <li className={isOver ? "act act--over" : "act"} id={`a-${action.id}`}>
      <div>
        <button type="button" className="act__title" onClick={() => { show({ is: "action", action: action.id }) }}>
          {action.state === "cancelled" ? <del>{action.title}</del> : action.title}<span className="vh">, {actionTitle(action)}</span>
        </button>
        <div className="act__who">
          <span>{actionTitle(action)} {action.owner === undefined ? "" : `${was}${ownerName(room, action.owner)}`}</span>
          <Marks action={action} />
          {isUnsent ? <i>not sent yet</i> : null}
        </div>
      </div>
      <DueCell action={action} />
      <RowButtons action={action} />
    </li>
  )
}

function DueCell({ action }: { readonly action: Action }): ReactNode {
  const now = useServerMinute()
  const due = dueOf(action, now)
  if (due === undefined || action.state === "done" || action.state === "cancelled" || action.state === "moved") return <div className="act__due" />
  return <div className="act__due"><b>{due.at}</b>{isRunning(action) ? <span>{due.words}</span> : null}</div>
}

/** Whether its owner knows, and what is out of the ordinary. */
function Marks({ action }: { readonly action: Action }): ReactNode {
  const now = useServerMinute()
  const room = useRoom()
  const { state, acknowledged_at: at, chased_at: chased, check } = action
  return (
    <>
      {isRunning(action) ? (
        isUnacknowledged(action)
          ? <span className="ack ack--n"><Icon name="waiting" />Not acknowledged</span>
          : <span className="ack ack--y"><Icon name="action" />Acknowledged{at === undefined ? "" : ` ${shortMoment(msOf(at), now)}`}</span>
      ) : null}
      {state === "doing" ? <span>{stateName(state)}</span> : null}
      {isNotRecommended(room, action) ? <b className="amber">No recommendation agreed</b> : null}
      {state === "blocked" ? <b className="amber">{stateName(state)}</b> : null}
      {state === "cancelled" ? <span>{stateName(state)}</span> : null}
      {state === "moved" ? <span>Went to {teamOf(room, action.moved_to)?.title ?? "a team of its own"}</span> : null}
      {action.moved_from === undefined ? null : <span>Was {action.moved_from}</span>}
      {isToBeChecked(action) ? <b className="amber">Not checked</b> : null}
      {check === undefined ? null : <span className={check.verdict === "success" ? "ack ack--y" : "ack ack--n"}>{verdictNames[check.verdict]}</span>}
      {isRunning(action) && chased !== undefined ? <span>Chased {shortMoment(msOf(chased), now)}</span> : null}
    </>
  )
}
