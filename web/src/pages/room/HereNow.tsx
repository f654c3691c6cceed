/** Who is here and what they are at; nobody while nobody can be vouched for. */
import type { ReactNode } from "react"
import { nameOf, othersHere, rolesOf } from "../../incident/people.ts"
import { plainMinute } from "../../incident/times.ts"
import { listed, roleNames } from "../../incident/words.ts"
import { useRoom, useSlice, useView } from "./RoomContext.tsx"

export function HereNow(): ReactNode {
  const { person: own, connection } = useView()
  const room = useRoom()
  const others = useSlice(othersHere)
  if (connection.kind !== "live") {
    return (
      <section className="now__sec">
        <h3>Here now</h3>
        <p className="sit__none">Not known since {plainMinute(connection.since)}. You are not connected.</p>
      </section>
    )
  }
  const people = [[own, `${nameOf(room, own)} (you)`, false] as const, ...others]
  return (
    <section className="now__sec">
      <h3>Here now<span className="count">{people.length}</span></h3>
      <ul>
        {people.map(([person, name, isWriting]) => (
          <li key={person}>{name}<span className="meta">{listed(rolesOf(room, person).map((role) => roleNames[role]))}{isWriting ? ". Writing" : ""}</span></li>
        ))}
      </ul>
    </section>
  )
}
