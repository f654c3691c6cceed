/** Whom to bring in or ask for advice: who asked for them, who contacted them, when, what they answered (LIA-01 to LIA-04). */
import type { ReactNode } from "react"
import { ownerName } from "../../../incident/actions.ts"
import { contactStateNames } from "../../../incident/action-words.ts"
import { partiesToConsider, wantedContacts } from "../../../incident/communications.ts"
import { mayWriteContact, reasonAgainst } from "../../../incident/may.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import type { Contact } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { ActButton } from "../act/ActButton.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useServerMinute, useView } from "../RoomContext.tsx"

export function BringInSection(): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { show } = useActions()
  const contacts = wantedContacts(room)
  const may = mayWriteContact(room, person)
  const parties = may.allowed ? partiesToConsider(room) : []
  return (
    <section className="sit">
      <h3>To bring in<span className="count">{contacts.length}</span></h3>
      {contacts.length === 0 ? <p className="sit__none">Nobody outside is asked to join or to advise.</p> : <ul>{contacts.map((contact) => <Row key={contact.id} contact={contact} />)}</ul>}
      {parties.length === 0 ? null : (
        <p className="meta">To consider: {parties.map((party, index) => (
          <span key={party.name}>{index === 0 ? "" : " "}<Button small look="link" onClick={() => { show({ is: "add_contact", party }) }}>{party.name}</Button></span>
        ))}</p>
      )}
      <div className="btn-row sit__more">
        <ActButton small look="second" blocked={reasonAgainst(may)} onClick={() => { show({ is: "add_contact" }) }}>Bring somebody in</ActButton>
      </div>
    </section>
  )
}

function Row({ contact }: { readonly contact: Contact }): ReactNode {
  const room = useRoom()
  const { show } = useActions()
  const now = useServerMinute()
  const { id, name, organisation, reach, purpose, state, agreed, asked_for_by, contacted_by, answer } = contact
  const at = contact.joined_at ?? contact.answered_at ?? contact.asked_at
  return (
    <li>
      <button type="button" className="sit__fact" onClick={() => { show({ is: "contact", contact: id }) }}>
        <span>{name}{organisation === undefined ? "" : `, ${organisation}`}</span>
      </button>
      <span className="meta sit__line">
        {purpose === "advice" ? "For advice" : "To join"}. {contactStateNames[state]}{at === undefined ? "" : ` ${shortMoment(msOf(at), now)}`}
        {contacted_by === undefined ? "" : ` by ${ownerName(room, contacted_by)}`}
        {asked_for_by === undefined ? "" : `. Asked for by ${ownerName(room, asked_for_by)}`}
        {reach === undefined ? "" : `. ${reach}`}
        {answer === undefined ? "" : `. “${answer}”`}
        {agreed === true || state === "wanted" ? "" : <>. <b className="amber">Not agreed with the Incident Manager</b></>}
      </span>
    </li>
  )
}
