/** Known, suspected, unknown: each with its source, who checks it, and by when. */
import { useState, type ReactNode } from "react"
import { factDetails, factsOf, isCheckOverdue, isUnchecked, standings } from "../../incident/facts.ts"
import { mayWriteFact, reasonAgainst } from "../../incident/may.ts"
import { standingNames } from "../../incident/words.ts"
import type { Fact, FactId } from "../../replica/types.ts"
import { ActButton } from "./act/ActButton.tsx"
import { AddFactDialog } from "./AddFactDialog.tsx"
import { EditFactDialog } from "./EditFactDialog.tsx"
import { AttachmentsSection } from "./attachments/AttachmentsSection.tsx"
import { References } from "./References.tsx"
import { useActions } from "./RoomActions.tsx"
import { SystemsSection } from "./systems/SystemsSection.tsx"
import { useRoom, useServerMinute, useSlice, useView } from "./RoomContext.tsx"

type Opened = { readonly is: "new" } | { readonly is: "fact"; readonly id: FactId } | undefined

const noneYet = {
  known: "Nothing is known for sure yet.",
  suspected: "Nothing is suspected yet.",
  unknown: "No open questions yet. What do you need to find out?",
} as const

export function SituationPanel(): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const now = useServerMinute()
  const [opened, setOpened] = useState<Opened>()
  const close = (): void => { setOpened(undefined) }
  const against = reasonAgainst(mayWriteFact(room, person))
  return (
    <>
      <div className="sit__bar btn-row">
        <ActButton small look="second" blocked={against} onClick={() => { setOpened({ is: "new" }) }}>Add to the situation</ActButton>
      </div>
      {standings.map((standing) => {
        const facts = factsOf(room, standing)
        return (
          <section className={`sit sit--${standing}`} key={standing}>
            <h3>{standingNames[standing]}<span className="count">{facts.length}</span></h3>
            {facts.length === 0 ? <p className="sit__none">{noneYet[standing]}</p> : (
              <ul>
                {facts.map((fact) => (
                  <li key={fact.id}>
                    <FactButton fact={fact} against={against} onOpen={() => { setOpened({ is: "fact", id: fact.id }) }} />
                    <FactLine fact={fact} nowMs={now} />
                  </li>
                ))}
              </ul>
            )}
          </section>
        )
      })}
      <SystemsSection />
      <AttachmentsSection />
      {opened?.is === "new" ? <AddFactDialog onClose={close} /> : null}
      {opened?.is === "fact" && room.facts[opened.id] ? <EditFactDialog id={opened.id} onClose={close} /> : null}
    </>
  )
}

function FactButton({ fact, against, onOpen }: { readonly fact: Fact; readonly against: string | undefined; readonly onOpen: () => void }): ReactNode {
  const statement = fact.outcome === "refuted" ? <del>{fact.statement}</del> : <span>{fact.statement}</span>
  if (against !== undefined) return <span className="sit__fact">{statement}</span>
  return <button type="button" className="sit__fact" onClick={onOpen}>{statement}<span className="vh">, change</span></button>
}

function FactLine({ fact, nowMs }: { readonly fact: Fact; readonly nowMs: number }): ReactNode {
  const unsent = useSlice(({ unsentObjects }) => unsentObjects.has(fact.id))
  const room = useRoom()
  const { goTo } = useActions()
  const { source } = fact
  const details = factDetails(room, fact, nowMs)
  return (
    <span className="meta sit__line">
      {source === undefined ? null : (
        <a href={`#e${source}`} onClick={(event) => {
          event.preventDefault()
          goTo(source)
        }}>#{source}<span className="vh">, source</span></a>
      )}
      {source !== undefined && (details.length > 0 || isUnchecked(fact)) ? ", " : null}
      {isCheckOverdue(fact, nowMs) ? <b className="red"><References text={details.join(", ")} />, overdue</b> : <References text={details.join(", ")} />}
      {isUnchecked(fact) ? <b className="amber">{source === undefined ? "Nobody" : "nobody"} is checking this</b> : null}
      {unsent ? <i> kept on this device, not sent yet</i> : null}
    </span>
  )
}
