/** Messages of one kind: to whom, how they stand, by when, and what was sent (COM-01, COM-03, LIA-05). */
import type { ReactNode } from "react"
import { ownerName } from "../../../incident/actions.ts"
import { messagesOf, messageState, messageStateNames, messageTitle } from "../../../incident/communications.ts"
import { mayWriteMessage, reasonAgainst } from "../../../incident/may.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import type { Message } from "../../../replica/types.ts"
import { ActButton } from "../act/ActButton.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useServerMinute, useView } from "../RoomContext.tsx"

interface MessagesSectionProps {
  readonly kind: Message["kind"]
  readonly title: string
  readonly none: string
  readonly add: string
}

export function MessagesSection({ kind, title, none, add }: MessagesSectionProps): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { show } = useActions()
  const messages = messagesOf(room, kind)
  return (
    <section className="sit">
      <h3>{title}<span className="count">{messages.filter(({ sent_at }) => sent_at === undefined).length}</span></h3>
      {messages.length === 0 ? <p className="sit__none">{none}</p> : <ul>{messages.map((message) => <Row key={message.id} message={message} />)}</ul>}
      <div className="btn-row sit__more">
        <ActButton small look="second" blocked={reasonAgainst(mayWriteMessage(room, person))} onClick={() => { show({ is: "add_message", kind }) }}>{add}</ActButton>
      </div>
    </section>
  )
}

function Row({ message }: { readonly message: Message }): ReactNode {
  const room = useRoom()
  const { show } = useActions()
  const now = useServerMinute()
  const { to, text, due, sent_at, sent_by, agreed_at, owner, by, replies } = message
  const over = due !== undefined && sent_at === undefined && msOf(due) < now
  const words = text.trim()
  return (
    <li>
      <button type="button" className="sit__fact" onClick={() => { show({ is: "message", message: message.id }) }}>
        <span><b>{to}</b>{words === "" ? "" : <span className="clip">{words}</span>}</span>
      </button>
      <span className="meta sit__line">
        {messageTitle(message)}. {messageStateNames[messageState(message)]}
        {sent_at === undefined
          ? <>, {ownerName(room, owner ?? by)}{due === undefined ? "" : <>. <b className={over ? "red" : ""}>Due {shortMoment(msOf(due), now)}{over ? ", overdue" : ""}</b></>}</>
          : <> {shortMoment(msOf(sent_at), now)} by {ownerName(room, sent_by ?? by)}{agreed_at === undefined ? <b className="amber">, without agreement</b> : ""}</>}
        {replies.length === 0 ? "" : `. ${replies.length === 1 ? "1 question" : `${replies.length} questions`} back`}
      </span>
    </li>
  )
}
