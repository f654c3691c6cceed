/** A draft among several: its kind, whose it is and its first words. */
import { memo, type ReactNode } from "react"
import { firstWords, writersOf } from "../../incident/drafts.ts"
import { nameOf } from "../../incident/people.ts"
import { msOf, plainMinute } from "../../incident/times.ts"
import { kindNames } from "../../incident/words.ts"
import type { Draft, DraftId } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { Icon } from "../../ui/Icon.tsx"
import { useRoom, useSlice, useView } from "./RoomContext.tsx"

/** Of the button that opens or closes a draft. */
export function foldId(draft: DraftId): string {
  return `fold-${draft}`
}

interface DraftLineProps {
  readonly draft: Draft
  readonly onFold: (draft: DraftId, open: boolean) => void
}

/** Drawn again when it changes, and not when another one does. */
export const DraftLine = memo(function DraftLine({ draft, onFold }: DraftLineProps): ReactNode {
  const { person } = useView()
  const room = useRoom()
  const name = draft.by === person ? "You" : nameOf(room, draft.by)
  const isWritten = useSlice((view) => writersOf(view, draft.id).length > 0)
  return (
    <li className="e e--draft e--line">
      <div className="e__t">{isWritten ? <time>now</time> : <time dateTime={draft.begun_at}>{plainMinute(msOf(draft.begun_at))}</time>}</div>
      <div className="e__m"><span><Icon name="correction" /></span></div>
      <div className="e__b">
        <p><b>{kindNames[draft.kind]}</b> {name}{draft.kind === "decision" ? <b className="amber"> Not in force</b> : null}<span className="vh">. Not sealed yet</span>: {firstWords(draft)}</p>
        <Button small look="second" id={foldId(draft.id)} aria-expanded={false} onClick={() => { onFold(draft.id, true) }}>Open<span className="vh"> the draft of {name === "You" ? "yours" : name}</span></Button>
      </div>
    </li>
  )
})
