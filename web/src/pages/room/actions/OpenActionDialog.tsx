/** Gives an action to somebody: one that is proposed, lost its owner, or did not work. */
import { useState, type ReactNode } from "react"
import { actionTitle, isContact, ownerName } from "../../../incident/actions.ts"
import { mayChangeAction, mayOpenAction, mayOwn, reasonAgainst } from "../../../incident/may.ts"
import type { Action } from "../../../replica/types.ts"
import { DueField } from "../act/DueField.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { useReplica, useRoom, useServerMinute, useView } from "../RoomContext.tsx"
import { missingToOpen } from "./opening.ts"
import { OwnerField } from "./OwnerField.tsx"

export function OpenActionDialog({ action, onClose }: { readonly action: Action; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const now = useServerMinute()
  const lost = action.state === "to_reassign"
  const fits = action.owner !== undefined && !lost && mayOwn(room, action.owner).allowed
  const [owner, setOwner] = useState(fits ? action.owner : undefined)
  // A time that has passed is no time to report back by.
  const [reportBy, setReportBy] = useState(Date.parse(action.report_by ?? "") > now ? action.report_by : undefined)
  const [fault, setFault] = useState<string>()
  const from = action.from === undefined ? undefined : room.recommendations[action.from]
  const against = reasonAgainst(action.state === "proposed" ? mayOpenAction(room, person, from) : mayChangeAction(room, person, action))
  const open = (): void => {
    const missing = missingToOpen(room, owner, reportBy)
    setFault(missing)
    if (missing !== undefined || owner === undefined || reportBy === undefined) return
    replica.setAction(action.id, {
      state: "open", ...(owner === action.owner ? {} : { owner }), ...(reportBy === action.report_by ? {} : { report_by: reportBy }),
    })
    onClose()
  }
  return (
    <FormDialog
      title={lost ? `Give ${actionTitle(action)} to somebody` : action.state === "done" ? `Open ${actionTitle(action)} again` : `Open ${actionTitle(action)}`}
      lead={action.title} act={lost ? "Give it to them" : "Open the action"} blocked={against} fault={fault}
      note={owner !== undefined && isContact(room, owner) ? "A Liaison or the Secretariat acknowledges it for them." : "They are asked to acknowledge it."}
      onAct={open} onClose={onClose}
    >
      {lost && action.owner !== undefined ? <p className="hint">It was {ownerName(room, action.owner)}’s.</p> : null}
      <OwnerField value={owner} blocked={against} onValue={setOwner} />
      <DueField label="Report back by" value={reportBy} onValue={setReportBy} />
    </FormDialog>
  )
}
