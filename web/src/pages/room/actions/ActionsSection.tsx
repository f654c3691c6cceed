/** What must be done: overdue first, and at the end what is over. */
import type { ReactNode } from "react"
import { actionCounts, actionGroupKeys, actionGroups, groupNames, isToBeChecked, type ActionGroup } from "../../../incident/actions.ts"
import { mayProposeAction, reasonAgainst } from "../../../incident/may.ts"
import { agreedWithoutAction, recommendationTitle } from "../../../incident/recommendations.ts"
import { plainMinute } from "../../../incident/times.ts"
import { count } from "../../../incident/words.ts"
import type { Action } from "../../../replica/types.ts"
import { ActButton } from "../act/ActButton.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useServerMinute, useView } from "../RoomContext.tsx"
import { ActionRow } from "./ActionRow.tsx"

export function ActionsSection(): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const now = useServerMinute()
  const groups = actionGroups(room, now)
  const { open, done } = actionCounts(room, now)
  const any = Object.keys(room.actions).length > 0
  const against = reasonAgainst(mayProposeAction(room, person))
  return (
    <section className="acts" aria-labelledby="actions">
      <div className="pane__bar">
        <h2 id="actions" tabIndex={-1}>Actions</h2>
        <span className="count">{open} open, {done} done</span>
        <ActButton small look="second" blocked={against} onClick={() => { show({ is: "add_action" }) }}>Add<span className="vh"> an action</span></ActButton>
      </div>
      {connection.kind === "live" ? null : <p className="acts__none">As of {plainMinute(connection.since)}. Times go on by this device’s clock.</p>}
      <Agreed />
      {any ? null : <p className="acts__none">No actions yet. Each has one owner and a time to report back.</p>}
      {actionGroupKeys.map((key) => (groups[key].length === 0 ? null : <Group key={key} name={key} actions={groups[key]} />))}
    </section>
  )
}

function Group({ name, actions }: { readonly name: ActionGroup; readonly actions: readonly Action[] }): ReactNode {
  const rows = <ul>{actions.map((action) => <ActionRow key={action.id} action={action} group={name} />)}</ul>
  if (name === "done") {
    const unchecked = actions.filter(isToBeChecked).length
    return (
      <details className="acts__over">
        <summary>{groupNames.done} <span className="count">{actions.length}{unchecked === 0 ? "" : `, ${unchecked} to be checked`}</span></summary>
        {rows}
      </details>
    )
  }
  const grave = name === "overdue"
  return (
    <>
      <h3 className={grave ? "red" : ""}>{groupNames[name]} <span className={grave ? "count red" : "count"}>{actions.length}</span></h3>
      {rows}
    </>
  )
}

/** Agreed to, and nobody has been given it: what an agreement is easily left at. */
function Agreed(): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { show } = useActions()
  const waiting = agreedWithoutAction(room)
  if (waiting.length === 0) return null
  const against = reasonAgainst(mayProposeAction(room, person))
  return (
    <>
      <h3>Agreed, not yet an action <span className="count"><span className="vh">{count(waiting.length, "recommendation")}</span><span aria-hidden="true">{waiting.length}</span></span></h3>
      <ul>
        {waiting.map((one) => (
          <li className="act" key={one.id}>
            <div><span className="clip">{one.text}</span><div className="act__who">{recommendationTitle(one)}</div></div>
            <ActButton small look="second" blocked={against} onClick={() => { show({ is: "add_action", from: one.id }) }}>
              Give it<span className="vh"> to somebody, {recommendationTitle(one)}</span>
            </ActButton>
          </li>
        ))}
      </ul>
    </>
  )
}
