/** Incidents that belong together, side by side: what silver command looks at (CMD-04). */
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { sentenceOf } from "../api/problem.ts"
import { incidentsQuery } from "../api/queries.ts"
import type { IncidentRow } from "../api/types.ts"
import { linkNames, linksOf, standingOf } from "../incident/linked.ts"
import { msOf, shortMoment } from "../incident/times.ts"
import { levelNames } from "../incident/words.ts"
import type { RoomLink } from "../replica/types.ts"
import { useMinute } from "../ui/clock.ts"
import { PhaseTag, SeverityTag } from "../ui/Tag.tsx"
import { FormPage } from "./room/FormPage.tsx"
import { useRoom } from "./room/RoomContext.tsx"

export function SideBySide(): ReactNode {
  const room = useRoom()
  const { data: rows, error } = useQuery(incidentsQuery)
  const links = linksOf(room)
  const own = rows?.find((row) => row.id === room.incident.id)
  const isSilver = room.incident.kind === "silver"
  return (
    <FormPage title="Side by side" errors={{}} wide>
      {error === null ? null : <p className="govuk-inset-text" role="alert">{sentenceOf(error)}</p>}
      {links.length === 0 ? <p className="govuk-body">No incident is linked with this one.</p> : null}
      <div className="beside">
        {own === undefined || isSilver ? null : <Card row={own} what="This incident" />}
        {links.map((link) => {
          const row = rows?.find((one) => one.id === link.room)
          return row === undefined ? <Unseen key={link.room} link={link} /> : <Card key={link.room} row={row} what={linkNames[link.kind]} />
        })}
      </div>
    </FormPage>
  )
}

function Card({ row, what }: { readonly row: IncidentRow; readonly what: string }): ReactNode {
  const nowMs = useMinute()
  const at = (time: string | undefined): string => (time === undefined ? "None" : shortMoment(msOf(time), nowMs))
  const facts: readonly (readonly [string, ReactNode])[] = [
    ["Incident Manager", row.manager?.name ?? <b className="red">No one</b>],
    ["Deputy", row.deputy?.name ?? "No one"],
    ["Command level", row.level === undefined ? "None" : levelNames[row.level]],
    ["Next call", at(row.next_call)],
    ["Next update", at(row.next_update)],
    ["Regulator", at(row.regulator_due)],
    ["Entries", String(row.entries)],
    ["Last entry", at(row.last_entry_at)],
  ]
  return (
    <section className="beside__card" aria-labelledby={`beside-${row.id}`}>
      <p className="meta">{what}</p>
      <h2 id={`beside-${row.id}`}><Link className="govuk-link" to="/incidents/$incident" params={{ incident: row.id }}>{row.title}</Link></h2>
      <p className="meta">{row.reference}</p>
      <p><SeverityTag severity={row.severity} provisional={row.severity_provisional} /> <PhaseTag phase={row.phase} /></p>
      <dl>{facts.map(([title, value]) => <div key={title}><dt>{title}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  )
}

function Unseen({ link }: { readonly link: RoomLink }): ReactNode {
  return (
    <section className="beside__card" aria-labelledby={`beside-${link.room}`}>
      <p className="meta">{linkNames[link.kind]}</p>
      <h2 id={`beside-${link.room}`}>{link.title ?? link.reference}</h2>
      <p className="meta">{link.reference}</p>
      <p>{standingOf(link)} You are not in it, so its log is not shown.</p>
    </section>
  )
}
