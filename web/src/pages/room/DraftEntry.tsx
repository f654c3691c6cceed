/** What somebody is writing: hatched, "now" for a time, no number. Not on record. */
import { memo, type ReactNode } from "react"
import { caretsIn, withCarets, writersOf } from "../../incident/drafts.ts"
import { mayDiscardDraft } from "../../incident/may.ts"
import { memberNow, nameOf, rolesNow } from "../../incident/people.ts"
import { msOf, plainMinute } from "../../incident/times.ts"
import { kindNames, listed, roleNames } from "../../incident/words.ts"
import type { Draft, DraftId, Present } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { Icon } from "../../ui/Icon.tsx"
import { foldId } from "./DraftLine.tsx"
import { References } from "./References.tsx"
import { useActions } from "./RoomActions.tsx"
import { useReplica, useRoom, useSlice, useView } from "./RoomContext.tsx"
import { RemoteCaret } from "./SharedText.tsx"

interface DraftEntryProps {
  readonly draft: Draft
  readonly against: string | undefined
  /** Makes it a line again, where several are shown. */
  readonly onFold?: ((draft: DraftId, open: boolean) => void) | undefined
}

export const DraftEntry = memo(function DraftEntry({ draft, against, onFold }: DraftEntryProps): ReactNode {
  const { person } = useView()
  const room = useRoom()
  const replica = useReplica()
  const { writeIn } = useActions()
  const writers = useSlice((view) => writersOf(view, draft.id))
  const carets = caretsIn(writers, draft.id, "text")
  const own = draft.by === person
  return (
    <li className="e e--draft">
      <div className="e__t">
        {writers.length === 0 ? <><time dateTime={draft.begun_at}>{plainMinute(msOf(draft.begun_at))}</time><span className="meta">begun</span></> : <time>now</time>}
      </div>
      <div className="e__m"><span><Icon name="correction" /></span></div>
      <div className="e__b">
        <p className="e__h"><b>{kindNames[draft.kind]}</b> <Whose draft={draft} writers={writers} /></p>
        <p className="e__x">
          {withCarets(draft.text, carets).map((piece, index) => (
            piece.is === "text" ? <References key={index} text={piece.text} /> : <RemoteCaret key={`${piece.name}-${index}`} name={piece.name} />
          ))}
        </p>
        <DraftReasons draft={draft} />
        {against === undefined || onFold ? (
          <div className="e__f">
            {against === undefined ? <Button small look="second" onClick={() => { writeIn(draft.id) }}>{own ? "Go on writing" : "Write in this draft"}</Button> : null}
            {against === undefined && mayDiscardDraft(person, draft).allowed ? (
              <Button small look="link" onClick={() => { replica.discardDraft(draft.id) }}>Discard</Button>
            ) : null}
            {onFold ? <Button small look="link" id={foldId(draft.id)} aria-expanded onClick={() => { onFold(draft.id, false) }}>Close<span className="vh"> the draft of {own ? "yours" : nameOf(room, draft.by)}</span></Button> : null}
          </div>
        ) : null}
      </div>
    </li>
  )
})

function Whose({ draft, writers }: { readonly draft: Draft; readonly writers: readonly Present[] }): ReactNode {
  const view = useView()
  const room = useRoom()
  const others = writers.filter((row) => row.person !== draft.by).map((row) => row.name)
  const [role] = rolesNow(memberNow(room, draft.by))
  const own = draft.by === view.person
  const who = `${nameOf(room, draft.by)}${role === undefined ? "" : `, ${roleNames[role]}`}`
  const isHere = writers.some((row) => row.person === draft.by)
  const state = view.unsentObjects.has(draft.id) && view.connection.kind !== "live" ? "Kept on this device" : "Not sealed yet"
  return (
    <>
      {own ? "Yours, put aside" : `${isHere ? "being written by" : "begun by"} ${who}`}
      {others.length === 0 ? "" : `, with ${listed(others)}`}. {state}
      {draft.corrects === undefined ? "" : `. Corrects #${draft.corrects}`}{draft.kind === "decision" ? ". " : ""}
      {draft.kind === "decision" ? <b className="amber">Not in force until it is sealed.{view.connection.kind === "live" ? "" : " Tell people by phone."}</b> : null}
    </>
  )
}

function DraftReasons({ draft }: { readonly draft: Draft }): ReactNode {
  if (draft.why === "" && draft.set_aside === "") return null
  return (
    <dl className="why">
      {draft.why === "" ? null : <><dt>{draft.kind === "correction" ? "Reason" : "Why"}</dt><dd>{draft.why}</dd></>}
      {draft.set_aside === "" ? null : <><dt>Set aside</dt><dd>{draft.set_aside}</dd></>}
    </dl>
  )
}
