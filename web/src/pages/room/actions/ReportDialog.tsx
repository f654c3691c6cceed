/** What an owner says of an action, or somebody for them: written whole, once. */
import { useState, type ReactNode } from "react"
import { actionTitle, ownerName } from "../../../incident/actions.ts"
import { mayNote, mayReport, reasonAgainst } from "../../../incident/may.ts"
import type { Action, NewReport } from "../../../replica/types.ts"
import { Group, Radios } from "../../../ui/Choice.tsx"
import { TextAreaField } from "../../../ui/Field.tsx"
import { DueField } from "../act/DueField.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"

type Said = Exclude<NewReport["answer"], "more_time">

const answers: readonly { readonly value: Said; readonly title: string; readonly hint: string }[] = [
  { value: "done", title: "Done", hint: "Somebody else then checks whether it worked" },
  { value: "blocked", title: "Blocked", hint: "It cannot go on. Say what is in the way" },
  { value: "dont_know", title: "I do not know", hint: "A full answer. Say what would tell us" },
  { value: "note", title: "A note", hint: "It goes on as it is" },
]

export function ReportDialog({ action, onClose }: { readonly action: Action; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [answer, setAnswer] = useState<Said>()
  const [text, setText] = useState("")
  const [fault, setFault] = useState<string>()
  const may = mayReport(room, person, action)
  const against = reasonAgainst(mayNote(room, person, action))
  const report = (): void => {
    if (answer === undefined) setFault("Choose what you report.")
    else if (answer !== "done" && text.trim() === "") setFault("Say it in a few words too.")
    else {
      replica.reportAction(action.id, { answer, ...(text.trim() === "" ? {} : { text: text.trim() }) })
      onClose()
    }
  }
  return (
    <FormDialog
      title={`Report on ${actionTitle(action)}`} lead={action.title} act="Report" blocked={against} fault={fault}
      note="Everyone sees it. It is not changed any more." onAct={report} onClose={onClose}
    >
      <For action={action} name={ownerName(room, action.owner)} own={action.owner === person} />
      <Group legend="What do you report?">
        <Radios value={answer} onValue={setAnswer} items={answers.map((one) => ({ ...one, ...(one.value === "note" ? {} : { blocked: reasonAgainst(may) }) }))} />
      </Group>
      <TextAreaField label={answer === "done" ? "What was done, can be left empty" : "In a few words"} rows={2} value={text} onValue={setText} />
    </FormDialog>
  )
}

export function MoreTimeDialog({ action, onClose }: { readonly action: Action; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [reportBy, setReportBy] = useState<string>()
  const [text, setText] = useState("")
  const [fault, setFault] = useState<string>()
  const ask = (): void => {
    if (reportBy === undefined) setFault("Say until when you need.")
    else {
      replica.reportAction(action.id, { answer: "more_time", report_by: reportBy, ...(text.trim() === "" ? {} : { text: text.trim() }) })
      onClose()
    }
  }
  return (
    <FormDialog
      title={`More time for ${actionTitle(action)}`} lead={action.title} act="Take more time" blocked={reasonAgainst(mayReport(room, person, action))} fault={fault}
      note="The new time is set at once, and everyone sees it." onAct={ask} onClose={onClose}
    >
      <For action={action} name={ownerName(room, action.owner)} own={action.owner === person} />
      <DueField label="New time to report back" value={reportBy} after={action.report_by} onValue={setReportBy} />
      <TextAreaField label="Why, can be left empty" rows={2} value={text} onValue={setText} />
    </FormDialog>
  )
}

function For({ action, name, own }: { readonly action: Action; readonly name: string; readonly own: boolean }): ReactNode {
  return own || action.owner === undefined ? null : <p className="hint">You report for {name}.</p>
}
