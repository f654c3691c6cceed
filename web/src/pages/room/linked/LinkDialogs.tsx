/** Linking another incident, and taking a link back. */
import { useQuery } from "@tanstack/react-query"
import { useState, type ReactNode } from "react"
import { incidentsQuery } from "../../../api/queries.ts"
import { linkKinds, linkNames, linksOf, mayLink, mayUnlink } from "../../../incident/linked.ts"
import { reasonAgainst } from "../../../incident/may.ts"
import type { LinkKind, RoomLink } from "../../../replica/types.ts"
import { Group, Radios } from "../../../ui/Choice.tsx"
import { SelectField } from "../../../ui/Field.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useRoom, useView } from "../RoomContext.tsx"

export function LinkDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { data: rows = [] } = useQuery(incidentsQuery)
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [incident, setIncident] = useState("")
  const [kind, setKind] = useState<LinkKind>("related")
  const [reason, setReason] = useState("")
  const may = mayLink(room, person, connection.kind === "live")
  const linked = new Set(linksOf(room).map((link) => link.room))
  const free = rows.filter((row) => row.id !== room.incident.id && !linked.has(row.id) && (row.kind === "silver") === (kind === "silver") && (row.kind === "incident" || row.kind === "silver"))
  const reference = free.find((row) => row.id === incident)?.reference
  const send = (): void => {
    const missing = reference === undefined ? "Choose the incident." : reason.trim() === "" ? "Say why they are linked. It goes in the log." : undefined
    setFault(missing)
    if (missing === undefined) give("link_incident", { incident, reference, kind, reason: reason.trim() }, onClose)
  }
  return (
    <FormDialog
      title="Link an incident" act="Link it" blocked={reasonAgainst(may)} busy={busy} fault={fault}
      lead="Nothing is merged: each keeps its own log and its own team."
      note="The other room links back when you are in command of it too, or take part in that silver command." onAct={send} onClose={onClose}
    >
      <Group legend="What the other is">
        <Radios
          value={kind} items={linkKinds(room).map(([value, title]) => ({ value, title }))}
          onValue={(value) => {
            setKind(value)
            setIncident("")
          }}
        />
      </Group>
      {free.length === 0 ? <p className="hint">You are in no other {kind === "silver" ? "silver command" : "incident"} that could be linked.</p> : (
        <SelectField
          label="Incident" blank="Choose one" value={incident} onValue={setIncident}
          options={free.map((row) => [row.id, `${row.reference}, ${row.title}`] as const)}
        />
      )}
      <ReasonField value={reason} onValue={setReason} />
    </FormDialog>
  )
}

export function UnlinkDialog({ link, onClose }: { readonly link: RoomLink; readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [reason, setReason] = useState("")
  const may = mayUnlink(room, person, link, connection.kind === "live")
  const send = (): void => {
    const missing = reason.trim() === "" ? "Say why they are not linked any more. It goes in the log." : undefined
    setFault(missing)
    if (missing === undefined) give("unlink_incident", { incident: link.room, reason: reason.trim() }, onClose)
  }
  return (
    <FormDialog
      title={`Unlink ${link.reference}`} lead={`${linkNames[link.kind]}. ${link.title ?? ""}`} act="Unlink it" blocked={reasonAgainst(may)} busy={busy}
      fault={fault} note="Both logs keep that they were linked." onAct={send} onClose={onClose}
    >
      <ReasonField first value={reason} onValue={setReason} />
    </FormDialog>
  )
}
