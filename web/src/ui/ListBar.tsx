/** The service bar of the pages outside a room. */
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { AppLine } from "../offline/AppLine.tsx"
import { usePerson } from "../session/session.ts"
import { useSignOut } from "../session/useSignOut.ts"
import { ServerClock } from "./ServerClock.tsx"
import { ServiceBar, SkipLinks } from "./ServiceBar.tsx"

export function ListBar(): ReactNode {
  const person = usePerson()
  const signOut = useSignOut()
  return (
    <>
      <SkipLinks />
      <ServiceBar nav={<li><Link to="/incidents" activeOptions={{ exact: true }}>Incidents</Link></li>}>
        <ServerClock skewMs={undefined} live={false} />
        <span className="top__me">{person.name}</span>
        <button type="button" className="top__link nb" onClick={signOut}>Sign out</button>
      </ServiceBar>
      <AppLine />
    </>
  )
}
