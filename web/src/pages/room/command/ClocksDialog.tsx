/** The clocks of the incident: next call, next update, when it was noticed, the regulator's deadline. */
import { useState, type ReactNode } from "react"
import { maySetClocks, reasonAgainst } from "../../../incident/may.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import { listed } from "../../../incident/words.ts"
import type { IncidentHeader } from "../../../replica/types.ts"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { DueField } from "../act/DueField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useSpoken } from "../act/useSpoken.tsx"
import { useRoom, useServerMinute, useView } from "../RoomContext.tsx"
import { WhenField } from "../WhenField.tsx"

const titles = { next_call: "Next call", next_update: "Next update", aware_at: "Became aware", regulator_due: "Regulator deadline" } as const

type Clocks = Pick<IncidentHeader, "next_call" | "next_update" | "aware_at" | "regulator_due">

const keys = ["next_call", "next_update", "aware_at", "regulator_due"] as const

/** What changed: null clears, what is absent stays. */
export function clockChanges(before: Clocks, after: Clocks): Readonly<Partial<Record<keyof Clocks, string | null>>> {
  return Object.fromEntries(keys.filter((key) => before[key] !== after[key]).map((key) => [key, after[key] ?? null]))
}

export function ClocksDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [before] = useState<Clocks>(room.incident)
  const [clocks, setClocks] = useState<Clocks>(before)
  const [reason, setReason] = useState("")
  const may = maySetClocks(room, person, connection.kind === "live")
  const spoken = useSpoken(may)
  const put = (key: keyof Clocks) => (value: string | undefined): void => {
    const others = Object.fromEntries(Object.entries(clocks).filter(([one]) => one !== key))
    setClocks(value === undefined ? others : { ...others, [key]: value })
  }
  const send = (): void => {
    const changes = clockChanges(before, clocks)
    const missing = Object.keys(changes).length === 0 ? "Nothing is changed yet." : spoken.missing
    setFault(missing)
    if (missing === undefined) give("set_clocks", { ...changes, ...(reason.trim() === "" ? {} : { reason: reason.trim() }), ...spoken.fields }, onClose)
  }
  return (
    <FormDialog
      title="Clocks" lead="An empty time clears it." act="Set the clocks" blocked={reasonAgainst(may)} busy={busy} fault={fault}
      note="Sealed in the log. Every screen counts down to them." onAct={send} onClose={onClose}
    >
      <DueField label="Next call" value={clocks.next_call} onValue={put("next_call")} />
      <DueField label="Next update to others" value={clocks.next_update} onValue={put("next_update")} />
      <div className="fg"><WhenField label="Became aware at" value={clocks.aware_at} onValue={put("aware_at")} /></div>
      <div className="fg"><WhenField label="Regulator deadline" value={clocks.regulator_due} future onValue={put("regulator_due")} /></div>
      <Changes changes={clockChanges(before, clocks)} />
      <ReasonField label="Reason, can be left empty" value={reason} onValue={setReason} />
      {spoken.field}
    </FormDialog>
  )
}

/** What will be set and cleared, in words: an empty field clears. */
function Changes({ changes }: { readonly changes: ReturnType<typeof clockChanges> }): ReactNode {
  const now = useServerMinute()
  const each = keys.flatMap((key) => {
    const value = changes[key]
    return value === undefined ? [] : [`${titles[key]} ${value === null ? "is cleared" : shortMoment(msOf(value), now)}`]
  })
  return <p className="meta fg" role="status">{each.length === 0 ? "" : `${listed(each)}.`}</p>
}
