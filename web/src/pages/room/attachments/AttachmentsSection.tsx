/** How much is attached, and the way to it. */
import type { ReactNode } from "react"
import { Button } from "../../../ui/Button.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom } from "../RoomContext.tsx"

export function AttachmentsSection(): ReactNode {
  const { attachments } = useRoom()
  const { show } = useActions()
  const number = Object.keys(attachments).length
  return (
    <section className="sit">
      <h3>Attachments<span className="count">{number}</span></h3>
      {number === 0 ? <p className="sit__none">Nothing is attached yet.</p> : null}
      <div className="btn-row sit__more">
        <Button small look="second" onClick={() => { show({ is: "attachments" }) }}>See the attachments</Button>
      </div>
    </section>
  )
}
