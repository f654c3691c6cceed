/** Decisions so far, newest first, to be found without scrolling the log. */
import type { ReactNode } from "react"
import { correctionsOf, momentOf } from "../../incident/log.ts"
import { shortMoment } from "../../incident/times.ts"
import { useActions } from "./RoomActions.tsx"
import { useRoom, useServerMinute } from "./RoomContext.tsx"
import { useRoomSearch } from "./search.ts"

const drawnMax = 5

export function Decisions(): ReactNode {
  const { log } = useRoom()
  const { goTo } = useActions()
  const [, set] = useRoomSearch()
  const now = useServerMinute()
  const decisions = log.filter((entry) => entry.kind === "decision").reverse()
  const corrected = correctionsOf(log)
  if (decisions.length === 0) return null
  return (
    <section className="now__sec">
      <h3>Decisions<span className="count">{decisions.length}</span></h3>
      <ul>
        {decisions.slice(0, drawnMax).map((entry) => (
          <li key={entry.number}>
            <span className="clip">{corrected.has(entry.number) ? <del>{entry.text}</del> : entry.text}</span>
            <span className="meta">
              <a href={`#e${entry.number}`} onClick={(event) => {
                event.preventDefault()
                goTo(entry.number)
              }}>#{entry.number}</a> {entry.by.name}, {shortMoment(momentOf(entry), now)}
            </span>
          </li>
        ))}
      </ul>
      {decisions.length > drawnMax ? (
        <button type="button" className="btn btn--link btn--s" onClick={() => { set({ show: "decision", tab: "log" }) }}>All decisions in the log</button>
      ) : null}
    </section>
  )
}
