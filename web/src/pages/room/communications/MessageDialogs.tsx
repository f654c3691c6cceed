/** A message: begun, written together, agreed by the manager, sent by whoever sends it; then its record, with the questions back. */
import { ownerName } from "../../../incident/actions.ts"
import { useState, type ReactNode } from "react"
import { audienceNames, messageKindNames, messageState, messageStateNames, messageTitle } from "../../../incident/communications.ts"
import { mayAgreeMessage, mayAskAbout, mayEditWords, mayMarkSent, mayWriteMessage, reasonAgainst } from "../../../incident/may.ts"
import { fullMoment, msOf } from "../../../incident/times.ts"
import type { Message } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Group, Radios } from "../../../ui/Choice.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { TextAreaField, TextField } from "../../../ui/Field.tsx"
import { ActButton } from "../act/ActButton.tsx"
import { DueField } from "../act/DueField.tsx"
import { Fault, FormDialog } from "../act/FormDialog.tsx"
import { SharedField } from "../act/SharedField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useSpoken } from "../act/useSpoken.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"
import { WhoField } from "./WhoField.tsx"

const audiences = Object.entries(audienceNames) as readonly (readonly [Message["audience"], string])[]

export function AddMessageDialog({ kind, onClose }: { readonly kind: Message["kind"]; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [to, setTo] = useState("")
  const [audience, setAudience] = useState<Message["audience"]>(kind === "briefing" ? "internal" : "external")
  const [due, setDue] = useState<string>()
  const [text, setText] = useState("")
  const [fault, setFault] = useState<string>()
  const add = (): void => {
    if (to.trim() === "") {
      setFault("Say who it is for.")
      return
    }
    replica.createThing("messages", {
      kind, audience, to: to.trim(), text: text.trim(), state: text.trim() === "" ? "standby" : "drafting", owner: person, ...(due === undefined ? {} : { due }),
    })
    onClose()
  }
  return (
    <FormDialog
      title={kind === "update" ? "Write a message" : `Add a ${messageKindNames[kind].toLowerCase()}`} act="Add" blocked={reasonAgainst(mayWriteMessage(room, person))} fault={fault}
      note="Others can write in it with you. It is sent once the Incident Manager has agreed." onAct={add} onClose={onClose}
    >
      <TextField label="For whom" data-focus maxLength={300} value={to} onValue={setTo} />
      <Group legend="Audience"><Radios value={audience} onValue={setAudience} items={audiences.map(([value, title]) => ({ value, title }))} /></Group>
      <TextAreaField label="Text, can be left empty for now" rows={3} charactersMax={4_000} value={text} onValue={setText} />
      <DueField label={kind === "briefing" ? "Owed by, can be left empty" : "To be sent by, can be left empty"} value={due} onValue={setDue} />
    </FormDialog>
  )
}

export function MessageDialog({ message, onClose }: { readonly message: Message; readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { fault, busy, giveBy, epoch } = useGiveAsSeen()
  const replica = useReplica()
  const live = connection.kind === "live"
  const agree = mayAgreeMessage(room, person, message, live)
  const spoken = useSpoken(agree)
  const state = messageState(message)
  const isOver = state === "sent"
  const answer = (command: "agree_message" | "mark_sent"): void => {
    const { spoken_by } = spoken.fields
    const spokenBy = command === "agree_message" && spoken_by !== undefined ? { spokenBy: spoken_by } : {}
    giveBy(() => replica.answerMessage(message.id, command, { epoch, ...spokenBy }))
  }
  return (
    <Dialog
      title={`${messageTitle(message)} to ${message.to}`} lead={`${messageKindNames[message.kind]}. ${audienceNames[message.audience]}. ${messageStateNames[state]}`} onClose={onClose}
      foot={(
        <>
          <Button look="second" onClick={onClose}>Close</Button>
          {isOver ? null : <ActButton look="second" aria-busy={busy} blocked={reasonAgainst(mayMarkSent(room, person, message, live))} onClick={() => { answer("mark_sent") }}>{message.kind === "briefing" ? "It was given" : "It was sent"}</ActButton>}
          {isOver || message.agreed_at !== undefined ? null : (
            <ActButton aria-busy={busy} blocked={reasonAgainst(agree) ?? spoken.missing} onClick={() => { answer("agree_message") }}>Agree to these words</ActButton>
          )}
        </>
      )}
    >
      <Fault>{fault}</Fault>
      <SharedField id="message-text" label="Text" path={["messages", message.id, "text"]} text={message.text} blocked={reasonAgainst(mayEditWords(room, person, message))} />
      <Standing message={message} />
      {isOver ? null : <Details message={message} />}
      {spoken.field}
      <Questions message={message} />
    </Dialog>
  )
}

function Standing({ message }: { readonly message: Message }): ReactNode {
  const room = useRoom()
  const { agreed_at, agreed_by, sent_at, sent_by } = message
  return (
    <p className="meta fg">
      It is {ownerName(room, message.owner ?? message.by)}’s to answer for.{" "}
      {agreed_at === undefined || agreed_by === undefined
        ? sent_at === undefined ? "The Incident Manager has not agreed yet. Sending it all the same is possible, and is flagged in the log." : <b className="amber">Sent without the Incident Manager’s agreement.</b>
        : `Agreed by ${ownerName(room, agreed_by)}, ${fullMoment(msOf(agreed_at))}.`}
      {sent_at === undefined || sent_by === undefined ? "" : ` Sent by ${ownerName(room, sent_by)}, ${fullMoment(msOf(sent_at))}.`}
    </p>
  )
}

/** How, through whom, by whom and by when; and whether it waits for agreement. */
function Details({ message }: { readonly message: Message }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const blocked = reasonAgainst(mayWriteMessage(room, person))
  const set = (fields: Parameters<typeof replica.setThing<"messages">>[2]): void => { replica.setThing("messages", message.id, fields) }
  const put = (field: "channel" | "contact_point") => (value: string): void => { set({ [field]: value === "" ? null : value }) }
  if (blocked !== undefined) return null
  return (
    <>
      <TextField label="Channel" hint="Telephone, email, the website." maxLength={300} value={message.channel ?? ""} onValue={put("channel")} />
      <TextField label="Point of contact" hint="Who takes it there." maxLength={300} value={message.contact_point ?? ""} onValue={put("contact_point")} />
      <WhoField label="Sent by" nobody="Whoever says that it was sent" value={message.sender} onValue={(sender) => { set({ sender: sender ?? null }) }} />
      <DueField label="By" value={message.due} onValue={(due) => { set({ due: due ?? null }) }} />
      <div className="btn-row">
        {message.agreed_at === undefined && message.state !== "awaiting_agreement"
          ? <Button look="second" onClick={() => { set({ state: "awaiting_agreement" }) }}>Ask for agreement</Button>
          : <Button look="second" onClick={() => { set({ state: "drafting" }) }}>Back to drafting</Button>}
        <label className="nb"><input type="checkbox" checked={message.staff_affected === true} onChange={(event) => { set({ staff_affected: event.target.checked }) }} /> Staff are affected: with employee relations</label>
      </div>
    </>
  )
}

function Questions({ message }: { readonly message: Message }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [text, setText] = useState("")
  const ask = (): void => {
    if (text.trim() === "") return
    replica.askAbout(message.id, text.trim())
    setText("")
  }
  return (
    <section className="kv kv--in">
      <h3>Questions back<span className="count">{message.replies.length}</span></h3>
      <ul className="replies">{message.replies.map((reply) => <li key={reply.id}><b>{ownerName(room, reply.by)}</b> {reply.text}</li>)}</ul>
      {mayAskAbout(room, person).allowed ? (
        <div className="btn-row">
          <label className="vh" htmlFor="message-question">Question or answer</label>
          <input className="field" id="message-question" maxLength={4_000} value={text} onChange={(event) => { setText(event.target.value) }} />
          <Button small look="second" onClick={ask}>Write it down</Button>
        </div>
      ) : null}
    </section>
  )
}
