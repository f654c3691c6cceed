/** Acts on command that need a reason and no more: stepping in, asking, taking it, leaving it. */
import { useState, type ReactNode } from "react"
import { inCommand } from "../../../incident/command.ts"
import { mayChallenge, mayStepIn, mayTakeCommand, mayVacate, reasonAgainst, type May } from "../../../incident/may.ts"
import type { RoomDocument } from "../../../replica/types.ts"
import { usePerson } from "../../../session/session.ts"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { isTrained } from "../RolesFields.tsx"
import { useRoom, useServerNow, useView } from "../RoomContext.tsx"
import { WhatChanges } from "./WhatChanges.tsx"

export type ReasonAct = "step_in" | "challenge" | "take_command" | "vacate"

interface Words {
  readonly title: string
  readonly act: string
  readonly hint: string
  readonly note: string
}

const words: Readonly<Record<ReasonAct, Words>> = {
  step_in: { title: "Step in as Incident Manager", act: "Step in", hint: "Such as: cannot be reached, unwell, asked on the call.", note: "At once, without anybody’s leave. Tell everyone on the call." },
  challenge: {
    title: "Is the Incident Manager there?", act: "Ask", hint: "What you have tried, such as phone and chat.",
    note: "They are asked on their screen. Five minutes without an answer, and a trained Incident Manager may take command.",
  },
  take_command: { title: "Take command", act: "Take command", hint: "Why now, and why you.", note: "At once. The first to take it has it. Tell everyone on the call." },
  vacate: { title: "Leave command", act: "Leave command", hint: "Such as: unwell, and nobody can take it over now.", note: "Nobody is in command until somebody takes it. Every screen says so in red." },
}

export function ReasonDialog({ is, onClose }: { readonly is: ReasonAct; readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [reason, setReason] = useState("")
  const may = useMay(is, room)
  const { title, act, hint, note } = words[is]
  const send = (): void => {
    if (reason.trim() === "") setFault("Give a reason. It goes in the log.")
    else give(is, { reason: reason.trim() }, onClose)
  }
  return (
    <FormDialog title={title} lead={inCommand(room)} act={act} blocked={reasonAgainst(may)} busy={busy} fault={fault} note={note} onAct={send} onClose={onClose}>
      <ReasonField hint={hint} first value={reason} onValue={setReason} />
      {is === "step_in" || is === "take_command" ? <section className="sec"><h3>What changes</h3><WhatChanges to={person} /></section> : null}
    </FormDialog>
  )
}

function useMay(is: ReasonAct, room: RoomDocument): May {
  const { person, connection } = useView()
  const now = useServerNow()
  const account = usePerson()
  const live = connection.kind === "live"
  switch (is) {
    case "step_in": return mayStepIn(room, person, live)
    case "challenge": return mayChallenge(room, person, live)
    case "take_command": return mayTakeCommand(room, person, isTrained(account, "incident_manager", now), now, live)
    case "vacate": return mayVacate(room, person, live)
  }
}
