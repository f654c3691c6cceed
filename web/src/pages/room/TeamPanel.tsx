/** Who is in the team, in which role, who is here, and how many report to one person. */
import { Link, useParams } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { mayAddMember, mayInvite, mayRemoveMember, maySetRoles, reasonAgainst } from "../../incident/may.ts"
import { roughly } from "../../incident/durations.ts"
import { describe, directReports, here, isWriter, team } from "../../incident/people.ts"
import { quiet } from "../../incident/quiet.ts"
import { spanFull } from "../../incident/standing.ts"
import { count } from "../../incident/words.ts"
import type { Member } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { ActButton } from "./act/ActButton.tsx"
import { OpenInvitations } from "./invite/OpenInvitations.tsx"
import { LinkedRooms } from "./linked/LinkedRooms.tsx"
import { useActions } from "./RoomActions.tsx"
import { useRoom, useServerMinute, useSlice, useView } from "./RoomContext.tsx"
import { useReadsOnly } from "./useReadsOnly.ts"

export function TeamPanel(): ReactNode {
  const room = useRoom()
  const view = useView()
  const members = team(room)
  const working = members.filter((member) => isWriter(room, member.person))
  const reading = members.filter((member) => !isWriter(room, member.person))
  return (
    <>
      <div className="sit__bar btn-row"><AddMemberWay /><InviteWay /></div>
      <OpenInvitations />
      {room.command.manager === undefined ? null : <SpanMeter reports={directReports(room).length} />}
      <LinkedRooms />
      <GoneQuiet />
      <People title="In the team" members={working} />
      {reading.length > 0 ? <People title="Observers" members={reading} /> : null}
      {view.connection.kind === "live" ? null : <p className="kv meta">Nobody can be seen here while you are not connected.</p>}
    </>
  )
}

function AddMemberWay(): ReactNode {
  const view = useView()
  const against = reasonAgainst(mayAddMember(useRoom(), view.person, view.connection.kind === "live"))
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  const reads = useReadsOnly() !== undefined
  if (against !== undefined) {
    return reads ? null : <><Button small look="second" blocked={against}>Add a member</Button><span className="meta">{against}</span></>
  }
  return <Link className="btn btn--2 btn--s" to="/incidents/$incident/members/add" params={{ incident }}>Add a member</Link>
}

function InviteWay(): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const blocked = reasonAgainst(mayInvite(room, person, connection.kind === "live"))
  return <ActButton small look="second" blocked={blocked} onClick={() => { show({ is: "invite" }) }}>Invite people</ActButton>
}

function SpanMeter({ reports }: { readonly reports: number }): ReactNode {
  const boxes = Math.max(spanFull, reports)
  const look = (index: number): string => (index >= reports ? (index === spanFull - 1 ? "lim" : "") : index >= spanFull ? "over" : "f")
  return (
    <section className="kv">
      <h3>Span of control<span className="count">{reports} of {spanFull} direct</span></h3>
      <div className="span" role="img" aria-label={`${count(reports, "person", "people")} of ${spanFull} report to the Incident Manager`}>
        {Array.from({ length: boxes }, (_, index) => <i key={index} className={look(index)} />)}
      </div>
      <p className="meta">{reports > spanFull ? "More than one person can hold together. Split off a team." : "At 8 it is time to split off a team."}</p>
    </section>
  )
}

/** Who is to be asked after; nothing while everybody is heard (IM-18). */
function GoneQuiet(): ReactNode {
  const nowMs = useServerMinute()
  const found = quiet(useRoom(), nowMs)
  if (found.length === 0) return null
  return (
    <section className="kv">
      <h3>Gone quiet<span className="count">{found.length}</span></h3>
      <ul>
        {found.map(({ member, sinceMs }) => (
          <li key={member.person}><b>{member.name}</b><span className="amber">no word for {roughly(nowMs - sinceMs)}</span></li>
        ))}
      </ul>
    </section>
  )
}

function People({ title, members }: { readonly title: string; readonly members: readonly Member[] }): ReactNode {
  const { person, connection } = useView()
  const present = useSlice(here)
  const live = connection.kind === "live"
  return (
    <section className="kv">
      <h3>{title}<span className="count">{members.length}</span></h3>
      <ul>
        {members.map((member) => (
          <li key={member.person}>
            <b>{member.name}{member.person === person ? " (you)" : ""}</b>
            <span>{live ? (present.includes(member.person) ? "here" : <span className="meta">not here</span>) : null}</span>
            <span className="meta">
              {describe(member)}
              {member.roles.some((held) => held.until === undefined && !held.trained) ? <b className="amber"> Not trained for it</b> : null}
            </span>
            <MemberWays member={member} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Changing roles and ending somebody's part; for those who may not there is one reason, at the button above the list. */
function MemberWays({ member }: { readonly member: Member }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  const live = connection.kind === "live"
  if (member.person === room.command.manager) return null
  return (
    <span className="member__ways">
      {maySetRoles(room, person, live).allowed ? (
        <Link className="nb" to="/incidents/$incident/members/$person" params={{ incident, person: member.person }}>
          Change roles<span className="vh"> of {member.name}</span>
        </Link>
      ) : null}
      {mayRemoveMember(room, person, member.person, live).allowed ? (
        <Button small look="link" onClick={() => { show({ is: "remove", person: member.person }) }}>End part<span className="vh"> of {member.name}</span></Button>
      ) : null}
    </span>
  )
}
