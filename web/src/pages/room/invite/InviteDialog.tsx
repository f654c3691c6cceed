/** Invites people: as what, for how long, how many; then what opens it, which is shown this once. */
import { useState, type ReactNode } from "react"
import { newIntent, writtenNow } from "../../../api/intent.ts"
import { invite, type Invited } from "../../../api/invitations.ts"
import { sentenceOf } from "../../../api/problem.ts"
import { mayInvite, reasonAgainst, rolesToInvite } from "../../../incident/may.ts"
import { roleNames } from "../../../incident/words.ts"
import type { Role } from "../../../replica/types.ts"
import { Checks, Group, Radios } from "../../../ui/Choice.tsx"
import { SelectField, TextField } from "../../../ui/Field.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { useRoom, useView } from "../RoomContext.tsx"
import { InvitedDialog } from "./InvitedDialog.tsx"

const spans = [
  { value: 30, title: "30 minutes", hint: "For somebody who waits on the telephone" },
  { value: 240, title: "4 hours" },
  { value: 1_440, title: "24 hours" },
] as const

/** As the server allows. */
const peopleMax = 50

export function InviteDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, incident, connection } = useView()
  // Made with the dialog, so that a lost answer makes no second invitation.
  const [intent] = useState(newIntent)
  const [role, setRole] = useState<Role>("sme")
  const [outside, setOutside] = useState(false)
  const [minutes, setMinutes] = useState<number>(30)
  const [people, setPeople] = useState("1")
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const [invited, setInvited] = useState<Invited>()
  if (invited !== undefined) return <InvitedDialog invited={invited} role={role} onClose={onClose} />

  const roles = rolesToInvite(room, person, outside)
  const make = async (): Promise<void> => {
    const many = Number(people)
    if (busy) return
    if (!Number.isInteger(many) || many < 1 || many > peopleMax) {
      setFault(`How many people is a number from 1 to ${peopleMax}.`)
      return
    }
    setBusy(true)
    setFault(undefined)
    try {
      setInvited(await invite(incident, { intent, role, outside, minutes, people: many, written_at: writtenNow() }))
    } catch (error) {
      setFault(sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <FormDialog
      title="Invite people" lead="By a link, a code to read out, or a picture for a phone." act="Make the invitation"
      blocked={reasonAgainst(mayInvite(room, person, connection.kind === "live"))} busy={busy} fault={fault}
      note="The log says that you invited, and who joined." onAct={() => { void make() }} onClose={onClose}
    >
      <SelectField
        label="They join as" blank="Choose a role" value={role} options={roles.map((one) => [one, roleNames[one]] as const)}
        onValue={(value) => { if (value !== "") setRole(value as Role) }}
      />
      <Checks
        values={outside ? ["outside"] : []} onValues={(values) => {
          setOutside(values.includes("outside"))
          if (!rolesToInvite(room, person, values.includes("outside")).includes(role)) setRole("sme")
        }}
        items={[{ value: "outside", title: "Also people from outside", hint: "Without an account. They give their name and organisation, and see this incident alone." }]}
      />
      <Group legend="Good for">
        <Radios items={spans} value={minutes} onValue={setMinutes} />
      </Group>
      <TextField label="How many people may use it" inputMode="numeric" maxLength={2} className="govuk-input--width-3" value={people} onValue={setPeople} />
    </FormDialog>
  )
}
