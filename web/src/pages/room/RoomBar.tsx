/** The black bar of a room: who is here, the connection, the time. */
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { namesHere } from "../../incident/people.ts"
import { pillOf } from "../../incident/pill.ts"
import { initials, listed } from "../../incident/words.ts"
import { usePerson } from "../../session/session.ts"
import { ServerClock } from "../../ui/ServerClock.tsx"
import { ServiceBar } from "../../ui/ServiceBar.tsx"
import { useSlice, useView } from "./RoomContext.tsx"
import { SignOut } from "./SignOut.tsx"

/** `children`: what only the room itself has in its bar. */
export function RoomBar({ children }: { readonly children?: ReactNode }): ReactNode {
  const view = useView()
  const person = usePerson()
  return (
    <ServiceBar nav={(
      <>
        <li><Link to="/incidents" activeOptions={{ exact: true }}>All incidents</Link></li>
        <li><Link to="/incidents/$incident/brief" params={{ incident: view.incident }}>Brief me</Link></li>
        <li><Link to="/incidents/$incident/review" params={{ incident: view.incident }}>Review</Link></li>
      </>
    )}>
      <PresenceFaces />
      <ConnectionPill />
      <ServerClock skewMs={view.clockSkewMs} live={view.connection.kind === "live"} />
      {children}
      <span className="top__me">{person.name}</span>
      <SignOut look="bar" />
    </ServiceBar>
  )
}

const facesMax = 5

function PresenceFaces(): ReactNode {
  const { name: own } = usePerson()
  const names = useSlice((view) => namesHere(view, own))
  if (names.length === 0) return null
  const more = names.length - facesMax
  const label = `${names.length} here: ${more > 0 ? `${names.slice(0, facesMax).join(", ")} and ${more} more` : listed(names)}`
  return (
    <span className="faces" role="img" aria-label={label}>
      {names.slice(0, facesMax).map((name) => <span className="face" key={name}>{initials(name)}</span>)}
      {more > 0 ? <span className="face face--more">+{more}</span> : null}
    </span>
  )
}

/** The words are announced when they change; how many acts wait is not, it changes with every key. */
export function ConnectionPill(): ReactNode {
  const view = useView()
  const pill = pillOf(view)
  return (
    <span className={`conn conn--${pill.look}`}>
      <span className="dot" aria-hidden="true" />
      <span role="status">{pill.words}</span>
      {pill.unsent > 0 ? <span className="conn__unsent">· {pill.unsent} unsent</span> : null}
    </span>
  )
}
