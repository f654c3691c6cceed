/** The entries, oldest first; after them what waits and what is being written. */
import { useRouterState } from "@tanstack/react-router"
import { useQuery } from "@tanstack/react-query"
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react"
import { setupQuery } from "../../api/queries.ts"
import { beingWritten, waitingSeals } from "../../incident/drafts.ts"
import { correctionsOf, entryOf, logRows } from "../../incident/log.ts"
import { mayDraft } from "../../incident/may.ts"
import { entryMarks } from "../../incident/proposals.ts"
import { count } from "../../incident/words.ts"
import type { DraftId, Entry } from "../../replica/types.ts"
import { Icon } from "../../ui/Icon.tsx"
import { Drafts } from "./Drafts.tsx"
import { LogEntry } from "./LogEntry.tsx"
import { QueuedEntry } from "./QueuedEntry.tsx"
import { useActions } from "./RoomActions.tsx"
import { useRoom, useView } from "./RoomContext.tsx"
import { useFollow } from "./useFollow.ts"

/** Entries drawn at once; earlier ones are drawn when asked for. */
const drawnMax = 300
/** So many before an entry that was asked for, so that it is read in its place. */
const aroundTarget = 20

interface LogListProps {
  readonly shown: readonly Entry[]
  readonly find: string
  /** Nothing is filtered out, so drafts belong below. */
  readonly whole: boolean
  readonly composing: DraftId | undefined
}

export function LogList({ shown, find, whole, composing }: LogListProps): ReactNode {
  const room = useRoom()
  const view = useView()
  const { correct, goTo } = useActions()
  const { data: setup } = useQuery(setupQuery)
  const last = room.log.at(-1)?.number ?? 0
  const pane = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLOListElement>(null)
  const { leftAt, toEnd } = useFollow(pane, content, last)
  const target = useTarget()
  const [asked, setAsked] = useState<number>()
  const targetAt = target === undefined ? -1 : shown.findIndex((entry) => entry.number === target)
  const from = drawnFrom(shown, leftAt, asked, targetAt)
  const corrected = useMemo(() => correctionsOf(room.log), [room.log])
  const rows = useMemo(() => logRows(shown.slice(from)), [shown, from])
  const mayCorrect = mayDraft(room, view.person, "correction").allowed
  const marks = entryMarks(room)
  useScrollTo(target, targetAt !== -1)

  return (
    <div className="logwrap">
      <div className="pane__scroll" ref={pane} tabIndex={0} role="region" aria-label="Log entries, oldest first" id="log-entries">
        <ol className="log" ref={content}>
          {from > 0 ? (
            <li className="earlier">
              <button type="button" className="btn btn--2 btn--s" onClick={() => { setAsked(Math.max(0, from - drawnMax)) }}>
                Show earlier entries ({from.toLocaleString("en-GB")})
              </button>
            </li>
          ) : null}
          {rows.map((row) => (
            row.is === "day" ? <li className="day" key={row.key}>{row.name}</li> : (
              <LogEntry
                key={row.entry.number} entry={row.entry} find={find} home={setup?.organisation}
                original={row.entry.corrects === undefined ? undefined : entryOf(room.log, row.entry.corrects)}
                corrections={corrected.get(row.entry.number)?.join(" ") ?? ""} mayCorrect={mayCorrect}
                mark={marks.get(row.entry.number)}
                newLine={leftAt !== undefined && row.entry.number === leftAt + 1} onCorrect={correct} onGo={goTo}
              />
            )
          ))}
          {shown.length === 0 ? <li className="nothing">{room.log.length === 0 ? "Nothing is in the log yet. The first entry is yours to write." : "No entry matches."}</li> : null}
          {waitingSeals(view).map((waiting) => <QueuedEntry key={waiting.seal.intent} waiting={waiting} />)}
          {whole ? <Drafts composing={composing} /> : null}
        </ol>
      </div>
      {leftAt === undefined ? null : <JumpPill fresh={last - leftAt} writing={beingWritten(view)} onJump={toEnd} />}
    </div>
  )
}

/**
 * Where drawing begins. At the end of the log the oldest make way for the newest; above it nothing moves.
 * Whoever asked for earlier ones, or for one of them, has them.
 */
export function drawnFrom(shown: readonly Entry[], leftAt: number | undefined, asked: number | undefined, targetAt: number): number {
  const seen = leftAt === undefined ? shown.length : shown.filter((entry) => entry.number <= leftAt).length
  const usual = asked ?? Math.max(0, seen - drawnMax)
  return targetAt === -1 ? usual : Math.min(usual, Math.max(0, targetAt - aroundTarget))
}

function JumpPill({ fresh, writing, onJump }: { readonly fresh: number; readonly writing: number; readonly onJump: () => void }): ReactNode {
  const words = [
    ...(fresh > 0 ? [count(fresh, "new entry", "new entries")] : []),
    ...(writing > 0 ? [`${writing} being written`] : []),
  ]
  return (
    <button type="button" className="btn btn--s jump" onClick={onJump}>
      <Icon name="down" />{words.length === 0 ? "Newest" : words.join(", ")}
    </button>
  )
}

/** The entry that the address names: `#e138`. */
function useTarget(): number | undefined {
  const hash = useRouterState({ select: (state) => state.location.hash })
  const found = /^e(\d+)$/.exec(hash)?.[1]
  return found === undefined ? undefined : Number(found)
}

function useScrollTo(target: number | undefined, drawn: boolean): void {
  useEffect(() => {
    if (target === undefined || !drawn) return
    const entry = document.getElementById(`e${target}`)
    entry?.scrollIntoView({ block: "center" })
    entry?.focus({ preventScroll: true })
  }, [target, drawn])
}
