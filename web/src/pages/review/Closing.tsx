/** What is unfinished before the next end, and the way there (IM-14, IM-15). */
import type { ReactNode } from "react"
import { mayClose, mayReopen, maySetPhase, mayStandDown, reasonAgainst, type May } from "../../incident/may.ts"
import { nextEnding } from "../../incident/review.ts"
import { unfinished } from "../../incident/unfinished.ts"
import { count } from "../../incident/words.ts"
import type { Phase, RoomDocument } from "../../replica/types.ts"
import { ActButton } from "../room/act/ActButton.tsx"
import { useRoom, useView } from "../room/RoomContext.tsx"
import type { Show } from "./opened.ts"

interface Way {
  readonly title: string
  readonly means: string
  /** What the button says; absent where there is nothing to end. */
  readonly act?: string
  readonly may?: (room: RoomDocument, person: string, live: boolean) => May
}

const ways: Readonly<Record<Phase, Way>> = {
  pre_incident: { title: "Closing", means: "The incident is not declared yet." },
  hot: { title: "Standing down", means: "Standing down ends the hot phase. The work goes on in the warm one.", act: "Stand down", may: mayStandDown },
  warm: { title: "Closing", means: "The review is the cold phase. The incident is closed after it.", act: "Begin the review", may: (room, person, live) => maySetPhase(room, person, live, "cold") },
  cold: { title: "Closing", means: "This is the review. Closing ends it; lessons that are open go on.", act: "Close the incident", may: mayClose },
  closed: { title: "Closed", means: "What was left unfinished, and why, is in the log.", act: "Open it again", may: mayReopen },
}

export function Closing({ show }: { readonly show: Show }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { title, means, act, may } = ways[room.incident.phase]
  const ending = nextEnding(room.incident.phase)
  return (
    <section className="card review__card" aria-labelledby="closing">
      <h2 id="closing">{title}</h2>
      <p className="meta">{means}</p>
      {ending === undefined ? null : <Left items={unfinished(ending, room)} />}
      {act === undefined || may === undefined ? null : (
        <div className="btn-row">
          <ActButton blocked={reasonAgainst(may(room, person, connection.kind === "live"))} onClick={() => { show({ is: "phase" }) }}>{act}</ActButton>
        </div>
      )}
    </section>
  )
}

/** The duties are listed beside this one by one, so that they are counted here. */
function Left({ items }: { readonly items: ReturnType<typeof unfinished> }): ReactNode {
  const duties = items.filter(({ isDuty }) => isDuty).length
  if (items.length === 0) return <p>Nothing is left unfinished.</p>
  return (
    <>
      <p>Nothing here stops it. What is left unfinished asks for a reason, and is sealed with it.</p>
      <ul className="review__left">
        {items.filter(({ isDuty }) => !isDuty).map(({ key, words }) => <li key={key}>{words}</li>)}
        {duties === 0 ? null : <li>{count(duties, "duty", "duties")} of which nothing is said yet</li>}
      </ul>
    </>
  )
}
