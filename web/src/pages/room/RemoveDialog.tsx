/** Ends somebody's part in the incident: a reason, in neutral words, and what it means for them. */
import { useState, type ReactNode } from "react"
import { actionsOf } from "../../incident/actions.ts"
import { mayRemoveMember, reasonAgainst } from "../../incident/may.ts"
import { describe } from "../../incident/people.ts"
import { count } from "../../incident/words.ts"
import type { Member } from "../../replica/types.ts"
import { FormDialog } from "./act/FormDialog.tsx"
import { ReasonField } from "./act/ReasonField.tsx"
import { useGiveAsSeen } from "./act/useGive.ts"
import { useRoom, useView } from "./RoomContext.tsx"

export function RemoveDialog({ member, onClose }: { readonly member: Member; readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [reason, setReason] = useState("")
  const owned = actionsOf(room, member.person).length
  const remove = (): void => {
    if (reason.trim() === "") setFault("Give a reason. It goes in the log.")
    else give("remove_member", { person: member.person, reason: reason.trim() }, onClose)
  }
  return (
    <FormDialog
      title={`End ${member.name}’s part in this incident`} lead={describe(member)} act="End their part"
      blocked={reasonAgainst(mayRemoveMember(room, person, member.person, connection.kind === "live"))} busy={busy} fault={fault}
      note="It says nothing against them. They can be added again." onAct={remove} onClose={onClose}
    >
      <ul className="changes">
        <li>They no longer see the incident, from the moment it is recorded. What they wrote stays.</li>
        <li>What they had not sent they can still hand in.</li>
        {owned === 0 ? null : <li>{count(owned, "action")} of theirs {owned === 1 ? "needs" : "need"} a new owner.</li>}
      </ul>
      <ReasonField hint="Such as: their shift is over, or they are needed elsewhere." first value={reason} onValue={setReason} />
    </FormDialog>
  )
}
