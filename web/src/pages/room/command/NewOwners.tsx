/** Who gets the actions of whoever takes command: named now, or left to be given. */
import { useId, type ReactNode } from "react"
import { actionTitle } from "../../../incident/actions.ts"
import type { Action, ActionId } from "../../../replica/types.ts"
import { OwnerOptions } from "../actions/OwnerField.tsx"
import { useView } from "../RoomContext.tsx"

interface NewOwnersProps {
  readonly actions: readonly Action[]
  readonly owners: Readonly<Record<ActionId, string>>
  readonly onOwners: (owners: Readonly<Record<ActionId, string>>) => void
}

export function NewOwners({ actions, owners, onOwners }: NewOwnersProps): ReactNode {
  const { person } = useView()
  const id = useId()
  if (actions.length === 0) return null
  return (
    <section className="sec">
      <h3>Your actions need a new owner</h3>
      <p className="hint">The Incident Manager owns none. Name somebody now, or leave it: then each is shown as needing one.</p>
      {actions.map((action) => (
        <div className="fg" key={action.id}>
          <label htmlFor={`${id}-${action.id}`}>{actionTitle(action)} {action.title}</label>
          <select
            className="field" id={`${id}-${action.id}`} value={owners[action.id] ?? ""}
            onChange={(event) => {
              const others = Object.fromEntries(Object.entries(owners).filter(([key]) => key !== action.id))
              onOwners(event.target.value === "" ? others : { ...others, [action.id]: event.target.value })
            }}
          >
            <OwnerOptions value={owners[action.id]} manager={person} />
          </select>
        </div>
      ))}
    </section>
  )
}
