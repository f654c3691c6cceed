/** Somebody of the team, or a contact. */
import { useId, type ReactNode } from "react"
import { describe, team } from "../../../incident/people.ts"
import type { OwnerId } from "../../../replica/types.ts"
import { useRoom } from "../RoomContext.tsx"

interface WhoFieldProps {
  readonly label: string
  /** What it says when nobody is chosen. */
  readonly nobody: string
  readonly value: OwnerId | undefined
  readonly contacts?: boolean
  readonly onValue: (who: OwnerId | undefined) => void
}

export function WhoField({ label, nobody, value, contacts = true, onValue }: WhoFieldProps): ReactNode {
  const room = useRoom()
  const id = useId()
  const outside = contacts ? Object.values(room.contacts).filter(({ state }) => state !== "declined") : []
  return (
    <div className="fg">
      <label className="label" htmlFor={id}>{label}</label>
      <select className="field" id={id} value={value ?? ""} onChange={(event) => { onValue(event.target.value === "" ? undefined : event.target.value) }}>
        <option value="">{nobody}</option>
        <optgroup label="In the team">
          {team(room).map((member) => <option key={member.person} value={member.person}>{member.name}, {describe(member)}</option>)}
        </optgroup>
        {outside.length === 0 ? null : (
          <optgroup label="Contacts, without an account">
            {outside.map(({ id: contact, name, organisation }) => <option key={contact} value={contact}>{name}{organisation === undefined ? "" : `, ${organisation}`}</option>)}
          </optgroup>
        )}
      </select>
    </div>
  )
}
