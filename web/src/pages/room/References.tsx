/** A text in which "A-14", "R-8" and "#138" lead to what they name, with the words that were looked for marked. */
import { Fragment, type MouseEvent, type ReactNode } from "react"
import { referencePieces, type Reference } from "../../incident/references.ts"
import { Marked } from "./Marked.tsx"
import { useActions } from "./RoomActions.tsx"
import { useReplica } from "./RoomContext.tsx"

interface ReferencesProps {
  readonly text: string
  readonly find?: string
}

/** The room is read once, when the text is drawn: what is written names what was there already. */
export function References({ text, find = "" }: ReferencesProps): ReactNode {
  const { room } = useReplica().view()
  return referencePieces(text, room).map(({ text: piece, names }, index) => (
    names === undefined
      ? <Fragment key={index}><Marked text={piece} find={find} /></Fragment>
      : <ReferenceLink key={index} to={names}><Marked text={piece} find={find} /></ReferenceLink>
  ))
}

function ReferenceLink({ to, children }: { readonly to: Reference; readonly children: ReactNode }): ReactNode {
  const { goTo, show } = useActions()
  if (to.is !== "entry") return <button type="button" className="reference" onClick={() => { show(to) }}>{children}</button>
  const go = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    goTo(to.number)
  }
  return <a href={`#e${to.number}`} onClick={go}>{children}</a>
}
