/** What others say to a recommendation, and a line to say something. */
import { useId, useState, type ReactNode } from "react"
import { nameOf } from "../../../incident/people.ts"
import { recommendationTitle } from "../../../incident/recommendations.ts"
import { paragraph_characters_max } from "../../../replica/limits.ts"
import type { Recommendation } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { References } from "../References.tsx"
import { useReplica, useRoom } from "../RoomContext.tsx"

interface RepliesProps {
  readonly recommendation: Recommendation
  readonly replying: boolean
  readonly onDone: () => void
}

export function Replies({ recommendation, replying, onDone }: RepliesProps): ReactNode {
  const room = useRoom()
  const { replies } = recommendation
  return (
    <>
      {replies.length === 0 ? null : (
        <ul className="rec__replies">
          {replies.map((reply) => <li key={reply.id}><b>{nameOf(room, reply.by)}</b> <References text={reply.text} /></li>)}
        </ul>
      )}
      {replying ? <NewReply recommendation={recommendation} onDone={onDone} /> : null}
    </>
  )
}

function NewReply({ recommendation, onDone }: { readonly recommendation: Recommendation; readonly onDone: () => void }): ReactNode {
  const replica = useReplica()
  const id = useId()
  const [text, setText] = useState("")
  const send = (): void => {
    if (text.trim() !== "") replica.replyTo(recommendation.id, text.trim())
    onDone()
  }
  return (
    <form
      className="rec__new"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <label className="vh" htmlFor={id}>Reply to {recommendationTitle(recommendation)}</label>
      <input className="field" id={id} autoFocus maxLength={paragraph_characters_max} value={text} onChange={(event) => { setText(event.target.value) }} />
      <Button small type="submit">Send</Button>
      <Button small look="link" onClick={onDone}>Do not reply</Button>
    </form>
  )
}
