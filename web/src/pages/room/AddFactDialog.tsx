/** Adds a fact whole, in one change; what is typed is kept in this tab until then. */
import { useState, type ReactNode } from "react"
import { maySettleFact, reasonAgainst } from "../../incident/may.ts"
import type { NewFact } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { Dialog } from "../../ui/Dialog.tsx"
import { useKept } from "../../ui/kept.ts"
import { FactFields } from "./FactFields.tsx"
import { useReplica, useRoom, useView } from "./RoomContext.tsx"

const blank: NewFact = { statement: "", standing: "suspected" }

export function AddFactDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person, incident } = useView()
  const [fact, setFact, drop] = useKept<NewFact>(`fact.${incident}.${person}`, blank)
  const [fault, setFault] = useState<string>()
  const add = (): void => {
    const against = fact.standing === "known" ? reasonAgainst(maySettleFact(room, person, fact)) : undefined
    if (fact.statement.trim() === "") setFault("Write the statement first.")
    else if (against !== undefined) setFault(against)
    else {
      replica.createFact({ ...fact, statement: fact.statement.trim() })
      drop()
      onClose()
    }
  }
  return (
    <Dialog
      title="Add to the situation" look="narrow" onClose={onClose}
      foot={<><span className="meta">Everyone in the incident sees it.</span><Button look="second" onClick={onClose}>Cancel</Button><Button onClick={add}>Add</Button></>}
    >
      <div role="alert">{fault === undefined ? null : <p className="fault">{fault}</p>}</div>
      <div className="fg">
        <label className="label" htmlFor="statement">Statement or question</label>
        <textarea
          className="field" id="statement" rows={2} data-focus maxLength={20_000} value={fact.statement}
          onChange={(event) => { setFact({ ...fact, statement: event.target.value }) }}
        />
      </div>
      <FactFields
        fact={fact}
        onSet={(field, value) => {
          setFault(undefined)
          const rest = Object.fromEntries(Object.entries(fact).filter(([key]) => key !== field))
          setFact((value === null ? rest : { ...rest, [field]: value }) as unknown as NewFact)
        }}
      />
    </Dialog>
  )
}
