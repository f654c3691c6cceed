/** What is owed at the end: each is done, left with its reason, or still to be said (IM-15). */
import { useState, type ReactNode } from "react"
import { maySayDuty, reasonAgainst } from "../../incident/may.ts"
import { nameOf } from "../../incident/people.ts"
import { dutiesBefore, leftBy, sealedOf, type DutyRow } from "../../incident/review.ts"
import { msOf, shortMoment } from "../../incident/times.ts"
import { duties, said, type Ending } from "../../incident/unfinished.ts"
import type { DutySaid, Entry } from "../../replica/types.ts"
import { TextField } from "../../ui/Field.tsx"
import { ActButton } from "../room/act/ActButton.tsx"
import { Also } from "../room/act/Also.tsx"
import { FormDialog } from "../room/act/FormDialog.tsx"
import { EntryLink } from "../room/EntryLink.tsx"
import { useReplica, useRoom, useServerMinute, useView } from "../room/RoomContext.tsx"
import type { Show } from "./opened.ts"

const endings: readonly (readonly [Ending, string])[] = [["stand_down", "Before standing down"], ["close", "Before closing"]]

export function Duties({ show }: { readonly show: Show }): ReactNode {
  const room = useRoom()
  const sealed = sealedOf(room.log, "check")
  const left = leftBy(room.log)
  const isOver = room.incident.phase === "closed"
  const open = duties.filter(({ key }) => said(room, key) === undefined).length
  return (
    <section className="card review__card" aria-labelledby="duties">
      <h2 id="duties">Duties<span className="count">{open === 0 ? "each is done or has its reason" : `${open} ${isOver ? "left" : "open"}`}</span></h2>
      {endings.map(([ending, title]) => (
        <div className="duties" key={ending}>
          <h3>{title}</h3>
          <ul>{dutiesBefore(ending, room).map((row) => (
            <Duty key={row.key} row={row} entry={row.said === undefined ? left.get(row.key) : sealed.get(row.said.id)} show={show} />
          ))}</ul>
        </div>
      ))}
    </section>
  )
}

/** `entry`: what was sealed of it last. */
function Duty({ row: { key, title, said: word }, entry, show }: { readonly row: DutyRow; readonly entry: Entry | undefined; readonly show: Show }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const now = useServerMinute()
  const blocked = reasonAgainst(maySayDuty(room, person))
  const isDone = (): void => {
    if (word === undefined) replica.createThing("checks", { duty: key, state: "done" })
    else replica.setThing("checks", word.id, { state: "done", reason: null })
  }
  return (
    <li className="duty">
      <p>
        <Standing word={word} isOver={room.incident.phase === "closed"} /> {title}
      </p>
      {word?.reason === undefined ? null : <p>Reason: {word.reason}</p>}
      {entry === undefined ? word === undefined ? null : <p className="meta">{nameOf(room, word.by)}</p> : (
        <p className="meta">{word === undefined ? "Left unfinished: " : ""}{entry.by.name}, {shortMoment(msOf(entry.received_at), now)}, <EntryLink number={entry.number} /></p>
      )}
      {word === undefined ? null : <Also collection="checks" id={word.id} fields={{ state: "State", reason: "Reason" }} />}
      <div className="btn-row">
        {word?.state === "done" ? null : <ActButton small look="second" blocked={blocked} aria-label={`It is done: ${title}`} onClick={isDone}>It is done</ActButton>}
        {word?.state === "skipped" ? null : <ActButton small look="link" blocked={blocked} aria-label={`Leave it: ${title}`} onClick={() => { show({ is: "leave_duty", duty: key }) }}>Leave it</ActButton>}
      </div>
    </li>
  )
}

function Standing({ word, isOver }: { readonly word: DutySaid | undefined; readonly isOver: boolean }): ReactNode {
  if (word === undefined && !isOver) return <span className="tag tag--plain">Not yet</span>
  return word?.state === "done" ? <span className="tag">Done</span> : <span className="tag tag--amber">Left</span>
}

/** A duty that is not done, and why. */
export function LeaveDutyDialog({ duty, onClose }: { readonly duty: string; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [reason, setReason] = useState("")
  const [fault, setFault] = useState<string>()
  const leave = (): void => {
    const word = said(room, duty)
    const why = { state: "skipped", reason: reason.trim() } as const
    if (why.reason === "") {
      setFault("Say why this is left.")
      return
    }
    if (word === undefined) replica.createThing("checks", { duty, ...why })
    else replica.setThing("checks", word.id, why)
    onClose()
  }
  return (
    <FormDialog
      title="Leave a duty" lead={duties.find(({ key }) => key === duty)?.title} act="Leave it" fault={fault} blocked={reasonAgainst(maySayDuty(room, person))}
      note="Sealed in the log with its reason." onAct={leave} onClose={onClose}
    >
      <TextField label="Why it is left" maxLength={300} data-focus value={reason} onValue={setReason} />
    </FormDialog>
  )
}
