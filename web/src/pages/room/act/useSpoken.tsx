/** What deputy and secretariat write down for a manager who said it on the call. */
import { useId, useState, type ReactNode } from "react"
import type { May } from "../../../incident/may.ts"
import { nameOf } from "../../../incident/people.ts"
import { roleNames } from "../../../incident/words.ts"
import { useRoom } from "../RoomContext.tsx"

export interface Spoken {
  /** Of the field, for a link to it. */
  readonly id: string
  /** What goes with the command. */
  readonly fields: { readonly spoken_by?: string }
  /** Why it cannot be given yet. */
  readonly missing: string | undefined
  /** The question, where this person acts for the manager. */
  readonly field: ReactNode
}

export function useSpoken(may: May): Spoken {
  const room = useRoom()
  const [said, setSaid] = useState(false)
  const id = useId()
  const manager = may.allowed ? may.spoken : undefined
  if (manager === undefined) return { id, fields: {}, missing: undefined, field: null }
  const name = nameOf(room, manager)
  return {
    id,
    fields: { spoken_by: manager },
    missing: said ? undefined : `Only ${name} decides this. Say that they said so on the call.`,
    field: (
      <div className="spoken">
        <input type="checkbox" id={id} checked={said} aria-describedby={`${id}-hint`} onChange={(event) => { setSaid(event.target.checked) }} />
        <div>
          <label htmlFor={id}>Spoken by the {roleNames.incident_manager}</label>
          <p className="meta" id={`${id}-hint`}>{name} said so on the call. It is in force at once, and they are asked to confirm it.</p>
        </div>
      </div>
    ),
  }
}
