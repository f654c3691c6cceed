/** The sealed entries, oldest first, with a row before each day: of a long log those that are near its reader. */
import { useLayoutEffect, type FocusEvent, type ReactNode, type RefObject } from "react"
import { entryOf, type EntryRow, type LogRow } from "../../incident/log.ts"
import type { EntryMark } from "../../incident/proposals.ts"
import type { Entry } from "../../replica/types.ts"
import { LogEntry } from "./LogEntry.tsx"
import type { LogWindow, WindowState } from "./log-window.ts"
import { useActions } from "./RoomActions.tsx"

/** What entries are drawn with, beside themselves. */
export interface Around {
  readonly log: readonly Entry[]
  readonly corrected: ReadonlyMap<number, readonly number[]>
  readonly marks: ReadonlyMap<number, EntryMark>
  readonly find: string
  /** The organisation that needs no naming. */
  readonly home: string | undefined
  readonly mayCorrect: boolean
  /** The match that Enter has gone to. */
  readonly match: number | undefined
}

interface LogRowsProps {
  readonly rows: readonly LogRow[]
  readonly around: Around
  readonly window: LogWindow
  readonly state: WindowState
  readonly list: RefObject<HTMLOListElement | null>
}

export function LogRows({ rows, around, window, state, list }: LogRowsProps): ReactNode {
  const { heights } = window
  const indices = window.indices()
  useLayoutEffect(() => { window.settle() }, [window, rows, state])
  const onFocus = (event: FocusEvent): void => {
    const row = event.target.closest<HTMLElement>("[data-number]")
    if (row) window.keep(Number(row.dataset["number"]))
  }
  const onBlur = ({ currentTarget }: FocusEvent): void => {
    // A window that is left keeps its focus.
    if (!currentTarget.contains(document.activeElement)) window.keep(undefined)
  }
  const end = (indices.at(-1) ?? -1) + 1
  return (
    <ol className="log" ref={list} onFocus={onFocus} onBlur={onBlur} style={{ paddingBottom: heights.total - heights.top(end) }}>
      {indices.map((index, at) => {
        const row = rows[index]
        if (row === undefined) return null
        const undrawn = heights.top(index) - heights.top((indices[at - 1] ?? -1) + 1)
        const place = { "aria-posinset": index + 1, "aria-setsize": rows.length, style: undrawn > 0 ? { marginTop: undrawn } : undefined }
        if (row.is === "day") return <li className="day" key={row.key} {...place}>{row.name}</li>
        if (row.is === "new") return <li className="newline" key={row.key} {...place}>New since you scrolled</li>
        return <EntryItem key={row.key} row={row} around={around} place={place} />
      })}
    </ol>
  )
}

function EntryItem({ row: { entry }, around, place }: { readonly row: EntryRow; readonly around: Around; readonly place: object }): ReactNode {
  const { correct, goTo } = useActions()
  const { number } = entry
  const { log, corrected, marks, find, home, mayCorrect, match } = around
  return (
    <li className={`e e--${entry.kind}`} id={`e${number}`} data-number={number} tabIndex={-1} aria-current={number === match ? true : undefined} {...place}>
      <LogEntry
        entry={entry} find={find} home={home} mayCorrect={mayCorrect} mark={marks.get(number)}
        original={entry.corrects === undefined ? undefined : entryOf(log, entry.corrects)}
        corrections={corrected.get(number)?.join(" ") ?? ""} onCorrect={correct} onGo={goTo}
      />
    </li>
  )
}
