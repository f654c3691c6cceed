/** A line of the register: what the document is, where it is kept, who looks after it. */
import { useState, type ReactNode } from "react"
import { mayWriteDocument, reasonAgainst } from "../../incident/may.ts"
import { changed } from "../../incident/review.ts"
import type { Paper, PersonId } from "../../replica/types.ts"
import { Group, Radios } from "../../ui/Choice.tsx"
import { TextField } from "../../ui/Field.tsx"
import { FormDialog } from "../room/act/FormDialog.tsx"
import { WhoField } from "../room/communications/WhoField.tsx"
import { useReplica, useRoom, useView } from "../room/RoomContext.tsx"

interface DocumentDialogProps {
  /** Absent for one of which the register says nothing yet. */
  readonly paper: Paper | undefined
  /** Absent for one that is to be named. */
  readonly name: string | undefined
  readonly captured: boolean
  readonly onClose: () => void
}

interface Said {
  readonly name: string
  readonly state: Paper["state"]
  readonly place: string | undefined
  readonly owner: PersonId | undefined
}

const states: readonly { readonly value: Paper["state"]; readonly title: string }[] = [
  { value: "missing", title: "Not captured yet" },
  { value: "captured", title: "Captured" },
]

export function DocumentDialog({ paper, name = "", captured, onClose }: DocumentDialogProps): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [before] = useState<Said>({ name, state: paper?.state ?? "missing", place: paper?.place, owner: paper?.owner })
  const [form, setForm] = useState<Said>({ ...before, state: captured ? "captured" : "missing" })
  const [fault, setFault] = useState<string>()
  const save = (): void => {
    const place = form.place?.trim()
    const after = { ...form, name: form.name.trim(), place: place === "" ? undefined : place }
    const needsPlace = after.state === "captured" && after.place === undefined && paper?.attachment === undefined
    const missing = after.name === "" ? "Write the document’s name first." : needsPlace ? "Say where it is kept." : undefined
    setFault(missing)
    if (missing !== undefined) return
    const { place: kept, owner } = after
    const fields = changed(before, after)
    if (paper === undefined) {
      replica.createThing("documents", { name: after.name, state: after.state, ...(kept === undefined ? {} : { place: kept }), ...(owner === undefined ? {} : { owner }) })
    } else if (Object.keys(fields).length > 0) replica.setThing("documents", paper.id, fields)
    onClose()
  }
  return (
    <FormDialog
      title={name === "" ? "Add a document" : name} lead="A line of the documentation register." act={name === "" ? "Add" : "Save"} fault={fault} blocked={reasonAgainst(mayWriteDocument(room, person))}
      note="Sealed in the log once it is captured." onAct={save} onClose={onClose}
    >
      {name !== "" && paper === undefined ? null : <TextField label="Document" maxLength={300} {...(name === "" ? { "data-focus": true } : {})} value={form.name} onValue={(value) => { setForm({ ...form, name: value }) }} />}
      <TextField
        label="Where it is kept" hint="A folder, a link, a cupboard." maxLength={300} {...(name === "" ? {} : { "data-focus": true })}
        value={form.place ?? ""} onValue={(place) => { setForm({ ...form, place }) }}
      />
      <WhoField label="Who looks after it" nobody="Nobody yet" contacts={false} value={form.owner} onValue={(owner) => { setForm({ ...form, owner }) }} />
      <Group legend="State"><Radios value={form.state} onValue={(state) => { setForm({ ...form, state }) }} items={states} /></Group>
    </FormDialog>
  )
}
