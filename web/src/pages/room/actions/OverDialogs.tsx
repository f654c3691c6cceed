/** Ends of an action: whether it worked, and that it is not to be done. */
import { useState, type ReactNode } from "react"
import { actionTitle, ownerName } from "../../../incident/actions.ts"
import { mayCancelAction, mayCheckAction, reasonAgainst } from "../../../incident/may.ts"
import type { Action, Check } from "../../../replica/types.ts"
import { Group, Radios } from "../../../ui/Choice.tsx"
import { TextAreaField } from "../../../ui/Field.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"

const verdicts: readonly { readonly value: Check["verdict"]; readonly title: string; readonly hint?: string }[] = [
  { value: "success", title: "It worked" },
  { value: "failure", title: "It did not work", hint: "It can then be opened again" },
]

export function CheckDialog({ action, onClose }: { readonly action: Action; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [verdict, setVerdict] = useState<Check["verdict"]>()
  const [text, setText] = useState("")
  const [fault, setFault] = useState<string>()
  const check = (): void => {
    if (verdict === undefined) setFault("Say whether it worked.")
    else {
      replica.checkAction(action.id, verdict, text.trim())
      onClose()
    }
  }
  return (
    <FormDialog
      title={`Check ${actionTitle(action)}`} lead={`${action.title}. Done by ${ownerName(room, action.owner)}.`} act="Say so"
      blocked={reasonAgainst(mayCheckAction(room, person, action))} fault={fault} note="Somebody other than its owner checks." onAct={check} onClose={onClose}
    >
      <Group legend="Did it work?"><Radios value={verdict} onValue={setVerdict} items={verdicts} /></Group>
      <TextAreaField label="How you know, can be left empty" rows={2} value={text} onValue={setText} />
    </FormDialog>
  )
}

export function CancelActionDialog({ action, onClose }: { readonly action: Action; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [why, setWhy] = useState("")
  const [fault, setFault] = useState<string>()
  const cancel = (): void => {
    if (why.trim() === "") setFault("Say why it is not to be done.")
    else {
      replica.cancelAction(action.id, why.trim())
      onClose()
    }
  }
  return (
    <FormDialog
      title={`Cancel ${actionTitle(action)}`} lead={action.title} act="Cancel the action" cancel="Leave it open" fault={fault}
      blocked={reasonAgainst(mayCancelAction(room, person, action))} note="It stays in the list, ruled through. Tell its owner." onAct={cancel} onClose={onClose}
    >
      <TextAreaField label="Why" rows={2} value={why} onValue={setWhy} />
    </FormDialog>
  )
}
