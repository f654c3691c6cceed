/** Offers command to somebody, with a briefing drawn from the room. Nothing changes until they accept. */
import { useQuery } from "@tanstack/react-query"
import { useState, type ReactNode } from "react"
import { peopleQuery } from "../../../api/queries.ts"
import { candidates, outgoingRole, outgoingRoles } from "../../../incident/command.ts"
import { mayOfferCommand, reasonAgainst } from "../../../incident/may.ts"
import { packetOf, type PacketTexts } from "../../../incident/packet.ts"
import { describe, here, nameOf } from "../../../incident/people.ts"
import { msOf, plainMinute } from "../../../incident/times.ts"
import { firstName, roleNames } from "../../../incident/words.ts"
import type { Role } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { SelectField } from "../../../ui/Field.tsx"
import { useKept } from "../../../ui/kept.ts"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useActions } from "../RoomActions.tsx"
import { isTrained } from "../RolesFields.tsx"
import { useRoom, useServerMinute, useView } from "../RoomContext.tsx"
import { PacketFields } from "./PacketFields.tsx"
import { WhatChanges } from "./WhatChanges.tsx"

export function HandOverDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const view = useView()
  const { person, connection, incident } = view
  const now = useServerMinute()
  const { data: people = [] } = useQuery(peopleQuery)
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const offered = candidates(room)
  const [to, setTo] = useState(room.command.deputy ?? "")
  const [role, setRole] = useState<Role>()
  const [reason, setReason] = useState("")
  const [drawnAt] = useState(now)
  const [packet, setPacket] = useState<PacketTexts>(() => packetOf(room, to === "" ? undefined : to, now))
  const [worried, setWorried, drop] = useKept(`handover.${incident}.${person}`, "")
  const account = people.find((one) => one.id === to)
  const untrained = account !== undefined && !isTrained(account, "incident_manager", now)
  const name = to === "" ? undefined : firstName(nameOf(room, to))
  const after = to === "" ? undefined : outgoingRole(room, to, role)

  const choose = (chosen: string): void => {
    // The list of actions says whose need a new owner: drawn anew, unless it was edited.
    const was = packetOf(room, to === "" ? undefined : to, drawnAt).actions
    if (packet.actions === was) setPacket({ ...packet, actions: packetOf(room, chosen === "" ? undefined : chosen, drawnAt).actions })
    setTo(chosen)
    setRole(undefined)
  }
  const send = (): void => {
    const missing = to === "" ? "Choose who takes command." : untrained && reason.trim() === "" ? "Say why they take it all the same." : undefined
    setFault(missing)
    if (missing !== undefined) return
    const texts = Object.entries({ ...packet, worried_about: worried }).map(([key, text]) => [key, text.trim()] as const).filter(([, text]) => text !== "")
    give("offer_command", { to, packet: { role: after, ...Object.fromEntries(texts) }, ...(untrained ? { reason: reason.trim() } : {}) }, () => {
      drop()
      onClose()
    })
  }

  return (
    <FormDialog
      wide title="Hand over as Incident Manager" lead={`Drawn from the room at ${plainMinute(drawnAt)}. You can edit every line. Nothing changes until the incoming person accepts.`}
      act={name === undefined ? "Send it to them to accept" : `Send to ${name} to accept`} blocked={reasonAgainst(mayOfferCommand(room, person, connection.kind === "live"))}
      busy={busy} fault={fault} note="You stay in command until they accept. Say the new roles aloud on the call." onAct={send} onClose={onClose}
    >
      <div className="swap">
        <div>
          <span className="meta">Outgoing</span>
          <b>{nameOf(room, person)}</b>
          <span className="meta">{roleNames.incident_manager}{room.command.manager_since === undefined ? "" : ` since ${plainMinute(msOf(room.command.manager_since))}`}</span>
        </div>
        <div>
          <SelectField
            label="Incoming" blank="Choose who takes command" value={to} onValue={choose}
            options={offered.map((member) => [member.person, `${member.name}, ${describe(member)}${here(view).includes(member.person) ? " (here)" : ""}`])}
          />
        </div>
      </div>
      {untrained ? (
        <ReasonField label={`Why ${nameOf(room, to)} all the same?`} hint="Not trained as Incident Manager. It is allowed; the reason goes in the log." value={reason} onValue={setReason} />
      ) : null}
      <PacketFields packet={{ ...packet, worried_about: worried }} onPacket={({ worried_about, ...texts }) => {
        setPacket({ ...texts, worried_about: "" })
        setWorried(worried_about)
      }} />
      {to === "" ? null : (
        <section className="sec">
          <SelectField
            label="You become" blank={roleNames[outgoingRole(room, to)]} value={role ?? ""} onValue={(chosen) => { setRole(chosen === "" ? undefined : chosen as Role) }}
            options={outgoingRoles(room, to).filter((one) => one !== outgoingRole(room, to)).map((one) => [one, roleNames[one]])}
          />
          <h3>When accepted</h3>
          <WhatChanges to={to} role={after} />
        </section>
      )}
      <Otherwise onClose={onClose} />
    </FormDialog>
  )
}

/** Where nobody can take it, command is left vacant, and everyone is told. */
function Otherwise({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { show } = useActions()
  // In its place and not over it: whoever has left command hands nothing over. What was written here is kept.
  const leave = (): void => {
    onClose()
    show({ is: "vacate" })
  }
  return <p className="meta">Nobody can take it? <Button small look="link" onClick={leave}>Leave command</Button></p>
}
