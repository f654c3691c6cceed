/** The entries, oldest first; after them what waits and what is being written. */
import { useRouterState } from "@tanstack/react-router"
import { useQuery } from "@tanstack/react-query"
import { memo, useEffect, useLayoutEffect, useMemo, useRef, useSyncExternalStore, type ReactNode, type RefObject } from "react"
import { setupQuery } from "../../api/queries.ts"
import { beingWritten, openDrafts, waitingSeals } from "../../incident/drafts.ts"
import { correctionsOf, entryOf, logRows } from "../../incident/log.ts"
import { mayDraft } from "../../incident/may.ts"
import { entryMarks } from "../../incident/proposals.ts"
import { count } from "../../incident/words.ts"
import type { DraftId, Entry } from "../../replica/types.ts"
import { Icon } from "../../ui/Icon.tsx"
import { Drafts } from "./Drafts.tsx"
import { LogRows } from "./LogRows.tsx"
import type { LogWindow } from "./log-window.ts"
import { PrintLog } from "./PrintLog.tsx"
import { QueuedEntry } from "./QueuedEntry.tsx"
import { useRoom, useSlice, useView } from "./RoomContext.tsx"
import { useLogKeys } from "./useLogKeys.ts"

interface LogListProps {
  readonly shown: readonly Entry[]
  readonly find: string
  /** Which kinds, and with which words: another part is looked at from its end. Absent for the whole log, and drafts belong below that. */
  readonly part: string | undefined
  readonly window: LogWindow
  /** The match that Enter has gone to. */
  readonly match: number | undefined
  readonly composing: DraftId | undefined
}

/** Not drawn again with a letter that is looked for, but with what it finds. */
export const LogList = memo(function LogList({ shown, find, part, window, match, composing }: LogListProps): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { data: setup } = useQuery(setupQuery)
  window.show(part)
  const state = useSyncExternalStore(window.subscribe, window.state)
  const { leftAt } = state
  const last = room.log.at(-1)?.number ?? 0
  const rows = useMemo(() => logRows(shown, leftAt), [shown, leftAt])
  window.take(rows, last)

  const pane = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const list = useRef<HTMLOListElement>(null)
  useConnected(window, pane, content, list)
  useTarget(window, shown)
  useLogKeys(window, shown)
  useEffect(() => {
    if (match !== undefined) window.go({ number: match, to: "sight", focus: false })
  }, [window, match])

  const { log } = room
  const corrected = useMemo(() => correctionsOf(log), [log])
  const mayCorrect = mayDraft(room, person, "correction").allowed
  const marks = entryMarks(room)
  const home = setup?.organisation
  const around = useMemo(() => ({ log, corrected, marks, find, home, mayCorrect, match }), [log, corrected, marks, find, home, mayCorrect, match])
  const toEnd = (): void => {
    pane.current?.focus({ preventScroll: true })
    window.toEnd()
  }

  return (
    <div className="logwrap">
      <div className="pane__scroll" ref={pane} tabIndex={0} role="region" aria-label="Log entries, oldest first" id="log-entries">
        <div className="logs" ref={content}>
          <div className="begins">The log begins here. <PrintLog small /></div>
          {rows.length > 0 ? <LogRows rows={rows} around={around} window={window} state={state} list={list} /> : (
            <p className="nothing">{log.length === 0 ? "Nothing is in the log yet. The first entry is yours to write." : "No entry matches."}</p>
          )}
          <NotSealed whole={part === undefined} composing={composing} />
        </div>
      </div>
      {leftAt === undefined ? null : <JumpPill fresh={last - leftAt} onJump={toEnd} />}
    </div>
  )
})

/** On its way, or being written: none of it is on record. */
function NotSealed({ whole, composing }: { readonly whole: boolean; readonly composing: DraftId | undefined }): ReactNode {
  const view = useView()
  const waiting = waitingSeals(view)
  const hasDrafts = useSlice((now) => whole && openDrafts(now, composing).length > 0)
  if (waiting.length === 0 && !hasDrafts) return null
  return (
    <ul className="log" aria-label="Not sealed yet">
      {waiting.map((one) => <QueuedEntry key={one.seal.intent} waiting={one} />)}
      {hasDrafts ? <Drafts composing={composing} /> : null}
    </ul>
  )
}

function JumpPill({ fresh, onJump }: { readonly fresh: number; readonly onJump: () => void }): ReactNode {
  const writing = useSlice(beingWritten)
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

function useConnected(window: LogWindow, pane: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>, list: RefObject<HTMLElement | null>): void {
  // Before it is painted: another window than a moment ago has another place.
  useLayoutEffect(() => {
    if (!pane.current || !content.current) return
    return window.connect({ pane: pane.current, content: content.current, list: () => list.current })
  }, [window, pane, content, list])
}

/** Goes to the entry that the address names, `#e138`, whenever it is asked for. */
function useTarget(window: LogWindow, shown: readonly Entry[]): void {
  const number = useRouterState({ select: ({ location }) => Number(/^e(\d+)$/.exec(location.hash)?.[1] ?? 0) })
  const visit = useRouterState({ select: ({ location }) => location.state.__TSR_key })
  const isThere = entryOf(shown, number) !== undefined
  useEffect(() => {
    if (isThere) window.go({ number, to: "middle", focus: true })
  }, [window, number, visit, isThere])
}
