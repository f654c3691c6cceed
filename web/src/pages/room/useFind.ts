/** What is looked for in the log: at once as it is typed, and a moment later in the address. */
import { useEffect, useRef, useState } from "react"
import { indexFrom } from "../../incident/log.ts"
import type { Entry } from "../../replica/types.ts"
import { useRoomSearch } from "./search.ts"

/** Browsers take only so many changes of the address. */
const addressMs = 400

export interface Find {
  readonly words: string
  /** The match that Enter has gone to. */
  readonly match: number | undefined
  readonly type: (words: string) => void
  /** Puts into the address what was typed. */
  readonly keep: () => void
  /** To the newest match, then back from it; or forwards again. */
  readonly walk: (shown: readonly Entry[], by: 1 | -1) => void
}

export function useFind(): Find {
  const [{ find }, set] = useRoomSearch()
  const [words, setWords] = useState(find)
  const [match, setMatch] = useState<number>()
  const [address, setAddress] = useState({ has: find, given: find })
  if (find !== address.has) {
    setAddress({ ...address, has: find })
    // Not what was typed here: something led elsewhere.
    if (find !== address.given) {
      setWords(find)
      setMatch(undefined)
    }
  }
  const keep = (): void => {
    if (words === find) return
    setAddress({ ...address, given: words })
    set({ find: words })
  }
  const latest = useRef(keep)
  useEffect(() => {
    latest.current = keep
  })
  useEffect(() => {
    const timer = setTimeout(() => { latest.current() }, addressMs)
    return () => { clearTimeout(timer) }
  }, [words])
  return {
    words, match, keep,
    type: (typed) => {
      setWords(typed)
      setMatch(undefined)
    },
    walk: (shown, by) => { setMatch(nextMatch(shown, match, by)) },
  }
}

/** Round and round: before the oldest comes the newest. */
export function nextMatch(shown: readonly Entry[], from: number | undefined, by: 1 | -1): number | undefined {
  if (from === undefined) return shown.at(by === 1 ? 0 : -1)?.number
  return shown.at((indexFrom(shown, from) + by) % shown.length)?.number
}
