/** Communication lines: each with who is in it, who of the team is missing, and who is there and does not belong (SEC-06, SEC-07). */
import type { ReactNode } from "react"
import { hasPrivateLine, lineKindNames, linesOf, lineState } from "../../../incident/communications.ts"
import { mayKeepLines, reasonAgainst } from "../../../incident/may.ts"
import { count, listed } from "../../../incident/words.ts"
import type { Channel } from "../../../replica/types.ts"
import { ActButton } from "../act/ActButton.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useView } from "../RoomContext.tsx"

export function LinesSection(): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { show } = useActions()
  const lines = linesOf(room)
  return (
    <section className="sit">
      <h3>Communication lines<span className="count">{lines.length}</span></h3>
      {hasPrivateLine(room) ? null : <p className="sit__none"><b className="amber">There is no private line with the whole team on it.</b></p>}
      {lines.length === 0 ? null : <ul>{lines.map((line) => <Line key={line.id} line={line} />)}</ul>}
      <div className="btn-row sit__more">
        <ActButton small look="second" blocked={reasonAgainst(mayKeepLines(room, person))} onClick={() => { show({ is: "add_line" }) }}>Add a line</ActButton>
      </div>
    </section>
  )
}

function Line({ line }: { readonly line: Channel }): ReactNode {
  const room = useRoom()
  const { show } = useActions()
  const { there, missing, strangers } = lineState(room, line)
  const about = [lineKindNames[line.kind], ...(line.private === true ? ["private"] : []), ...(line.trusted === false ? ["not trusted"] : [])]
  return (
    <li>
      <button type="button" className="sit__fact" onClick={() => { show({ is: "line", line: line.id }) }}>
        <span>{line.name}{line.place === undefined ? "" : `, ${line.place}`}</span>
      </button>
      <span className="meta sit__line">
        {listed(about)}. {count(there.length, "person", "people")} in it
        {missing.length === 0 || line.private !== true ? "" : <>. <b className="amber">Missing: {listed(missing.map(({ name }) => name))}</b></>}
        {strangers.length === 0 ? "" : <>. <b className="red">Not in the team: {listed(strangers.map(({ name }) => name))}</b></>}
      </span>
    </li>
  )
}
