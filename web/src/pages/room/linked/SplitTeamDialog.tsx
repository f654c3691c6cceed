/** Splitting off a team: its lead, who goes along, and the actions that go with them. */
import { useState, type ReactNode } from "react"
import { actionTitle, isRunning, ownerName } from "../../../incident/actions.ts"
import { maySplitTeam } from "../../../incident/linked.ts"
import { reasonAgainst } from "../../../incident/may.ts"
import { describe, isWriter, team } from "../../../incident/people.ts"
import type { Action, RoomDocument } from "../../../replica/types.ts"
import { Checks, Group } from "../../../ui/Choice.tsx"
import { SelectField, TextField } from "../../../ui/Field.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useSpoken } from "../act/useSpoken.tsx"
import { useRoom, useView } from "../RoomContext.tsx"

/** Actions that have not ended. */
function going(room: RoomDocument): readonly Action[] {
  return Object.values(room.actions).filter((action) => isRunning(action) || action.state === "proposed" || action.state === "to_reassign")
}

export function SplitTeamDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [title, setTitle] = useState("")
  const [lead, setLead] = useState("")
  const [members, setMembers] = useState<readonly string[]>([])
  const [others, setOthers] = useState<readonly string[]>([])
  const [reason, setReason] = useState("")
  const may = maySplitTeam(room, person, connection.kind === "live")
  const spoken = useSpoken(may)
  const people = team(room).filter((member) => member.person !== room.command.manager && isWriter(room, member.person))
  const along = [lead, ...members]
  // Whoever goes takes what is theirs, unless it is unticked.
  const isTheirs = (action: Action): boolean => action.owner !== undefined && along.includes(action.owner)
  const goes = (action: Action): boolean => isTheirs(action) !== others.includes(action.id)
  const actions = going(room)
  const chosen = actions.filter(goes).map((action) => action.id)
  const choose = (ids: readonly string[]): void => {
    setOthers(actions.filter((action) => isTheirs(action) !== ids.includes(action.id)).map((action) => action.id))
  }
  const send = (): void => {
    const missing = title.trim() === "" ? "Say in a line what the team is for." : lead === "" ? "Choose who leads the team." : spoken.missing
    setFault(missing)
    if (missing !== undefined) return
    const because = reason.trim() === "" ? {} : { reason: reason.trim() }
    give("split_team", { title: title.trim(), lead, members: members.filter((one) => one !== lead), actions: chosen, ...because, ...spoken.fields }, onClose)
  }
  return (
    <FormDialog
      title="Split off a team" act="Split it off" blocked={reasonAgainst(may)} busy={busy} fault={fault} wide
      lead="The team gets a room of its own, with its own log. You and the Deputy read it."
      note="Sealed in both logs. The actions go on there, with their clocks." onAct={send} onClose={onClose}
    >
      <TextField label="What the team is for" value={title} maxLength={300} onValue={setTitle} data-focus />
      <SelectField
        label="Lead" hint="Commands in the team’s room and reports to the Incident Manager. A lead owns no action there." blank="Choose somebody" value={lead}
        options={people.map((member) => [member.person, `${member.name}, ${describe(member)}`] as const)} onValue={setLead}
      />
      <Group legend="Who goes along" hint="They stay in this room too, and report to the lead.">
        <Checks
          values={members} onValues={setMembers}
          items={people.filter((member) => member.person !== lead).map((member) => ({ value: member.person, title: member.name, hint: describe(member) }))}
        />
      </Group>
      {actions.length === 0 ? <p className="hint">There are no open actions.</p> : (
        <Group legend="Actions that go along" hint="Those of the people who go are ticked. One whose owner cannot own it there gets a new owner there.">
          <Checks
            values={chosen} onValues={choose}
            items={actions.map((action) => ({ value: action.id, title: `${actionTitle(action)} ${action.title}`, hint: ownerName(room, action.owner) }))}
          />
        </Group>
      )}
      <ReasonField label="Reason, can be left empty" value={reason} onValue={setReason} />
      {spoken.field}
    </FormDialog>
  )
}
