/** Everything about one action. Whoever may change it changes it here, where everyone sees it. */
import { useState, type ReactNode } from "react"
import { actionTitle, ownerName, stateName } from "../../../incident/actions.ts"
import { mayChangeAction, mayOwn, reasonAgainst } from "../../../incident/may.ts"
import { nameOf } from "../../../incident/people.ts"
import { recommendationTitle } from "../../../incident/recommendations.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import type { Action, RoomDocument } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { Also } from "../act/Also.tsx"
import { DueField } from "../act/DueField.tsx"
import { References } from "../References.tsx"
import { useReplica, useRoom, useServerMinute, useView } from "../RoomContext.tsx"
import { SharedText } from "../SharedText.tsx"
import { ActionReports } from "./ActionReports.tsx"
import { ActionWays } from "./ActionWays.tsx"
import { OwnerField } from "./OwnerField.tsx"
import { TitleField } from "./TitleField.tsx"

/** What two people may set at the same time. */
const alsoFields = { title: "Title", owner: "Owner", report_by: "Report back", state: "State", check: "Check" }

export function ActionDialog({ action, onClose }: { readonly action: Action; readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const now = useServerMinute()
  const against = reasonAgainst(mayChangeAction(room, person, action))
  return (
    <Dialog
      title={`${actionTitle(action)} ${action.title}`} lead={<References text={standing(room, action, now)} />} onClose={onClose}
      foot={(
        <>
          <span className="meta">{connection.kind !== "live" ? "Kept on this device. Goes when you reconnect." : against === undefined ? "Everyone sees changes as you make them." : "You see changes as they are made."}</span>
          <Button onClick={onClose}>Close</Button>
        </>
      )}
    >
      <ActionWays action={action} />
      {against === undefined ? <TitleField action={action} /> : null}
      <Instruction action={action} against={against} />
      {against === undefined ? <Changing action={action} /> : null}
      <Also collection="actions" id={action.id} fields={alsoFields} />
      <ActionReports action={action} />
    </Dialog>
  )
}

/** "Open. Owner Asha Verma, reports back by 02:20. Opened 01:45 by Maeve Lindqvist. Acknowledged 01:48. From R-7". */
function standing(room: RoomDocument, action: Action, nowMs: number): string {
  const at = (time: string): string => shortMoment(msOf(time), nowMs)
  const from = action.from === undefined ? undefined : room.recommendations[action.from]
  const owner = action.owner === undefined ? "Nobody has it yet" : `${action.state === "to_reassign" ? "It was" : "Owner"} ${ownerName(room, action.owner)}${action.state === "to_reassign" ? "’s" : ""}`
  return [
    stateName(action.state),
    action.report_by === undefined ? owner : `${owner}, reports back by ${at(action.report_by)}`,
    `Written by ${nameOf(room, action.by)}`,
    ...(action.opened_at === undefined ? [] : [`Opened ${at(action.opened_at)}`]),
    ...(action.instructed_by === undefined ? [] : [`Instructed by ${nameOf(room, action.instructed_by)}`]),
    ...(action.acknowledged_at === undefined || action.acknowledged !== true ? [] : [`Acknowledged ${at(action.acknowledged_at)}`]),
    ...(action.chased_at === undefined ? [] : [`Chased ${at(action.chased_at)}`]),
    ...(from === undefined ? [] : [`From ${recommendationTitle(from)}`]),
  ].join(". ")
}

function Instruction({ action, against }: { readonly action: Action; readonly against: string | undefined }): ReactNode {
  const replica = useReplica()
  const write = (base: string, typed: string): void => { replica.writeText(["actions", action.id, "instruction"], base, typed) }
  if (against !== undefined) {
    return (
      <div className="fg">
        <h3>Instruction</h3>
        <p className="changed">{action.instruction === "" ? <span className="meta">None beside its title.</span> : <References text={action.instruction} />}</p>
        <p className="meta">{against}</p>
      </div>
    )
  }
  return (
    <div className="fg">
      <label className="label" htmlFor="instruction">Instruction</label>
      <SharedText id="instruction" text={action.instruction} carets={[]} placeholder="How, with whom, what to bring back" onWrite={write} />
    </div>
  )
}

function Changing({ action }: { readonly action: Action }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  // Without an owner it is opened first, whole.
  const running = action.state === "open" || action.state === "doing" || action.state === "blocked"
  const setOwner = (owner: string | undefined): void => {
    if (owner !== undefined && owner !== action.owner && mayOwn(room, owner).allowed) replica.setAction(action.id, { owner })
  }
  return (
    <>
      {running ? <OwnerField value={action.owner} onValue={setOwner} /> : null}
      {running ? <NewTime action={action} /> : null}
    </>
  )
}

/** Set by its button and not with every key: half a time is a time too. */
function NewTime({ action }: { readonly action: Action }): ReactNode {
  const replica = useReplica()
  const [time, setTime] = useState<string>()
  const set = (): void => {
    if (time !== undefined && time !== action.report_by) replica.setAction(action.id, { report_by: time })
    setTime(undefined)
  }
  return (
    <div className="newtime">
      <DueField key={action.report_by} label="New time to report back" value={time} after={action.report_by} onValue={setTime} />
      {time === undefined ? null : <Button small onClick={set}>Set this time</Button>}
    </div>
  )
}
