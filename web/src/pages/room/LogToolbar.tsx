/** Which entries, and finding words in them. */
import type { KeyboardEvent, ReactNode } from "react"
import { filterNames, filters, indexFrom } from "../../incident/log.ts"
import { count, inFigures } from "../../incident/words.ts"
import type { Entry } from "../../replica/types.ts"
import { Icon } from "../../ui/Icon.tsx"
import { useRoomSearch } from "./search.ts"
import type { Find } from "./useFind.ts"

interface LogToolbarProps {
  readonly total: number
  readonly shown: readonly Entry[]
  readonly find: Find
  /** Somebody is about to look for something. */
  readonly onEnter: () => void
}

export function LogToolbar({ total, shown, find, onEnter }: LogToolbarProps): ReactNode {
  const [{ show }, set] = useRoomSearch()
  const some = shown.length !== total
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter" || find.words.trim() === "") return
    event.preventDefault()
    find.walk(shown, event.shiftKey ? 1 : -1)
  }
  return (
    <div className="logbar">
      <h2>Log <span className="count">{some ? `${inFigures(shown.length)} of ${inFigures(total)}` : inFigures(total)}</span></h2>
      <div className="chips" role="group" aria-label="Show entries">
        {filters.map((filter) => (
          <button key={filter} type="button" className="chip" aria-pressed={filter === show} onClick={() => { set({ show: filter }) }}>
            {filterNames[filter]}
          </button>
        ))}
      </div>
      <div className={find.words === "" ? "find" : "find find--on"}>
        <Icon name="find" />
        <label className="vh" htmlFor="find">Find in log</label>
        <input
          className="field" id="find" type="search" placeholder="Find in log  /" aria-describedby="find-keys" value={find.words} onKeyDown={onKeyDown}
          onFocus={onEnter} onChange={(event) => { find.type(event.target.value) }} onBlur={find.keep}
        />
        <span className="vh" id="find-keys">Enter goes to the newest match and back from it, Shift and Enter forwards</span>
        <span className="vh" role="status">{foundWords(shown, find)}</span>
      </div>
    </div>
  )
}

/** "12 entries found"; after Enter "Entry 138, 3 of 12 found". */
function foundWords(shown: readonly Entry[], { words, match }: Find): string {
  if (words === "") return ""
  if (match === undefined) return `${count(shown.length, "entry", "entries")} found`
  return `Entry ${match}, ${inFigures(shown.length - indexFrom(shown, match))} of ${inFigures(shown.length)} found`
}
