/** Somebody of the team, or a contact. */
import { useId, type ReactNode } from "react"
import { ownerName } from "../../../incident/actions.ts"
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
  const people = team(room)
  const outside = contacts ? Object.values(room.contacts).filter(({ state }) => state !== "declined") : []
  const isGone = value !== undefined && !people.some(({ person }) => person === value) && !outside.some((contact) => contact.id === value)
  return (
    <div className="fg">
      <label className="label" htmlFor={id}>{label}</label>
      <select className="field" id={id} value={value ?? ""} onChange={(event) => { onValue(event.target.value === "" ? undefined : event.target.value) }}>
        <option value="">{nobody}</option>
        {isGone ? <option value={value}>{ownerName(room, value)}</option> : null}
        <optgroup label="In the team">
          {people.map((member) => <option key={member.person} value={member.person}>{member.name}, {describe(member)}</option>)}
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
