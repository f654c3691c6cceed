/** What is on the paper: whose incident, by whom printed and when, then every entry with all of its times. */
import { Fragment, type ReactNode } from "react"
import { useQuery } from "@tanstack/react-query"
import { setupQuery } from "../../api/queries.ts"
import { correctionsOf, entryOf, logRows, momentOf } from "../../incident/log.ts"
import { memberNow, rolesNow } from "../../incident/people.ts"
import { entryMarks, type EntryMark } from "../../incident/proposals.ts"
import { clockOf, dayKey, fullMoment, msOf } from "../../incident/times.ts"
import { count, flagName, inFigures, kindNames, listed, roleNames } from "../../incident/words.ts"
import type { Entry } from "../../replica/types.ts"
import { usePerson } from "../../session/session.ts"
import { authorOf } from "./LogEntry.tsx"
import { useRoom, useView } from "./RoomContext.tsx"

interface PrintedLogProps {
  readonly shown: readonly Entry[]
  /** What the log is filtered by; absent where all of it is shown. */
  readonly words: string | undefined
  /** By the server's clock. */
  readonly printedAt: number
}

export function PrintedLog({ shown, words, printedAt }: PrintedLogProps): ReactNode {
  const { log, incident } = useRoom()
  const room = useRoom()
  const { data: setup } = useQuery(setupQuery)
  const corrected = correctionsOf(log)
  const marks = entryMarks(room)
  return (
    <article className="printed" aria-label="The log, printed">
      <h1>{incident.reference}: {incident.title}</h1>
      <p>{incident.severity === undefined ? "Severity not set" : `Severity ${incident.severity}${incident.severity_provisional ? ", provisional" : ""}`}</p>
      <PrintedBy printedAt={printedAt} />
      <p>
        {words === undefined
          ? `The whole log, ${count(log.length, "entry", "entries")}, oldest first.`
          : `Not the whole log: ${words}, ${inFigures(shown.length)} of ${count(log.length, "entry", "entries")}, oldest first.`}
        {" "}Drafts and what waits to be sealed are not included. Times are of the zone that is named with them.
      </p>
      <ol>
        {logRows(shown).map((row) => {
          if (row.is === "new") return null
          if (row.is === "day") return <li className="printed__day" key={row.key}>{row.name}</li>
          const { entry } = row
          const corrections = (corrected.get(entry.number) ?? []).flatMap((number) => entryOf(log, number) ?? [])
          const original = entry.corrects === undefined ? undefined : entryOf(log, entry.corrects)
          return <PrintedEntry key={row.key} entry={entry} home={setup?.organisation} original={original} corrections={corrections} mark={marks.get(entry.number)} />
        })}
      </ol>
      <p>End of the log as printed.</p>
    </article>
  )
}

function PrintedBy({ printedAt }: { readonly printedAt: number }): ReactNode {
  const room = useRoom()
  const { clockSkewMs, connection, seq } = useView()
  const { id, name } = usePerson()
  const [role] = rolesNow(memberNow(room, id))
  const clock = clockSkewMs === undefined ? "by this device’s clock" : "by the server’s clock"
  return (
    <p>
      Printed {fullMoment(printedAt)}, {clock}, by {name}{role === undefined ? "" : `, ${roleNames[role]}`}. Up to record {inFigures(seq)}.
      {connection.kind === "live" ? "" : ` Without a connection since ${fullMoment(connection.since + (clockSkewMs ?? 0))}: what was sealed after it is not here.`}
    </p>
  )
}

interface PrintedEntryProps {
  readonly entry: Entry
  readonly home: string | undefined
  readonly original: Entry | undefined
  readonly corrections: readonly Entry[]
  readonly mark: EntryMark | undefined
}

function PrintedEntry({ entry, home, original, corrections, mark }: PrintedEntryProps): ReactNode {
  const notes = notesOf(entry, mark)
  return (
    <li className={`printed__e printed__e--${entry.kind}`}>
      <p><b>#{entry.number} {kindNames[entry.kind]}</b>, {authorOf(entry, home)}{entry.corrects === undefined ? "" : `. Corrects #${entry.corrects}`}</p>
      {original ? <p className="printed__beside">#{original.number} read: <del>{original.text}</del></p> : null}
      <p className="printed__x">{corrections.length > 0 ? <del>{entry.text}</del> : entry.text}</p>
      {entry.why === undefined ? null : <p className="printed__x"><b>{entry.kind === "correction" ? "Reason" : "Why"}:</b> {entry.why}</p>}
      {entry.set_aside === undefined ? null : <p className="printed__x"><b>Set aside:</b> {entry.set_aside}</p>}
      {corrections.map((correction) => (
        <p className="printed__beside" key={correction.number}>Corrected by #{correction.number}, {timeIn(entry, correction.received_at)}: {correction.text}</p>
      ))}
      {notes.length === 0 ? null : <p>{notes.join(". ")}</p>}
      <dl>
        {timesOf(entry).map(([title, time, whose]) => <Fragment key={title}><dt>{title}</dt><dd>{timeIn(entry, time)}{whose}</dd></Fragment>)}
      </dl>
    </li>
  )
}

/** Those of the four that there are, in the order in which they came to be. */
export function timesOf({ happened_at, begun_at, written_at, received_at }: Entry): readonly (readonly [title: string, time: string, whose: string])[] {
  const all = [
    ["Happened", happened_at, ""], ["Begun", begun_at, ", their clock"], ["Written", written_at, ", their clock"], ["Received", received_at, ", server’s clock"],
  ] as const
  return all.flatMap(([title, time, whose]) => (time === undefined ? [] : [[title, time, whose] as const]))
}

/** With the day where it is not the one that the entry stands under. */
function timeIn(entry: Entry, time: string): string {
  const ms = msOf(time)
  return dayKey(ms) === dayKey(momentOf(entry)) ? clockOf(ms) : fullMoment(ms)
}

function notesOf(entry: Entry, mark: EntryMark | undefined): readonly string[] {
  return [
    ...(mark ? [mark.words] : []),
    ...(entry.said_by === undefined ? [] : [`Said by ${entry.said_by}`]),
    ...(entry.certainty === undefined ? [] : [entry.certainty === "know" ? "They know this" : "They suspect this"]),
    ...(entry.answers === undefined ? [] : [`From recommendation ${entry.answers}`]),
    ...(entry.with === undefined ? [] : [`Written with ${listed(entry.with)}`]),
    ...(entry.late ? ["Late"] : []),
    ...(entry.flags ?? []).map(flagName),
  ]
}
