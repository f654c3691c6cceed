/** Opening a silver command over the incident, under a commander of its own. */
import { useQuery } from "@tanstack/react-query"
import { useState, type ReactNode } from "react"
import { peopleQuery } from "../../../api/queries.ts"
import { mayOpenSilver } from "../../../incident/linked.ts"
import { reasonAgainst } from "../../../incident/may.ts"
import { SelectField, TextField } from "../../../ui/Field.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { isTrained } from "../RolesFields.tsx"
import { useRoom, useServerNow, useView } from "../RoomContext.tsx"

export function SilverDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const now = useServerNow()
  const { data: people = [] } = useQuery(peopleQuery)
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [title, setTitle] = useState("")
  const [commander, setCommander] = useState("")
  const [reason, setReason] = useState("")
  const may = mayOpenSilver(room, person, connection.kind === "live")
  const open = people.filter((one) => !one.disabled && one.id !== room.command.manager)
  const trained = (id: string): boolean => open.some((one) => one.id === id && isTrained(one, "incident_manager", now))
  const options = open
    .toSorted((one, other) => Number(trained(other.id)) - Number(trained(one.id)) || one.name.localeCompare(other.name, "en-GB"))
    .map((one) => [one.id, trained(one.id) ? `${one.name}, trained as Incident Manager` : one.name] as const)
  const send = (): void => {
    const missing = title.trim() === "" ? "Say in a line what silver command coordinates." : commander === "" ? "Choose who commands it."
      : !trained(commander) && reason.trim() === "" ? "Say why somebody commands who is not trained as Incident Manager." : undefined
    setFault(missing)
    if (missing !== undefined) return
    give("open_silver", { title: title.trim(), commander, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) }, onClose)
  }
  return (
    <FormDialog
      title="Open silver command" act="Open it" blocked={reasonAgainst(may)} busy={busy} fault={fault}
      lead="A room over this incident and others that may be related. You keep command here, and take part there as Liaison."
      note="Sealed in both logs. Other incidents are linked from their rooms, or from silver." onAct={send} onClose={onClose}
    >
      <TextField label="What it coordinates" value={title} maxLength={300} onValue={setTitle} data-focus />
      <SelectField label="Commander" hint="Trained people come first." blank="Choose somebody" value={commander} options={options} onValue={setCommander} />
      <ReasonField label="Reason" hint="Needed when the commander is not trained as Incident Manager." value={reason} onValue={setReason} />
    </FormDialog>
  )
}
