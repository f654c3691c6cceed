/** The demonstration's card: seal, cut the network, correct; with the switch that cuts this tab off. One line once it is read. */
import { useQuery } from "@tanstack/react-query"
import { useState, type ReactNode } from "react"
import { demoQuery } from "../../api/queries.ts"
import type { Entry } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { useKept } from "../../ui/kept.ts"
import { newTabFor } from "../../session/DemonstrationPeople.tsx"
import { useReplica, useRoom, useView } from "./RoomContext.tsx"

export function TryCard({ incident }: { readonly incident: string }): ReactNode {
  const { data: demo } = useQuery(demoQuery)
  const { person } = useView()
  const [isRead, setRead] = useKept("try.read", false)
  if (!demo) return null
  const others = demo.people.filter((one) => one.id !== person).slice(0, 3)
  return (
    <section className="try" aria-labelledby="try">
      <div className="try__h">
        <h3 id="try">Try: seal, cut the network, correct</h3>
        <Button small look="link" aria-expanded={!isRead} aria-controls="try-how" onClick={() => { setRead(!isRead) }}>
          {isRead ? "Show how" : "Hide"}<span className="vh">: what to try</span>
        </Button>
      </div>
      <div id="try-how" hidden={isRead}>
        <Steps />
        <CutSwitch />
        <p className="meta">Open a second tab as {others.map((one, index) => (
          <span key={one.id}>
            {index === 0 ? "" : index === others.length - 1 ? " or " : ", "}
            <a href={newTabFor(one.id, incident)} target="_blank" rel="noopener">{one.name}</a>
          </span>
        ))} and write to each other.</p>
      </div>
    </section>
  )
}

function Steps(): ReactNode {
  const { log } = useRoom()
  const { person, connection } = useView()
  const [from] = useState(() => log.at(-1)?.number ?? 0)
  const [wasCut, setWasCut] = useState(false)
  const isCut = connection.kind === "offline" && connection.reason === "cut"
  if (isCut && !wasCut) setWasCut(true)
  const mine = log.filter((entry: Entry) => entry.number > from && entry.by.person === person)
  const steps: readonly (readonly [done: boolean, text: string])[] = [
    [mine.some((entry) => entry.kind !== "correction"), "Write what happened and seal it. It gets a number and the server’s time."],
    [wasCut && !isCut, "Cut this tab off, write and queue an entry, mend it. It seals itself, with both times."],
    [mine.some((entry) => entry.kind === "correction"), "Correct an entry. The original stays, ruled through."],
  ]
  return (
    <ol>
      {steps.map(([done, text], index) => (
        <li key={text} className={done ? "try__done" : ""}>
          <span className="try__step" aria-hidden="true">{done ? "✓" : index + 1}</span>
          <span>{text}{done ? <span className="vh"> Done.</span> : null}</span>
        </li>
      ))}
    </ol>
  )
}

function CutSwitch(): ReactNode {
  const replica = useReplica()
  const { connection } = useView()
  const isCut = connection.kind === "offline" && connection.reason === "cut"
  return (
    <button type="button" className="switch" role="switch" aria-checked={isCut} onClick={() => { if (isCut) replica.mend(); else replica.cut() }}>
      Cut this tab off the network
    </button>
  )
}
