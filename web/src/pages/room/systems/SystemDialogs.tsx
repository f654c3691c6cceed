/** A system: added whole, then changed where everyone sees it. */
import { useState, type ReactNode } from "react"
import { systemStateNames } from "../../../incident/action-words.ts"
import { alsoSet } from "../../../incident/conflicts.ts"
import { mayGreenLight, maySetFit, mayWriteSystem, reasonAgainst } from "../../../incident/may.ts"
import { nameOf } from "../../../incident/people.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import type { NewSystem, System } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Checks, Group, Radios } from "../../../ui/Choice.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { TextField } from "../../../ui/Field.tsx"
import { Fault, FormDialog } from "../act/FormDialog.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useSpoken } from "../act/useSpoken.tsx"
import { useReplica, useRoom, useServerMinute, useView } from "../RoomContext.tsx"
import { useReadsOnly } from "../useReadsOnly.ts"

type State = System["state"]
const states = Object.entries(systemStateNames) as readonly (readonly [State, string])[]

export function AddSystemDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [system, setSystem] = useState<NewSystem>({ name: "", state: "affected" })
  const [fault, setFault] = useState<string>()
  const add = (): void => {
    if (system.name.trim() === "") setFault("Write the system’s name first.")
    else {
      const { monitoring = "" } = system
      replica.createSystem({ name: system.name.trim(), state: system.state, ...(monitoring.trim() === "" ? {} : { monitoring: monitoring.trim() }) })
      onClose()
    }
  }
  return (
    <FormDialog title="Add a system" act="Add" blocked={reasonAgainst(mayWriteSystem(room, person))} fault={fault} note="Everyone in the incident sees it." onAct={add} onClose={onClose}>
      <TextField label="System" maxLength={300} data-focus value={system.name} onValue={(name) => { setSystem({ ...system, name }) }} />
      <StateField value={system.state} onValue={(state) => { setSystem({ ...system, state }) }} />
      <TextField label="How it is watched" hint="Can be left empty." maxLength={300} value={system.monitoring ?? ""} onValue={(monitoring) => { setSystem({ ...system, monitoring }) }} />
    </FormDialog>
  )
}

function StateField({ value, blocked, onValue }: { readonly value: State; readonly blocked?: string | undefined; readonly onValue: (state: State) => void }): ReactNode {
  return <Group legend="State"><Radios value={value} onValue={onValue} items={states.map(([state, title]) => ({ value: state, title, ...(state === value ? {} : { blocked }) }))} /></Group>
}

export function SystemDialog({ system, onClose }: { readonly system: System; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const now = useServerMinute()
  const against = reasonAgainst(mayWriteSystem(room, person))
  const reads = useReadsOnly()
  if (reads !== undefined) return <SystemShown system={system} reads={reads} onClose={onClose} />
  const also = alsoSet(room, "state", replica.contested("systems", system.id, "state"), now)
  return (
    <Dialog
      title={system.name} lead={system.monitoring === undefined ? undefined : `Watched: ${system.monitoring}`} look="narrow" onClose={onClose}
      foot={<><span className="meta">Everyone sees changes as you make them.</span><Button onClick={onClose}>Close</Button></>}
    >
      {against === undefined ? null : <p className="hint">{against}</p>}
      <StateField value={system.state} blocked={against} onValue={(state) => { replica.setSystem(system.id, "state", state) }} />
      {also === undefined ? null : <p className="also">State {also}, at the same time. Choose again to settle it.</p>}
      <Checks
        values={system.fit === true ? ["fit"] : []} onValues={(values) => { replica.setSystem(system.id, "fit", values.length > 0) }}
        items={[{ value: "fit", title: "Clean and fit to go back", hint: "A Subject Matter Expert’s word", blocked: reasonAgainst(maySetFit(room, person)) }]}
      />
      <GreenLight system={system} />
    </Dialog>
  )
}

/** For who only reads: the same in words. */
function SystemShown({ system, reads, onClose }: { readonly system: System; readonly reads: string; readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const now = useServerMinute()
  const { name, state, fit, monitoring, green_light_by: by, green_light_at: at } = system
  const green = by === undefined ? "No green light yet" : `Green light by ${nameOf(room, by)}${at === undefined ? "" : `, ${shortMoment(msOf(at), now)}`}`
  return (
    <Dialog title={name} lead={monitoring === undefined ? undefined : `Watched: ${monitoring}`} look="narrow" onClose={onClose} foot={<Button onClick={onClose}>Close</Button>}>
      <p className="fg">{systemStateNames[state]}. {fit === true ? "Clean and fit to go back" : "No expert has said yet that it is fit"}. {green}.</p>
      <p className="meta">{reads}</p>
    </Dialog>
  )
}

function GreenLight({ system }: { readonly system: System }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const now = useServerMinute()
  const { fault, setFault, give } = useGiveAsSeen()
  const may = mayGreenLight(room, person, system, connection.kind === "live")
  const spoken = useSpoken(may)
  const { green_light_by: by, green_light_at: at } = system
  if (by !== undefined) return <p className="fg"><b>Green light</b> by {nameOf(room, by)}{at === undefined ? "" : `, ${shortMoment(msOf(at), now)}`}</p>
  const send = (): void => {
    setFault(spoken.missing)
    if (spoken.missing === undefined) give("green_light", { system: system.id, ...spoken.fields })
  }
  return (
    <section className="sec">
      <h3>Green light</h3>
      <Fault>{fault}</Fault>
      <p className="hint">{reasonAgainst(may) ?? (system.fit === true ? "It goes back into use." : "No expert has said yet that it is fit.")}</p>
      {spoken.field}
      <Button small blocked={reasonAgainst(may)} onClick={send}>Give the green light</Button>
    </section>
  )
}
