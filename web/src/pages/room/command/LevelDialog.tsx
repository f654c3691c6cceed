/** The command level: set by the manager, suggested by the Deputy. */
import { useState, type ReactNode } from "react"
import { maySetLevel, maySuggestEscalation, reasonAgainst } from "../../../incident/may.ts"
import { levelNames } from "../../../incident/words.ts"
import { Group, Radios } from "../../../ui/Choice.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useRoom, useView } from "../RoomContext.tsx"

type Level = keyof typeof levelNames | "none"
type Because = "severity" | "complexity"

const hints: Readonly<Record<Level, string>> = {
  none: "No command level is declared",
  bronze: "The team that works on it",
  silver: "Somebody holds several teams or incidents together",
  gold: "Senior people decide what it may cost",
}

export function LevelDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const live = connection.kind === "live"
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const now: Level = room.incident.level ?? "none"
  const [level, setLevel] = useState<Level>()
  const [because, setBecause] = useState<Because>()
  const [reason, setReason] = useState("")
  const suggests = maySuggestEscalation(room, person, live).allowed
  const may = suggests ? maySuggestEscalation(room, person, live) : maySetLevel(room, person, live)
  const levels = (["bronze", "silver", "gold", ...(suggests ? [] : ["none"])] as readonly Level[])
  const send = (): void => {
    const missing = level === undefined ? "Choose a command level." : because === undefined ? "Say whether severity or complexity asks for it."
      : reason.trim() === "" ? "Give a reason. It goes in the log." : undefined
    setFault(missing)
    if (missing !== undefined) return
    give(suggests ? "suggest_escalation" : "set_level", { level: level === "none" ? null : level, because, reason: reason.trim() }, onClose)
  }
  const against = (one: Level): string | undefined => {
    if (one === now) return "It is this now."
    return suggests ? undefined : reasonAgainst(maySetLevel(room, person, live, one === "none" ? undefined : one))
  }
  return (
    <FormDialog
      title={suggests ? "Suggest escalation" : "Command level"} lead={now === "none" ? "No command level is declared." : `Now ${levelNames[now]}.`}
      act={suggests ? "Suggest it" : "Set the level"} blocked={reasonAgainst(may)} busy={busy} fault={fault}
      note={suggests ? "It waits for the Incident Manager, who sets it or declines." : "Sealed in the log, and shown to everyone at once."} onAct={send} onClose={onClose}
    >
      <Group legend="Level">
        <Radios value={level} onValue={setLevel} items={levels.map((value) => ({ value, title: value === "none" ? "None" : levelNames[value], hint: hints[value], blocked: against(value) }))} />
      </Group>
      <Group legend="Because of">
        <Radios value={because} onValue={setBecause} items={[{ value: "severity", title: "Severity" }, { value: "complexity", title: "Complexity" }]} />
      </Group>
      <ReasonField value={reason} onValue={setReason} />
    </FormDialog>
  )
}
