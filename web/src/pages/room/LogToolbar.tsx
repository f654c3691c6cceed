/** Which entries, and finding words in them. */
import type { ReactNode } from "react"
import { filterNames, filters } from "../../incident/log.ts"
import { count } from "../../incident/words.ts"
import { Icon } from "../../ui/Icon.tsx"
import { useRoomSearch } from "./search.ts"

export function LogToolbar({ total, shown }: { readonly total: number; readonly shown: number }): ReactNode {
  const [{ show, find }, set] = useRoomSearch()
  const some = shown !== total
  return (
    <div className="logbar">
      <h2>Log <span className="count">{some ? `${shown} of ${total}` : total}</span></h2>
      <div className="chips" role="group" aria-label="Show entries">
        {filters.map((filter) => (
          <button key={filter} type="button" className="chip" aria-pressed={filter === show} onClick={() => { set({ show: filter }) }}>
            {filterNames[filter]}
          </button>
        ))}
      </div>
      <div className={find === "" ? "find" : "find find--on"}>
        <Icon name="find" />
        <label className="vh" htmlFor="find">Find in log</label>
        <input
          className="field" id="find" type="search" placeholder="Find in log  /" value={find}
          onChange={(event) => { set({ find: event.target.value }) }}
        />
        <span className="vh" role="status">{find === "" ? "" : `${count(shown, "entry", "entries")} found`}</span>
      </div>
    </div>
  )
}
