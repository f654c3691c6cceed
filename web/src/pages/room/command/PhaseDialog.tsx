/** The phase: what each next one means, and the words that go with it. */
import { useState, type ReactNode } from "react"
import { mayClose, mayReopen, maySetPhase, mayStandDown, reasonAgainst, type May } from "../../../incident/may.ts"
import { unfinished } from "../../../incident/unfinished.ts"
import { phaseNames } from "../../../incident/words.ts"
import type { Phase, RoomDocument } from "../../../replica/types.ts"
import { Group, Radios } from "../../../ui/Choice.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useSpoken } from "../act/useSpoken.tsx"
import { useRoom, useView } from "../RoomContext.tsx"
import { reasonsGiven, UnfinishedFields } from "./UnfinishedFields.tsx"

type To = "hot" | "warm" | "cold" | "closed"

interface Step {
  readonly to: To
  readonly command: "set_phase" | "stand_down" | "close" | "reopen"
  readonly act: string
  readonly next: string
}

const means: Readonly<Record<To, string>> = {
  hot: "Everyone works on it now. Calls go on.",
  warm: "The danger is over, the work goes on. Everything can still be written.",
  cold: "The review. The log takes corrections only; actions, lessons and proposals go on.",
  closed: "Nothing more is written, but for lessons that are still open. It can be opened again.",
}

function steps(phase: Phase): readonly Step[] {
  const set = (to: To): Step => ({ to, command: "set_phase", act: `Set the phase to ${phaseNames[to]}`, next: means[to] })
  const again = (to: To): Step => ({ to, command: "reopen", act: `Open again as ${phaseNames[to]}`, next: means[to] })
  switch (phase) {
    case "pre_incident": return []
    case "hot": return [{ to: "warm", command: "stand_down", act: "Stand down", next: `Ends the hot phase. ${means.warm}` }]
    case "warm": return [set("hot"), set("cold")]
    case "cold": return [set("hot"), set("warm"), { to: "closed", command: "close", act: "Close the incident", next: means.closed }]
    case "closed": return [again("hot"), again("warm"), again("cold")]
  }
}

function mayStep(room: RoomDocument, person: string, live: boolean, { command, to }: Step): May {
  switch (command) {
    case "stand_down": return mayStandDown(room, person, live)
    case "close": return mayClose(room, person, live)
    case "reopen": return mayReopen(room, person, live)
    case "set_phase": return maySetPhase(room, person, live, to)
  }
}

export function PhaseDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const live = connection.kind === "live"
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const offered = steps(room.incident.phase)
  const [to, setTo] = useState<To | undefined>(offered.length === 1 ? offered[0]?.to : undefined)
  const [reason, setReason] = useState("")
  const step = offered.find((one) => one.to === to)
  const may: May = step === undefined ? { allowed: true } : mayStep(room, person, live, step)
  const spoken = useSpoken(may)
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({})
  const items = step?.command === "stand_down" || step?.command === "close" ? unfinished(step.command, room) : undefined
  const needsReason = step?.command !== "set_phase"
  const send = (): void => {
    const missing = step === undefined ? "Choose the next phase." : needsReason && reason.trim() === "" ? "Give a reason. It goes in the log." : spoken.missing
    setFault(missing)
    if (missing !== undefined || step === undefined) return
    const words = reason.trim() === "" ? {} : { reason: reason.trim() }
    const phase = step.command === "set_phase" || step.command === "reopen" ? { phase: step.to } : {}
    give(step.command, { ...phase, ...words, ...reasonsGiven(items ?? [], reasons), ...spoken.fields }, onClose)
  }
  return (
    <FormDialog
      title={`Phase: ${phaseNames[room.incident.phase]}`} lead="Pre-incident, hot, warm, cold, closed: each in its turn." act={step?.act ?? "Set the phase"}
      blocked={reasonAgainst(may)} busy={busy} fault={fault} note="Sealed in the log, and shown to everyone at once." onAct={send} onClose={onClose}
    >
      <Group legend="Next phase">
        <Radios value={to} onValue={setTo} items={offered.map((one) => ({ value: one.to, title: phaseNames[one.to], hint: one.next, blocked: reasonAgainst(mayStep(room, person, live, one)) }))} />
      </Group>
      <ReasonField label={needsReason ? "Reason" : "Reason, can be left empty"} value={reason} onValue={setReason} />
      {items === undefined ? null : <UnfinishedFields items={items} reasons={reasons} onReasons={setReasons} />}
      {spoken.field}
    </FormDialog>
  )
}
