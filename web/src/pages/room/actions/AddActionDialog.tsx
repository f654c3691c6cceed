/** Adds an action whole, in one change. What is typed is kept in this tab until then. */
import { useState, type ReactNode } from "react"
import { mayOpenAction, mayProposeAction, reasonAgainst } from "../../../incident/may.ts"
import { actionFrom, recommendationTitle } from "../../../incident/recommendations.ts"
import type { NewAction, RecommendationId } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { useKept } from "../../../ui/kept.ts"
import { DueField } from "../act/DueField.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"
import { missingToOpen } from "./opening.ts"
import { OwnerField } from "./OwnerField.tsx"

type Form = Omit<NewAction, "state">

interface AddActionDialogProps {
  readonly from?: RecommendationId | undefined
  readonly onClose: () => void
}

export function AddActionDialog({ from, onClose }: AddActionDialogProps): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person, incident } = useView()
  const recommendation = from === undefined ? undefined : room.recommendations[from]
  const [form, setForm, drop] = useKept<Form>(`action.${incident}.${person}.${from ?? ""}`, recommendation ? actionFrom(recommendation) : { title: "" })
  const [fault, setFault] = useState<string>()
  const open = mayOpenAction(room, person, recommendation)
  const propose = mayProposeAction(room, person)
  const add = (state: "open" | "proposed"): void => {
    const { title, instruction = "", owner, report_by, from: source } = form
    const missing = title.trim() === "" ? "Say what is to be done first." : state === "open" ? missingToOpen(room, owner, report_by) : undefined
    setFault(missing)
    if (missing !== undefined) return
    replica.createAction({
      title: title.trim(), instruction: instruction.trim(), state,
      ...(owner === undefined ? {} : { owner }), ...(report_by === undefined ? {} : { report_by }), ...(source === undefined ? {} : { from: source }),
    })
    drop()
    onClose()
  }
  return (
    <Dialog
      title={recommendation === undefined ? "Add an action" : `Add an action from ${recommendationTitle(recommendation)}`} onClose={onClose}
      foot={(
        <>
          <span className="meta">{open.allowed ? "Its owner is asked to acknowledge it." : "Somebody who may open it sees it at once."}</span>
          <Button look="second" onClick={onClose}>Cancel</Button>
          <Button look={open.allowed ? "second" : "main"} blocked={reasonAgainst(propose)} onClick={() => { add("proposed") }}>Propose</Button>
          <Button blocked={reasonAgainst(open)} onClick={() => { add("open") }}>Open the action</Button>
        </>
      )}
    >
      <Fault>{fault}</Fault>
      {open.allowed ? null : <p className="hint">{open.reason}</p>}
      <div className="fg">
        <label className="label" htmlFor="action-title">What is to be done</label>
        <input className="field" id="action-title" data-focus maxLength={300} value={form.title} onChange={(event) => { setForm({ ...form, title: event.target.value }) }} />
      </div>
      <div className="fg">
        <label className="label" htmlFor="action-instruction">Instruction, can be left empty</label>
        <textarea
          className="field" id="action-instruction" rows={2} maxLength={20_000} value={form.instruction ?? ""}
          onChange={(event) => { setForm({ ...form, instruction: event.target.value }) }}
        />
      </div>
      <OwnerField value={form.owner} onValue={(owner) => { setForm(withField(form, "owner", owner)) }} />
      <DueField label="Report back by" value={form.report_by} onValue={(time) => { setForm(withField(form, "report_by", time)) }} />
    </Dialog>
  )
}

function withField(form: Form, field: "owner" | "report_by", value: string | undefined): Form {
  const others = Object.fromEntries(Object.entries(form).filter(([key]) => key !== field))
  return { ...others, title: form.title, ...(value === undefined ? {} : { [field]: value }) }
}
