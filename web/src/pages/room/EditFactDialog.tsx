/** Changes a fact where everyone sees it: the statement as it is typed, the rest as it is set. */
import { useState, type ReactNode } from "react"
import { alsoSet } from "../../incident/conflicts.ts"
import { movesOf } from "../../incident/facts.ts"
import { maySettleFact, reasonAgainst } from "../../incident/may.ts"
import type { Fact, FactId } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { Dialog } from "../../ui/Dialog.tsx"
import { FactFields } from "./FactFields.tsx"
import { useReplica, useRoom, useServerMinute, useView } from "./RoomContext.tsx"
import { SharedText } from "./SharedText.tsx"

export function EditFactDialog({ id, onClose }: { readonly id: FactId; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { connection } = useView()
  const [fault, setFault] = useState<string>()
  const fact = room.facts[id]
  if (fact === undefined) return null
  const write = (base: string, typed: string): void => { replica.writeText(["facts", id, "statement"], base, typed) }
  return (
    <Dialog
      title="Change the situation" look="narrow" onClose={onClose}
      foot={(
        <>
          <span className="meta">{connection.kind === "live" ? "Everyone sees changes as you make them." : "Kept on this device. Goes when you reconnect."}</span>
          <Button onClick={onClose}>Done</Button>
        </>
      )}
    >
      <div role="alert">{fault === undefined ? null : <p className="fault">{fault}</p>}</div>
      <div className="fg">
        <label className="label" htmlFor="statement">Statement or question</label>
        <SharedText id="statement" text={fact.statement} carets={[]} onWrite={write} />
      </div>
      <FactFields
        fact={fact}
        onSet={(field, value) => {
          setFault(undefined)
          replica.setFact(id, field, value)
        }}
      />
      <Also fact={fact} />
      <Outcome fact={fact} onFault={setFault} />
      <History fact={fact} />
    </Dialog>
  )
}

const contestable = { standing: "What it is", source: "Source", checked_by: "Who checks it", check_due: "Checked by", outcome: "What the check found" } as const

/** Where two people set one thing at once, the other value too. */
function Also({ fact }: { readonly fact: Fact }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const now = useServerMinute()
  const lost = (Object.keys(contestable) as (keyof typeof contestable)[]).flatMap((field) => {
    const words = alsoSet(room, field, replica.contested("facts", fact.id, field), now)
    return words === undefined ? [] : [`${contestable[field]} ${words}`]
  })
  return lost.map((line) => <p className="also" key={line}>{line}, at the same time. Choose again to settle it.</p>)
}

function History({ fact }: { readonly fact: Fact }): ReactNode {
  const moves = movesOf(useRoom(), fact, useServerMinute())
  if (moves.length === 0) return null
  return (
    <section className="fg" aria-labelledby="fact-history">
      <h3 className="label" id="fact-history">History</h3>
      <ol>{moves.map((move, index) => <li className="meta" key={index}>{move}</li>)}</ol>
    </section>
  )
}

function Outcome({ fact, onFault }: { readonly fact: Fact; readonly onFault: (fault: string | undefined) => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  if (fact.standing === "known") return null
  const against = reasonAgainst(maySettleFact(room, person, fact))
  const set = (outcome: "confirmed" | "refuted"): void => {
    onFault(undefined)
    replica.setFact(fact.id, "outcome", fact.outcome === outcome ? null : outcome)
  }
  return (
    <div className="fg">
      <p className="label" id="outcome">What the check found</p>
      <div className="btn-row" role="group" aria-labelledby="outcome">
        <Button small look="second" blocked={against} aria-pressed={fact.outcome === "confirmed"} onClick={() => { set("confirmed") }}>Confirmed</Button>
        <Button small look="second" blocked={against} aria-pressed={fact.outcome === "refuted"} onClick={() => { set("refuted") }}>Refuted</Button>
      </div>
      {against === undefined ? null : <p className="hint">{against}</p>}
    </div>
  )
}
