/** The fields of a fact beside its statement, for a new one and for one that is there. */
import { useId, type ReactNode } from "react"
import { maySettleFact, reasonAgainst } from "../../incident/may.ts"
import { isWriter, team } from "../../incident/people.ts"
import { standings } from "../../incident/facts.ts"
import { standingNames } from "../../incident/words.ts"
import type { FactField, NewFact } from "../../replica/types.ts"
import { Group, Radios } from "../../ui/Choice.tsx"
import { WhenField } from "./WhenField.tsx"
import { useRoom, useView } from "./RoomContext.tsx"

export type FactScalars = Omit<NewFact, "statement"> & { readonly outcome?: "confirmed" | "refuted" }

interface FactFieldsProps {
  readonly fact: FactScalars
  readonly error?: string | undefined
  readonly onSet: (field: FactField, value: string | number | null) => void
}

export function FactFields({ fact, error, onSet }: FactFieldsProps): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const id = useId()
  const settle = fact.standing === "known" ? undefined : reasonAgainst(maySettleFact(room, person, fact))
  const last = room.log.at(-1)?.number ?? 0
  return (
    <>
      <Group legend="What is it?" error={error}>
        <Radios
          value={fact.standing} onValue={(standing) => { onSet("standing", standing) }}
          items={standings.map((standing) => ({
            value: standing, title: standingNames[standing], ...(standing === "known" ? { blocked: settle } : {}),
          }))}
        />
      </Group>
      <div className="fg">
        <label className="label" htmlFor={`${id}-source`}>Rests on entry number</label>
        <p className="hint" id={`${id}-source-hint`}>The log entry it comes from. Needed before it is known.</p>
        <input
          className="field field--number" id={`${id}-source`} type="number" inputMode="numeric" min={1} max={last}
          aria-describedby={`${id}-source-hint`} value={fact.source ?? ""}
          onChange={(event) => {
            const number = event.target.valueAsNumber
            if (Number.isNaN(number)) onSet("source", null)
            else if (number >= 1 && number <= last) onSet("source", Math.trunc(number))
          }}
        />
      </div>
      <div className="fg">
        <label className="label" htmlFor={`${id}-checked`}>Who checks it</label>
        <select
          className="field" id={`${id}-checked`} value={fact.checked_by ?? ""}
          onChange={(event) => { onSet("checked_by", event.target.value === "" ? null : event.target.value) }}
        >
          <option value="">Nobody</option>
          {team(room).filter((member) => isWriter(room, member.person)).map((member) => (
            <option key={member.person} value={member.person}>{member.name}</option>
          ))}
        </select>
      </div>
      <div className="fg">
        <WhenField label="Checked by" value={fact.check_due} future onValue={(value) => { onSet("check_due", value ?? null) }} />
      </div>
      <div className="fg">
        <label className="label" htmlFor={`${id}-waits`}>Waits on</label>
        <input
          className="field" id={`${id}-waits`} maxLength={300} value={fact.waits_on ?? ""}
          onChange={(event) => { onSet("waits_on", event.target.value === "" ? null : event.target.value) }}
        />
      </div>
    </>
  )
}
