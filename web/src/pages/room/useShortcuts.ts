/** The keyboard of the room. Keys without a modifier never fire while somebody types or a dialog is open. */
import { useEffect, useRef } from "react"
import { kindsOf } from "./KindPicker.tsx"
import type { Actions } from "./RoomActions.tsx"
import { useRoom } from "./RoomContext.tsx"
import { singleKeys } from "./single-keys.ts"
import type { Composer } from "./useComposer.ts"

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !["radio", "checkbox", "button"].includes(target.type)
}

function entryOfFocus(): HTMLElement | undefined {
  const entry = document.activeElement?.closest("[data-number]")
  return entry instanceof HTMLElement ? entry : undefined
}

/** Moves the focus to the entry after or before the one it is on; from nowhere, to the last. */
function step(by: 1 | -1): void {
  const entries = [...document.querySelectorAll<HTMLElement>("[data-number]")]
  const now = entryOfFocus()
  const next = now ? entries[entries.indexOf(now) + by] : entries.at(-1)
  next?.focus()
  next?.scrollIntoView({ block: "nearest" })
}

export function useShortcuts(composer: Composer, actions: Actions): void {
  const kinds = kindsOf(useRoom())
  const latest = useRef({ composer, actions, kinds })
  useEffect(() => {
    latest.current = { composer, actions, kinds }
  })
  useEffect(() => {
    const act = (event: KeyboardEvent): boolean => {
      if (document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey) return false
      const { composer: box, actions: room, kinds: offered } = latest.current
      if (event.altKey) {
        const digit = /^Digit([1-5])$/.exec(event.code)?.[1]
        const kind = offered[Number(digit) - 1]
        if (kind !== undefined) box.setKind(kind)
        return kind !== undefined
      }
      if (isTyping(event.target) || !singleKeys()) return false
      switch (event.key) {
        case "n": document.getElementById("entry")?.focus(); return true
        case "/": document.getElementById("find")?.focus(); return true
        case "j": step(1); return true
        case "k": step(-1); return true
        case "c": {
          const number = Number(entryOfFocus()?.dataset["number"])
          if (number > 0) room.correct(number)
          return number > 0
        }
        case "End": toNewest(); return true
        case "?": room.show({ is: "keys" }); return true
        default: return false
      }
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      if (act(event)) event.preventDefault()
    }
    addEventListener("keydown", onKeyDown)
    return () => { removeEventListener("keydown", onKeyDown) }
  }, [])
}

function toNewest(): void {
  const pane = document.getElementById("log-entries")
  pane?.scrollTo({ top: pane.scrollHeight })
  const entries = document.querySelectorAll<HTMLElement>("[data-number]")
  entries[entries.length - 1]?.focus({ preventScroll: true })
}
