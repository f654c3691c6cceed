/** What was reported on an action, oldest first, and what the check found. */
import type { ReactNode } from "react"
import { reportWords, verdictNames } from "../../../incident/action-words.ts"
import { nameOf } from "../../../incident/people.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import type { Action } from "../../../replica/types.ts"
import { References } from "../References.tsx"
import { useRoom, useServerMinute } from "../RoomContext.tsx"

export function ActionReports({ action }: { readonly action: Action }): ReactNode {
  const room = useRoom()
  const now = useServerMinute()
  const { reports, check } = action
  return (
    <section className="reports">
      <h3>Reports<span className="count">{reports.length}</span></h3>
      {reports.length === 0 ? <p className="meta">Nothing is reported yet.</p> : (
        <ul>
          {reports.map((report) => (
            <li key={report.id}>
              <References text={reportWords(report, now)} />
              <span className="meta">{nameOf(room, report.by)}, {report.received_at === undefined ? "not sent yet" : shortMoment(msOf(report.received_at), now)}</span>
            </li>
          ))}
        </ul>
      )}
      {check === undefined ? null : (
        <p className={check.verdict === "success" ? "ack--y" : "ack--n"}>
          {verdictNames[check.verdict]}{check.text === undefined ? "" : <>. <References text={check.text} /></>}
          <span className="meta"> Checked by {nameOf(room, check.by)}</span>
        </p>
      )}
    </section>
  )
}
