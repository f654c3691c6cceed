/** That this is a demonstration, on every room of one. */
import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { demoQuery } from "../../api/queries.ts"
import { usePerson } from "../../session/session.ts"

export function DemoStrip(): ReactNode {
  const { data: demo } = useQuery(demoQuery)
  const person = usePerson()
  if (!demo) return null
  return (
    <aside className="demo-strip" aria-label="Demonstration">
      <span className="tag tag--demo">Demonstration</span>
      <span><span className="long">Everything here is invented. </span>You are {person.name}.</span>
      <a href="/sign-in">Be somebody else</a>
    </aside>
  )
}
