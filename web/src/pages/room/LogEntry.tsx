/** What is in one sealed entry. It never changes, so it is drawn once. */
import { memo, type MouseEvent, type ReactNode } from "react"
import { isAhead, momentOf } from "../../incident/log.ts"
import { flagName, kindNames, listed, roleNames } from "../../incident/words.ts"
import type { EntryMark } from "../../incident/proposals.ts"
import { fullMoment, msOf, shortMoment } from "../../incident/times.ts"
import type { Entry } from "../../replica/types.ts"
import { Icon } from "../../ui/Icon.tsx"
import { Moment } from "../../ui/Moment.tsx"
import { EntryFiles } from "./attachments/EntryFiles.tsx"
import { Marked } from "./Marked.tsx"
import { References } from "./References.tsx"

interface LogEntryProps {
  readonly entry: Entry
  readonly original: Entry | undefined
  /** Numbers of its corrections, with spaces between. */
  readonly corrections: string
  readonly find: string
  /** The organisation that needs no naming. */
  readonly home: string | undefined
  readonly mayCorrect: boolean
  /** That it was given as spoken, and what the manager says to it. */
  readonly mark: EntryMark | undefined
  readonly onCorrect: (number: number) => void
  readonly onGo: (number: number) => void
}

export const LogEntry = memo(function LogEntry(props: LogEntryProps): ReactNode {
  const { entry, find, mayCorrect, onCorrect } = props
  const at = momentOf(entry)
  const isCorrected = props.corrections !== ""
  return (
    <>
      <div className="e__t">
        <Moment at={at} />
        <EntryLink number={entry.number} onGo={props.onGo} label={`Entry ${entry.number}, link`} />
      </div>
      <div className="e__m"><span><Icon name={entry.kind} /></span></div>
      <div className="e__b">
        <p className="e__h"><b>{kindNames[entry.kind]}</b> {authorOf(entry, props.home)}{corrects(props)}</p>
        {props.original ? <p className="orig"><del>{props.original.text}</del></p> : null}
        <p className="e__x">{isCorrected ? <del><References text={entry.text} find={find} /></del> : <References text={entry.text} find={find} />}</p>
        <Reasons entry={entry} find={find} />
        <EntryFiles entry={entry} />
        <Footer {...props} at={at} />
        {mayCorrect ? (
          <button type="button" className="e__do" onClick={() => { onCorrect(entry.number) }}>
            Correct<span className="vh"> entry {entry.number}</span>
          </button>
        ) : null}
      </div>
    </>
  )
})

export function authorOf({ by }: Entry, home: string | undefined): string {
  const role = by.role === undefined ? "" : `, ${roleNames[by.role]}`
  const organisation = by.organisation ?? ""
  return `${by.name}${role}${organisation === "" || organisation === home ? "" : ` (${organisation})`}`
}

function corrects({ entry, onGo }: LogEntryProps): ReactNode {
  if (entry.corrects === undefined) return null
  return <>. Corrects <EntryLink number={entry.corrects} onGo={onGo} /></>
}

function Reasons({ entry, find }: { readonly entry: Entry; readonly find: string }): ReactNode {
  // Why something was wrong is a note below; why something was decided is half of it.
  if (entry.kind === "correction" || (entry.why === undefined && entry.set_aside === undefined)) return null
  return (
    <dl className="why">
      {entry.why === undefined ? null : <><dt>Why</dt><dd><References text={entry.why} find={find} /></dd></>}
      {entry.set_aside === undefined ? null : <><dt>Set aside</dt><dd><References text={entry.set_aside} find={find} /></dd></>}
    </dl>
  )
}

function Footer({ entry, corrections, at, onGo, find, mark }: LogEntryProps & { readonly at: number }): ReactNode {
  const numbers = corrections.split(" ").filter((number) => number !== "").map(Number)
  const notes: readonly ReactNode[] = [
    entry.kind !== "correction" || entry.why === undefined ? null : <span key="why" className="e__why">Reason: <References text={entry.why} find={find} /></span>,
    mark === undefined ? null : <span key="mark" className={mark.is === "confirmed" ? "" : "strong amber"}>{mark.words}</span>,
    entry.answers === undefined ? null : <span key="answers">From recommendation <References text={entry.answers} find={find} /></span>,
    // The mark says by whom it was spoken, and more.
    entry.said_by === undefined || mark !== undefined ? null : <span key="said">Said by <Marked text={entry.said_by} find={find} /></span>,
    entry.certainty === undefined ? null : <span key="sure">{entry.certainty === "know" ? "They know this" : "They suspect this"}</span>,
    entry.happened_at === undefined ? null : <Happened key="happened" time={entry.happened_at} at={at} />,
    entry.late || isAhead(entry) ? <BothClocks key="clocks" entry={entry} at={at} /> : null,
    entry.with === undefined ? null : <span key="with">Written with {listed(entry.with)}</span>,
    ...(entry.flags ?? []).filter((flag) => flag !== "spoken" || mark === undefined).map((flag) => <span className="tag tag--amber" key={flag}>{flagName(flag)}</span>),
    numbers.length === 0 ? null : <span key="corrected">Struck through, original kept.</span>,
    ...numbers.map((number) => <EntryLink key={number} number={number} onGo={onGo} words="See correction " />),
  ].filter((note) => note !== null)
  return notes.length === 0 ? null : <p className="e__f">{notes}</p>
}

function Happened({ time, at }: { readonly time: string; readonly at: number }): ReactNode {
  const ms = msOf(time)
  return <span>Happened <time dateTime={time} title={fullMoment(ms)}>{shortMoment(ms, at)}</time></span>
}

/** The device's time and the server's lie over two minutes apart: both, and whose clock. */
function BothClocks({ entry, at }: { readonly entry: Entry; readonly at: number }): ReactNode {
  const written = msOf(entry.written_at)
  return (
    <span>
      <b className="amber">{entry.late ? "Late." : "Their clock is ahead."}</b> Written <time dateTime={entry.written_at} title={fullMoment(written)}>{shortMoment(written, at)}</time> by
      {" "}their clock, received <time dateTime={entry.received_at}>{shortMoment(at, at)}</time>
    </span>
  )
}

interface EntryLinkProps {
  readonly number: number
  readonly onGo: (number: number) => void
  readonly label?: string
  /** Before the number. */
  readonly words?: string
}

function EntryLink({ number, onGo, label, words }: EntryLinkProps): ReactNode {
  const go = (event: MouseEvent): void => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onGo(number)
  }
  return <a href={`#e${number}`} aria-label={label} onClick={go}>{words}#{number}</a>
}
