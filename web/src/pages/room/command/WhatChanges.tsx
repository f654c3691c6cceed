/** What is different once somebody takes command: said before, by whoever gives it and whoever takes it. */
import type { ReactNode } from "react"
import { actionTitle } from "../../../incident/actions.ts"
import { handover } from "../../../incident/command.ts"
import { count, listed, roleNames } from "../../../incident/words.ts"
import type { PersonId, Role } from "../../../replica/types.ts"
import { useRoom, useView } from "../RoomContext.tsx"

interface WhatChangesProps {
  readonly to: PersonId
  readonly role?: Role | undefined
  /** Actions that are given to somebody with it. */
  readonly given?: number
}

export function WhatChanges({ to, role, given = 0 }: WhatChangesProps): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { roles, toReassign, leavesVacant } = handover(room, to, role)
  const left = toReassign.length - given
  return (
    <ul className="changes">
      {roles.map((change) => {
        const you = change.person === person
        const names = listed(change.after.map((one) => roleNames[one]))
        return <li key={change.person}>{you ? `You become ${names}` : `${change.name} becomes ${names}`}{change.after.includes("incident_manager") ? " at once" : ""}.</li>
      })}
      {leavesVacant.map((one) => <li key={one}>Nobody is <b>{roleNames[one]}</b> then, and the room says so.</li>)}
      {left === 0 ? null : (
        <li>
          {count(left, "action")} of {to === person ? "yours" : "theirs"} {left === 1 ? "needs" : "need"} a new owner, since the Incident Manager owns none
          {given === 0 ? `: ${listed(toReassign.map(actionTitle))}` : ""}.
        </li>
      )}
      <li>It is sealed in the log.</li>
    </ul>
  )
}
