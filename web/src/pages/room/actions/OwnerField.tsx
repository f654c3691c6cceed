/** Who does it: somebody of the team but the manager, or a contact, who can be put down here too. */
import { useId, useState, type ReactNode } from "react"
import { ownersUnder } from "../../../incident/command.ts"
import { mayWriteContact, reasonAgainst } from "../../../incident/may.ts"
import { describe } from "../../../incident/people.ts"
import type { OwnerId } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"

interface OwnerFieldProps {
  readonly value: OwnerId | undefined
  readonly blocked?: string | undefined
  readonly onValue: (owner: OwnerId | undefined) => void
}

export function OwnerField({ value, blocked, onValue }: OwnerFieldProps): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const id = useId()
  const [adding, setAdding] = useState(false)
  const against = blocked ?? reasonAgainst(mayWriteContact(room, person))
  return (
    <div className="fg">
      <label className="label" htmlFor={id}>Owner</label>
      <div className="owner">
        <select
          className="field" id={id} value={value ?? ""} aria-disabled={blocked === undefined ? undefined : true} title={blocked}
          onChange={(event) => { if (blocked === undefined) onValue(event.target.value === "" ? undefined : event.target.value) }}
        >
          <OwnerOptions value={value} />
        </select>
        {adding ? null : <Button look="second" blocked={against} onClick={() => { setAdding(true) }}>Add a contact</Button>}
      </div>
      {adding ? (
        <NewContact
          onDone={(contact) => {
            setAdding(false)
            if (contact !== undefined) onValue(contact)
          }}
        />
      ) : null}
    </div>
  )
}

export function OwnerOptions({ value, manager }: { readonly value: OwnerId | undefined; readonly manager?: string }): ReactNode {
  const room = useRoom()
  const people = ownersUnder(room, manager ?? room.command.manager)
  const contacts = Object.values(room.contacts).filter((contact) => contact.state !== "declined")
  const known = value === undefined || people.some((one) => one.person === value) || contacts.some((one) => one.id === value)
  return (
    <>
      <option value="">{known ? "Nobody yet" : "Choose somebody else"}</option>
      {known ? null : <option value={value}>{room.members[value]?.name ?? room.contacts[value]?.name ?? "Somebody who left"}</option>}
      <optgroup label="In the team">
        {people.map((member) => <option key={member.person} value={member.person}>{member.name}, {describe(member)}</option>)}
      </optgroup>
      {contacts.length === 0 ? null : (
        <optgroup label="Contacts, without an account">
          {contacts.map(({ id, name, organisation }) => <option key={id} value={id}>{name}{organisation === undefined ? "" : `, ${organisation}`}</option>)}
        </optgroup>
      )}
    </>
  )
}

function NewContact({ onDone }: { readonly onDone: (contact: OwnerId | undefined) => void }): ReactNode {
  const replica = useReplica()
  const id = useId()
  const [name, setName] = useState("")
  const [organisation, setOrganisation] = useState("")
  const [fault, setFault] = useState<string>()
  const add = (): void => {
    if (name.trim() === "") setFault("Write the contact’s name first.")
    else onDone(replica.createContact({ name: name.trim(), state: "asked", ...(organisation.trim() === "" ? {} : { organisation: organisation.trim() }) }))
  }
  return (
    <fieldset className="inline">
      <legend className="label">New contact</legend>
      <p className="hint">Somebody without an account, such as a supplier. A Liaison or the Secretariat reports for them.</p>
      <Fault>{fault}</Fault>
      <label htmlFor={`${id}-name`}>Name</label>
      <input className="field" id={`${id}-name`} maxLength={300} autoFocus value={name} onChange={(event) => { setName(event.target.value) }} />
      <label htmlFor={`${id}-organisation`}>Organisation, can be left empty</label>
      <input className="field" id={`${id}-organisation`} maxLength={300} value={organisation} onChange={(event) => { setOrganisation(event.target.value) }} />
      <div className="btn-row">
        <Button look="second" onClick={add}>Add this contact</Button>
        <Button look="link" onClick={() => { onDone(undefined) }}>Do not add</Button>
      </div>
    </fieldset>
  )
}
