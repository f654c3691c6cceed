/** The briefing for whoever is offered command, what to have seen, and the acceptance. */
import { useState, type ReactNode } from "react"
import { actionCounts, actionsOf } from "../../../incident/actions.ts"
import { offerFor } from "../../../incident/command.ts"
import { mayAcceptCommand, reasonAgainst } from "../../../incident/may.ts"
import { msOf, plainMinute } from "../../../incident/times.ts"
import { waitingRecommendations } from "../../../incident/recommendations.ts"
import { count, firstName } from "../../../incident/words.ts"
import type { ActionId, Packet, PersonId, RoomDocument } from "../../../replica/types.ts"
import { FormDialog } from "../act/FormDialog.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useRoom, useServerMinute, useView } from "../RoomContext.tsx"
import { NewOwners } from "./NewOwners.tsx"
import { packetTitles } from "./PacketFields.tsx"
import { WhatChanges } from "./WhatChanges.tsx"

export function AcceptDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const now = useServerMinute()
  const { fault, busy, give } = useGiveAsSeen()
  const [checked, setChecked] = useState<readonly string[]>([])
  const [owners, setOwners] = useState<Readonly<Record<ActionId, string>>>({})
  const [seen] = useState(() => offerFor(room, person))
  const offer = offerFor(room, person)
  const against = reasonAgainst(mayAcceptCommand(room, person, connection.kind === "live"))
  if (seen === undefined) return null
  const { byName } = seen
  const { packet, offered_at } = seen.offer
  const checks = checklist(room, person, now)
  const accept = (): void => { give("accept_command", Object.keys(owners).length === 0 ? {} : { owners }, onClose) }
  return (
    <FormDialog
      wide title={`${byName} is handing you command as Incident Manager`} lead={`Sent ${plainMinute(msOf(offered_at))}. ${firstName(byName)} stays in command until you accept.`}
      act="Accept and take command" cancel="Not now" blocked={offer === undefined ? "The offer is not open any more." : against} busy={busy} fault={fault}
      note={`${checks.filter((line) => checked.includes(line)).length} of ${checks.length} checked. You may accept at any time.`} onAct={accept} onClose={onClose}
    >
      <PacketShown packet={packet} byName={byName} />
      <section className="sec">
        <h3>Check before you accept</h3>
        {checks.map((line) => (
          <label className="ck" key={line}>
            <input
              type="checkbox" checked={checked.includes(line)}
              onChange={(event) => { setChecked(event.target.checked ? [...checked, line] : checked.filter((one) => one !== line)) }}
            />
            <span>{line}</span>
          </label>
        ))}
      </section>
      <NewOwners actions={actionsOf(room, person)} owners={owners} onOwners={setOwners} />
      <section className="sec">
        <h3>When you accept</h3>
        <WhatChanges to={person} role={packet.role} given={Object.keys(owners).length} />
      </section>
    </FormDialog>
  )
}

/** What the outgoing manager wrote themself stands first. */
function PacketShown({ packet, byName }: { readonly packet: Packet; readonly byName: string }): ReactNode {
  const order = ["worried_about", "where_we_are", "decisions", "actions"] as const
  return order.map((key) => {
    const text = packet[key] ?? ""
    if (text === "") return null
    return (
      <section className="sec" key={key}>
        <h3>{key === "worried_about" ? `In ${firstName(byName)}’s words` : packetTitles[key]}</h3>
        <ul>{text.split("\n").filter((line) => line.trim() !== "").map((line, index) => <li key={index}>{line}</li>)}</ul>
      </section>
    )
  })
}

function checklist(room: RoomDocument, person: PersonId, nowMs: number): readonly string[] {
  const waiting = waitingRecommendations(room).length
  const { overdue, soon } = actionCounts(room, nowMs)
  return [
    "I have read what is known, suspected and unknown",
    waiting === 0 ? "No decision waits for me" : `I know the ${count(waiting, "decision")} waiting for me`,
    overdue + soon === 0 ? "No action is overdue, or due in 30 minutes" : `I know the ${count(overdue, "overdue action")} and the ${soon} due in 30 minutes`,
    ...(room.command.deputy === person ? ["I have thought of who is Deputy after me"] : []),
  ]
}
