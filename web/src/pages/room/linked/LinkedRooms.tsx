/** The rooms beside this one: teams, the room of two, silver command, related incidents; and the ways to make them. */
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { useEffect, type ReactNode } from "react"
import { incidentsQuery } from "../../../api/queries.ts"
import { linkNames, linksOf, mayLink, mayOpenAside, mayOpenSilver, maySplitTeam, mayUnlink, standingOf } from "../../../incident/linked.ts"
import { reasonAgainst } from "../../../incident/may.ts"
import { directReports } from "../../../incident/people.ts"
import { spanFull } from "../../../incident/standing.ts"
import type { RoomLink } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useGive } from "../act/useGive.ts"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useView } from "../RoomContext.tsx"

export function LinkedRooms(): ReactNode {
  const room = useRoom()
  const links = linksOf(room)
  const { data: mine = [], refetch } = useQuery({ ...incidentsQuery, enabled: links.length > 0 })
  // A room that was just made, or taken over, is in no list that was read before.
  const made = links.map(({ room: beside, phase, lead }) => [beside, phase === undefined, lead].join()).join(" ")
  useEffect(() => {
    if (made !== "") void refetch()
  }, [made, refetch])
  const readable = new Set(mine.map((row) => row.id))
  return (
    <section className="kv" aria-labelledby="linked-rooms">
      <h3 id="linked-rooms">Rooms beside this one<span className="count">{links.length}</span></h3>
      {links.length === 0 ? <p className="meta">None. A team that is split off works in a room of its own, with its lead and its actions.</p> : (
        <ul>{links.map((link) => <LinkLine key={link.room} link={link} readable={readable.has(link.room)} />)}</ul>
      )}
      {room.incident.kind === "silver" || links.some((link) => link.kind === "related") ? (
        <p><Link className="nb" to="/incidents/$incident/side-by-side" params={{ incident: room.incident.id }}>See them side by side</Link></p>
      ) : null}
      <LinkWays />
    </section>
  )
}

function LinkLine({ link, readable }: { readonly link: RoomLink; readonly readable: boolean }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const title = link.title ?? link.reference
  return (
    <li>
      {readable ? <Link to="/incidents/$incident" params={{ incident: link.room }}><b>{title}</b></Link> : <b>{title}</b>}
      <span className="meta">{link.title === undefined ? null : link.reference}</span>
      <span className="meta">{linkNames[link.kind]}. {standingOf(link)}{readable || link.phase === undefined ? "" : " You are not in it."}</span>
      {mayUnlink(room, person, link, connection.kind === "live").allowed ? (
        <span className="member__ways">
          <Button small look="link" onClick={() => { show({ is: "unlink", room: link.room }) }}>Unlink<span className="vh"> {title}</span></Button>
        </span>
      ) : null}
    </li>
  )
}

/** Only what this person may do now; a split is offered to whoever may give it, and urged when the span is full. */
function LinkWays(): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const { fault, busy, give } = useGive()
  const live = connection.kind === "live"
  const aside = mayOpenAside(room, person, live)
  const split = maySplitTeam(room, person, live)
  const silver = mayOpenSilver(room, person, live)
  const link = mayLink(room, person, live)
  const full = directReports(room).length >= spanFull
  if (![aside, split, silver, link].some((may) => may.allowed)) return null
  return (
    <>
      <div className="btn-row">
        {split.allowed ? <Button small look={full ? "main" : "second"} onClick={() => { show({ is: "split_team" }) }}>Split off a team</Button> : null}
        {aside.allowed ? <Button small look="second" aria-busy={busy} onClick={() => { give("open_aside", {}) }}>Open a room of two</Button> : null}
        {silver.allowed ? <Button small look="second" onClick={() => { show({ is: "open_silver" }) }}>Open silver command</Button> : null}
        {link.allowed ? <Button small look="second" blocked={reasonAgainst(link)} onClick={() => { show({ is: "link" }) }}>Link an incident</Button> : null}
      </div>
      {aside.allowed ? <p className="meta">A room of two is for the Incident Manager and the Deputy alone: escalate or not, what to say to whom. It follows command.</p> : null}
      <Fault>{fault}</Fault>
    </>
  )
}
