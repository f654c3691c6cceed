/** Declines a proposal, or answers a concern: with words, which whoever raised it reads. */
import { useState, type ReactNode } from "react"
import { mayDecline, reasonAgainst } from "../../../incident/may.ts"
import type { Proposal } from "../../../replica/types.ts"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useRoom, useView } from "../RoomContext.tsx"

export function DeclineDialog({ proposal, onClose }: { readonly proposal: Proposal; readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [reason, setReason] = useState("")
  const isConcern = proposal.kind === "concern"
  const decline = (): void => {
    if (reason.trim() === "") setFault(`${isConcern ? "Write the answer" : "Say why"}, for ${proposal.name}.`)
    else give("decline_proposal", { proposal: proposal.id, reason: reason.trim() }, onClose)
  }
  return (
    <FormDialog
      title={isConcern ? `Answer the concern of ${proposal.name}` : `Decline the proposal of ${proposal.name}`} act={isConcern ? "Answer" : "Decline"}
      blocked={reasonAgainst(mayDecline(room, person, proposal, connection.kind === "live"))} busy={busy} fault={fault}
      note={isConcern ? "The concern is settled with this answer. Take it up instead to act on it." : "It is sealed in the log with your reason."}
      onAct={decline} onClose={onClose}
    >
      <blockquote className="quote">{proposal.text}</blockquote>
      <ReasonField label={isConcern ? "Answer" : "Reason"} first value={reason} onValue={setReason} />
    </FormDialog>
  )
}
