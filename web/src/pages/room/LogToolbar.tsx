/** Which entries, and finding words in them. */
import { useEffect, useRef, type ReactNode, type RefObject } from "react"
import { filterNames, filters } from "../../incident/log.ts"
import { count } from "../../incident/words.ts"
import { Icon } from "../../ui/Icon.tsx"
import { useRoomSearch } from "./search.ts"

export function LogToolbar({ total, shown }: { readonly total: number; readonly shown: number }): ReactNode {
  const [{ show, find }, set] = useRoomSearch()
  const some = shown !== total
  const [box, type] = useFindBox(find, (typed) => { set({ find: typed }) })
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
          className="field" id="find" type="search" placeholder="Find in log  /" ref={box} defaultValue={find}
          onChange={(event) => { type(event.target.value) }}
        />
        <span className="vh" role="status">{find === "" ? "" : `${count(shown, "entry", "entries")} found`}</span>
      </div>
    </div>
  )
}

/** The address follows what is typed a moment later. It never takes a letter back, and still sets the box when it was changed elsewhere. */
function useFindBox(find: string, put: (typed: string) => void): readonly [RefObject<HTMLInputElement | null>, (typed: string) => void] {
  const box = useRef<HTMLInputElement>(null)
  const onItsWay = useRef<readonly string[]>([])
  useEffect(() => {
    const at = onItsWay.current.lastIndexOf(find)
    onItsWay.current = onItsWay.current.slice(at + 1)
    if (at === -1 && box.current) box.current.value = find
  }, [find])
  const type = (typed: string): void => {
    onItsWay.current = [...onItsWay.current, typed]
    put(typed)
  }
  return [box, type]
}
