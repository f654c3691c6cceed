/** The incidents this person may read, what most needs somebody first. */
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { sentenceOf } from "../api/problem.ts"
import { incidentsQuery } from "../api/queries.ts"
import type { IncidentRow } from "../api/types.ts"
import { msOf, shortMoment, zoneName } from "../incident/times.ts"
import { hasNoOneInCommand, mostUrgentFirst } from "../incident/urgency.ts"
import { categoryNames, count, listed, roleNames } from "../incident/words.ts"
import { usePerson } from "../session/session.ts"
import { useMinute } from "../ui/clock.ts"
import { ListBar } from "../ui/ListBar.tsx"
import { PhaseTag, SeverityTag } from "../ui/Tag.tsx"
import { useTitle } from "../ui/title.ts"

export function Incidents(): ReactNode {
  const { data: rows, error } = useQuery(incidentsQuery)
  useTitle("Incidents")
  return (
    <>
      <ListBar />
      <main className="page" id="main">
        <div className="moj-page-header-actions">
          <div className="moj-page-header-actions__title">
            <h1 className="page__title">Incidents</h1>
            <p className="meta">{rows ? summary(rows) : "Reading the list"}</p>
          </div>
          <div className="moj-page-header-actions__actions">
            <OpenOne />
          </div>
        </div>
        {error === null ? null : <p className="govuk-inset-text" role="alert">{sentenceOf(error)}</p>}
        {rows === undefined ? null : rows.length === 0 ? <Empty /> : <IncidentTable rows={rows} />}
      </main>
    </>
  )
}

function summary(rows: readonly IncidentRow[]): string {
  const hot = rows.filter((row) => row.phase === "hot").length
  if (rows.length === 0) return "None that you can see."
  return `${rows.length} you can see. ${hot === 0 ? "None is hot." : `${hot} ${hot === 1 ? "is" : "are"} hot.`} Most urgent first.`
}

function Empty(): ReactNode {
  return (
    <section className="card card--empty">
      <h2>No incidents yet</h2>
      <p>Has something happened, or might it have? Open an incident and write down what you know. It costs nothing to be wrong: one that turns out unnecessary is simply closed.</p>
      <OpenOne />
    </section>
  )
}

/** A guest takes part in the one incident that they were invited to. */
function OpenOne(): ReactNode {
  const { guest } = usePerson()
  return guest === true ? null : <Link className="btn" to="/incidents/open">Open an incident</Link>
}

function IncidentTable({ rows }: { readonly rows: readonly IncidentRow[] }): ReactNode {
  const minute = useMinute()
  const person = usePerson()
  return (
    <>
      <table className="tbl tbl--inc">
        <caption className="vh">Incidents</caption>
        <thead>
          <tr>
            <th scope="col">Incident</th><th scope="col">Severity</th><th scope="col">Phase</th>
            <th scope="col">Incident Manager</th><th scope="col">You are</th><th scope="col" className="r">Last entry</th>
          </tr>
        </thead>
        <tbody>
          {mostUrgentFirst(rows).map((row) => <Row key={row.id} row={row} person={person.id} nowMs={minute} />)}
        </tbody>
      </table>
      <p className="meta table-note">Times are {zoneName(minute)}, 24-hour clock.</p>
    </>
  )
}

function Row({ row, person, nowMs }: { readonly row: IncidentRow; readonly person: string; readonly nowMs: number }): ReactNode {
  const last = row.last_entry_at
  return (
    <tr>
      <td>
        <Link to="/incidents/$incident" params={{ incident: row.id }}>{row.title}</Link>
        <span className="meta">{row.reference}{row.category ? `. ${categoryNames[row.category]}` : ""}</span>
      </td>
      <td><SeverityTag severity={row.severity} provisional={row.severity_provisional} /></td>
      <td><PhaseTag phase={row.phase} /></td>
      <td><InCommand row={row} person={person} nowMs={nowMs} /></td>
      <td>
        {row.my_roles.length === 0 ? "Not in the team" : listed(row.my_roles.map((role) => roleNames[role]))}
        <span className="meta"> {count(row.entries, "entry", "entries")} in the log</span>
      </td>
      <td className="r">{last === undefined ? "None" : shortMoment(msOf(last), nowMs)}</td>
    </tr>
  )
}

function InCommand({ row, person, nowMs }: { readonly row: IncidentRow; readonly person: string; readonly nowMs: number }): ReactNode {
  if (hasNoOneInCommand(row)) return <b className="red">No one in command</b>
  if (row.manager === undefined) {
    return <>Not declared<span className="meta">opened {shortMoment(msOf(row.opened_at), nowMs)}</span></>
  }
  return (
    <>
      {row.manager.name}{row.manager.person === person ? " (you)" : ""}
      <span className="meta">{row.deputy ? `Deputy ${row.deputy.name}` : "No Deputy"}</span>
    </>
  )
}
