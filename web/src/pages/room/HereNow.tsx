/** Who is here and what they are at; nobody while nobody can be vouched for. */
import type { ReactNode } from "react"
import { nameOf, rolesOf } from "../../incident/people.ts"
import { plainMinute } from "../../incident/times.ts"
import { listed, roleNames } from "../../incident/words.ts"
import { useRoom, useView } from "./RoomContext.tsx"

export function HereNow(): ReactNode {
  const view = useView()
  const room = useRoom()
  if (view.connection.kind !== "live") {
    return (
      <section className="now__sec">
        <h3>Here now</h3>
        <p className="sit__none">Not known since {plainMinute(view.connection.since)}. You are not connected.</p>
      </section>
    )
  }
  const others = [...new Map(view.present.filter((row) => row.person !== view.person).map((row) => [row.person, row.name]))]
  const people: readonly (readonly [string, string])[] = [[view.person, `${nameOf(room, view.person)} (you)`], ...others]
  return (
    <section className="now__sec">
      <h3>Here now<span className="count">{people.length}</span></h3>
      <ul>
        {people.map(([person, name]) => (
          <li key={person}>{name}<span className="meta">{listed(rolesOf(room, person).map((role) => roleNames[role]))}{isTyping(view.present, person) ? ". Writing" : ""}</span></li>
        ))}
      </ul>
    </section>
  )
}

function isTyping(present: readonly { readonly person: string; readonly typing: boolean }[], person: string): boolean {
  return present.some((row) => row.person === person && row.typing)
}
