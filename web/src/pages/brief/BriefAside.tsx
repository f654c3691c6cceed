/** Beside the briefing: what this person is here for, whom to speak to, and where. */
import type { ReactNode } from "react"
import { actionsOf, actionTitle, isUnacknowledged } from "../../incident/actions.ts"
import { callNext, callNow, lineKindNames, linesOf } from "../../incident/communications.ts"
import { mayAcknowledge } from "../../incident/may.ts"
import { describe, here, holders, memberNow, namedRoles, nameOf } from "../../incident/people.ts"
import { msOf, shortMoment } from "../../incident/times.ts"
import { roleNames } from "../../incident/words.ts"
import type { Action } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { useReplica, useRoom, useServerMinute, useSlice, useView } from "../room/RoomContext.tsx"

export function BriefAside(): ReactNode {
  return (
    <aside className="brief__aside" aria-label="You, whom to speak to, and where">
      <Yours />
      <WhoToSpeakTo />
      <WhereToSpeak />
    </aside>
  )
}

function Yours(): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const now = useServerMinute()
  const member = memberNow(room, person)
  if (member === undefined) return null
  const { joined_at, asked_for_by, reports_to } = member
  const words = [
    `${describe(member)}.`,
    asked_for_by === undefined || asked_for_by === person ? "" : `${nameOf(room, asked_for_by)} asked for you.`,
    reports_to === undefined ? "" : `You report to ${nameOf(room, reports_to)}.`,
  ]
  return (
    <section className="card kv brief__yours">
      <h2>You joined at {shortMoment(msOf(joined_at), now)}</h2>
      <p>{words.filter((word) => word !== "").join(" ")}</p>
      <ul aria-label="Your actions">{actionsOf(room, person).map((action) => <Mine key={action.id} action={action} />)}</ul>
    </section>
  )
}

function Mine({ action }: { readonly action: Action }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const now = useServerMinute()
  const { id, title, report_by } = action
  return (
    <li>
      <b>{actionTitle(action)} {title}</b>
      <span>{report_by === undefined ? "" : shortMoment(msOf(report_by), now)}</span>
      <span className="meta">Yours. {isUnacknowledged(action) ? "Not acknowledged" : "Acknowledged"}</span>
      {mayAcknowledge(room, person, action).allowed ? <Button small onClick={() => { replica.setAction(id, { acknowledged: true }) }}>Acknowledge {actionTitle(action)}</Button> : null}
    </li>
  )
}

function WhoToSpeakTo(): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const present = useSlice(here)
  const live = connection.kind === "live"
  const lead = { title: roleNames.comms_lead, people: holders(room, "comms_lead") }
  const rows = [...namedRoles(room), lead].flatMap(({ title, people }) => people.filter((one) => one.person !== person).map((one) => ({ ...one, title })))
  if (rows.length === 0) return null
  return (
    <section className="card kv">
      <h3>Who to speak to{live ? <span className="count">{present.length} here</span> : null}</h3>
      <ul>
        {rows.map((row) => (
          <li key={`${row.person} ${row.title}`}>
            <b>{row.name}</b>
            <span>{live ? (present.includes(row.person) ? "here" : <span className="meta">not here</span>) : null}</span>
            <span className="meta">{row.title}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function WhereToSpeak(): ReactNode {
  const room = useRoom()
  const now = useServerMinute()
  const on = callNow(room)
  const next = callNext(room)
  const lines = linesOf(room)
  if (on === undefined && next === undefined && lines.length === 0) return null
  return (
    <section className="card kv">
      <h3>Where to speak</h3>
      <ul>
        {on === undefined ? null : <Place what="The call that is on" when="now" where={on.place} />}
        {next === undefined ? null : (
          <Place what="Next call" when={shortMoment(msOf(next.starts_at), now)} where={[next.place, next.interval === undefined ? undefined : `every ${next.interval} minutes`].filter((word) => word !== undefined).join(", ")} />
        )}
        {lines.map((line) => <Place key={line.id} what={line.name} when={line.private === true ? "private" : ""} where={[lineKindNames[line.kind], line.place].filter((word) => word !== undefined).join(". ")} />)}
      </ul>
    </section>
  )
}

function Place({ what, when, where = "" }: { readonly what: string; readonly when: string; readonly where?: string | undefined }): ReactNode {
  return <li><b>{what}</b><span>{when}</span><span className="meta">{where}</span></li>
}
