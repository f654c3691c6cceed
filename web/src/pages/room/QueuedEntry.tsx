/** An entry on its way: your clock, no number yet. */
import type { ReactNode } from "react"
import type { Waiting } from "../../incident/drafts.ts"
import { nameOf } from "../../incident/people.ts"
import { fullMoment, msOf, plainMinute } from "../../incident/times.ts"
import { kindNames } from "../../incident/words.ts"
import type { EntryKind } from "../../replica/types.ts"
import { Icon } from "../../ui/Icon.tsx"
import { useRoom, useView } from "./RoomContext.tsx"

export function QueuedEntry({ waiting }: { readonly waiting: Waiting }): ReactNode {
  const { seal, draft } = waiting
  const room = useRoom()
  const { person, connection } = useView()
  const live = connection.kind === "live"
  const at = msOf(seal.writtenAt)
  const kind = (draft?.kind ?? seal.kind) as EntryKind
  return (
    <li className="e e--queued">
      <div className="e__t">
        <time dateTime={seal.writtenAt} title={fullMoment(at)}>{plainMinute(at)}</time>
        <span className="meta">your clock</span>
      </div>
      <div className="e__m"><span><Icon name={kind} /></span></div>
      <div className="e__b">
        <p className="e__h"><b>{kindNames[kind]}</b> {nameOf(room, person)}. <b>{live ? "Being sealed" : "Not sent yet"}</b></p>
        <p className="e__x">{draft?.text ?? seal.text}</p>
        <p className="e__f">{live ? "Gets its number and the server’s time in a moment" : "Kept on this device. Gets its number and the server’s time when you are back online"}</p>
      </div>
    </li>
  )
}
