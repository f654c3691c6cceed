/** Bringing somebody in, or asking for advice: who asked, who contacted them, what they answered. */
import { useState, type ReactNode } from "react"
import { contactStateNames } from "../../../incident/action-words.ts"
import type { Party } from "../../../incident/communications.ts"
import { mayAgreeContact, mayWriteContact, reasonAgainst } from "../../../incident/may.ts"
import type { Contact } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Group, Radios } from "../../../ui/Choice.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { TextField } from "../../../ui/Field.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"
import { WhoField } from "./WhoField.tsx"

const purposes = [
  { value: "join", title: "Asked to join the team" },
  { value: "advice", title: "Asked for advice, without joining" },
] as const

export function BringInDialog({ party, onClose }: { readonly party?: Party | undefined; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [name, setName] = useState(party?.name ?? "")
  const [organisation, setOrganisation] = useState("")
  const [reach, setReach] = useState("")
  const [wantedAs, setWantedAs] = useState(party?.wanted_as ?? "")
  const [purpose, setPurpose] = useState<"join" | "advice">(party?.purpose ?? "join")
  const [askedFor, setAskedFor] = useState(room.command.manager)
  const [isAsked, setAsked] = useState<"wanted" | "asked">("wanted")
  const [fault, setFault] = useState<string>()
  const agrees = mayAgreeContact(room, person).allowed
  const add = (): void => {
    if (name.trim() === "") {
      setFault("Say who it is.")
      return
    }
    const given = { organisation: organisation.trim(), reach: reach.trim(), wanted_as: wantedAs.trim() }
    replica.createContact({
      name: name.trim(), state: isAsked, purpose, ...Object.fromEntries(Object.entries(given).filter(([, text]) => text !== "")),
      ...(askedFor === undefined ? {} : { asked_for_by: askedFor }), ...(isAsked === "asked" ? { contacted_by: person } : {}), ...(agrees ? { agreed: true } : {}),
    })
    onClose()
  }
  return (
    <FormDialog
      title="Bring somebody in" act="Write it down" blocked={reasonAgainst(mayWriteContact(room, person))} fault={fault}
      note={agrees ? "You agree to it with this." : "The Incident Manager sees that it is not agreed yet."} onAct={add} onClose={onClose}
    >
      <TextField label="Who" hint="A person, a team or a supplier." data-focus maxLength={300} value={name} onValue={setName} />
      <TextField label="Organisation, can be left empty" maxLength={300} value={organisation} onValue={setOrganisation} />
      <TextField label="How to reach them, can be left empty" hint="A telephone number, an address." maxLength={300} value={reach} onValue={setReach} />
      <TextField label="Wanted for" maxLength={300} value={wantedAs} onValue={setWantedAs} />
      <Group legend="Purpose"><Radios value={purpose} onValue={setPurpose} items={purposes} /></Group>
      <WhoField label="Asked for by" nobody="Nobody in particular" contacts={false} value={askedFor} onValue={setAskedFor} />
      <Group legend="Where it stands">
        <Radios value={isAsked} onValue={setAsked} items={[{ value: "wanted", title: "Not contacted yet" }, { value: "asked", title: "I have asked them" }]} />
      </Group>
    </FormDialog>
  )
}

const states = Object.entries(contactStateNames) as readonly (readonly [Contact["state"], string])[]

export function ContactDialog({ contact, onClose }: { readonly contact: Contact; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const against = reasonAgainst(mayWriteContact(room, person))
  const [answer, setAnswer] = useState(contact.answer ?? "")
  const put = (state: Contact["state"]): void => {
    const contacted = state === "asked" ? { contacted_by: person } : {}
    replica.setContact(contact.id, { state, answer: answer.trim() === "" ? null : answer.trim(), ...contacted })
  }
  return (
    <Dialog
      title={contact.name} lead={[contact.organisation, contact.wanted_as].filter((words) => words !== undefined).join(". ")} look="narrow" onClose={onClose}
      foot={(
        <>
          {contact.agreed !== true && mayAgreeContact(room, person).allowed ? <Button look="second" onClick={() => { replica.setContact(contact.id, { agreed: true }) }}>Agree to it</Button> : null}
          <Button onClick={onClose}>Close</Button>
        </>
      )}
    >
      <p className="meta">{contact.agreed === true ? "Agreed with the Incident Manager." : <b className="amber">Not agreed with the Incident Manager yet.</b>}</p>
      <TextField
        label="How to reach them" readOnly={against !== undefined} maxLength={300} value={contact.reach ?? ""}
        onValue={(reach) => { replica.setContact(contact.id, { reach: reach === "" ? null : reach }) }}
      />
      <TextField label="What they answered" hint="Kept when you say where it stands." readOnly={against !== undefined} maxLength={300} value={answer} onValue={setAnswer} />
      <Group legend="Where it stands" {...(against === undefined ? {} : { hint: against })}>
        <Radios value={contact.state} onValue={put} items={states.map(([value, title]) => ({ value, title, ...(against === undefined ? {} : { blocked: against }) }))} />
      </Group>
    </Dialog>
  )
}
