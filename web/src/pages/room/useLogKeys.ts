/** The keys that go through the log: all of it, not only what is drawn. */
import { useEffect, useRef } from "react"
import { indexFrom } from "../../incident/log.ts"
import type { Entry } from "../../replica/types.ts"
import type { LogWindow } from "./log-window.ts"
import { isSingleKey } from "./single-keys.ts"

/** The entry that has the focus, or something in it. */
export function entryOfFocus(): number | undefined {
  const entry = document.activeElement?.closest<HTMLElement>("[data-number]")
  return entry ? Number(entry.dataset["number"]) : undefined
}

export function useLogKeys(window: LogWindow, shown: readonly Entry[]): void {
  const latest = useRef(shown)
  useEffect(() => {
    latest.current = shown
  })
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const entries = latest.current
      const number = isSingleKey(event) ? destination(event.key, entries, entryOfFocus()) : undefined
      if (number === undefined) return
      event.preventDefault()
      const toEnd = event.key === "End"
      if (toEnd) window.toEnd()
      window.go({ number, to: toEnd ? "there" : "sight", focus: true })
    }
    addEventListener("keydown", onKeyDown)
    return () => { removeEventListener("keydown", onKeyDown) }
  }, [window])
}

/** `j` and `k` go to the entry after or before the one that has the focus; from nowhere, to the last. */
export function destination(key: string, entries: readonly Entry[], from: number | undefined): number | undefined {
  const last = entries.at(-1)?.number
  if (key === "End") return last
  if (key !== "j" && key !== "k") return undefined
  if (from === undefined) return last
  const at = indexFrom(entries, from)
  return entries[key === "j" ? (entries[at]?.number === from ? at + 1 : at) : at - 1]?.number
}
