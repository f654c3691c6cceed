/** Severity, category and what may be involved. Each that changed is a command and an entry of its own. */
import { useState, type ReactNode } from "react"
import { maySetSeverity, reasonAgainst } from "../../../incident/may.ts"
import { categoryNames, severities, severityHints, type Severity } from "../../../incident/words.ts"
import type { Category, IncidentHeader } from "../../../replica/types.ts"
import { Checks, Group, Radios } from "../../../ui/Choice.tsx"
import { SelectField } from "../../../ui/Field.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useSpoken } from "../act/useSpoken.tsx"
import { useRoom, useView } from "../RoomContext.tsx"

type Said = "severity_provisional" | "category_provisional" | "security" | "personal_data"

interface Form {
  readonly severity: Severity | undefined
  readonly category: Category | ""
  readonly said: readonly Said[]
}

const marks: readonly Said[] = ["severity_provisional", "category_provisional", "security", "personal_data"]

function formOf(incident: IncidentHeader): Form {
  return { severity: incident.severity, category: incident.category ?? "", said: marks.filter((mark) => incident[mark]) }
}

/** The commands that make `before` read as `after`. */
export function changesOf(before: Form, after: Form): readonly (readonly [name: string, fields: Readonly<Record<string, unknown>>])[] {
  const moved = (mark: Said): boolean => before.said.includes(mark) !== after.said.includes(mark)
  const has = (mark: Said): boolean => after.said.includes(mark)
  const { severity, category } = after
  return [
    ...(severity !== undefined && (severity !== before.severity || moved("severity_provisional"))
      ? [["set_severity", { severity, provisional: has("severity_provisional") }] as const] : []),
    ...(category !== "" && (category !== before.category || moved("category_provisional"))
      ? [["set_category", { category, provisional: has("category_provisional") }] as const] : []),
    ...(moved("security") || moved("personal_data") ? [["set_flags", { security: has("security"), personal_data: has("personal_data") }] as const] : []),
  ]
}

export function SeverityDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [before] = useState(() => formOf(room.incident))
  const [form, setForm] = useState(before)
  const [done, setDone] = useState<readonly string[]>([])
  const [reason, setReason] = useState("")
  const may = maySetSeverity(room, person, connection.kind === "live")
  const spoken = useSpoken(may)
  const send = (): void => {
    const changes = changesOf(before, form).filter(([name]) => !done.includes(name))
    const missing = changes.length === 0 ? "Nothing is changed yet." : spoken.missing
    setFault(missing)
    if (missing === undefined) giveEach(changes)
  }
  // One after the other, so that one that is refused leaves what came before it done.
  const giveEach = ([change, ...rest]: ReturnType<typeof changesOf>): void => {
    if (change === undefined) {
      onClose()
      return
    }
    const [name, fields] = change
    give(name, { ...fields, ...(reason.trim() === "" ? {} : { reason: reason.trim() }), ...spoken.fields }, () => {
      setDone((before) => [...before, name])
      giveEach(rest)
    })
  }
  const check = (items: readonly (readonly [Said, string])[]): ReactNode => (
    <Checks values={form.said} onValues={(said) => { setForm({ ...form, said }) }} items={items.map(([value, title]) => ({ value, title }))} />
  )
  return (
    <FormDialog
      title="Severity and category" act="Set them" blocked={reasonAgainst(may)} busy={busy} fault={fault}
      note="What changed is sealed in the log, and shown to everyone at once." onAct={send} onClose={onClose}
    >
      <Group legend="Severity">
        <Radios
          value={form.severity} onValue={(severity) => { setForm({ ...form, severity }) }}
          items={severities.map((value) => ({ value, title: `Severity ${value}`, hint: severityHints[value] }))}
        />
      </Group>
      {check([["severity_provisional", "The severity is provisional"]])}
      <SelectField
        label="Category" blank="Not set" value={form.category} options={Object.entries(categoryNames)}
        onValue={(category) => { setForm({ ...form, category: category as Category | "" }) }}
      />
      {check([["category_provisional", "The category is provisional"]])}
      <Group legend="It may involve">{check([["security", "A security matter"], ["personal_data", "Personal data"]])}</Group>
      <ReasonField label="Reason, can be left empty" value={reason} onValue={setReason} />
      {spoken.field}
    </FormDialog>
  )
}
