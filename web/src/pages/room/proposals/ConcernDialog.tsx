/** Raises a concern: an item of its own, which must be answered. */
import type { ReactNode } from "react"
import { mayRaiseConcern, reasonAgainst } from "../../../incident/may.ts"
import { useKept } from "../../../ui/kept.ts"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useRoom, useView } from "../RoomContext.tsx"

export function ConcernDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, incident, connection } = useView()
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [text, setText, drop] = useKept(`concern.${incident}.${person}`, "")
  const raise = (): void => {
    if (text.trim() === "") setFault("Say what concerns you.")
    else give("raise_concern", { text: text.trim() }, () => {
      drop()
      onClose()
    })
  }
  return (
    <FormDialog
      title="Raise a concern" lead="Anything that worries you: about people, about a decision, about how this is run." act="Raise it"
      blocked={reasonAgainst(mayRaiseConcern(room, person, connection.kind === "live"))} busy={busy} fault={fault}
      note="Everyone in the incident sees it. It stays until the Incident Manager, the Deputy or the Secretariat has answered." onAct={raise} onClose={onClose}
    >
      <ReasonField label="Concern" first rows={3} value={text} onValue={setText} />
    </FormDialog>
  )
}
