/** A message that waits for the manager's agreement: its words are read in full before they are agreed to (COM-02). */
import type { ReactNode } from "react"
import { ownerName } from "../../../incident/actions.ts"
import { messageKindNames, messageTitle } from "../../../incident/communications.ts"
import type { Message } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom } from "../RoomContext.tsx"

export function MessageCard({ message }: { readonly message: Message }): ReactNode {
  const room = useRoom()
  const { show } = useActions()
  const title = messageTitle(message)
  return (
    <article className="rec" aria-label={title}>
      <p className="meta"><span>{title} {messageKindNames[message.kind]} to {message.to}, {ownerName(room, message.owner ?? message.by)}</span></p>
      <p className="rec__x">{message.text}</p>
      <div className="btn-row"><Button small look="second" onClick={() => { show({ is: "message", message: message.id }) }}>Read and agree<span className="vh"> {title}</span></Button></div>
    </article>
  )
}
