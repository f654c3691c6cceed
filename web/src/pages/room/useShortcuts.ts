/** The keyboard of the room. Keys without a modifier never fire while somebody types or a dialog is open. */
import { useEffect, useRef, useState } from "react"
import { kindsOf } from "./KindPicker.tsx"
import type { Part } from "./parts.ts"
import type { Actions } from "./RoomActions.tsx"
import { useRoom } from "./RoomContext.tsx"
import { isSingleKey, keysOff, type SingleKeys } from "./single-keys.ts"
import type { Composer } from "./useComposer.ts"
import { entryOfFocus } from "./useLogKeys.ts"

/** After `g`, the key that says where to is waited for this long. */
const secondKeyMs = 1_000

const parts: Readonly<Record<string, Part>> = { l: "log", d: "decisions", a: "actions", s: "situation" }

/** Says what was pressed, with the `g` that came shortly before; blank while only that is there. */
function reader(): (key: string) => string {
  let goAt = -Infinity
  return (key) => {
    const isSecond = performance.now() - goAt < secondKeyMs && key in parts
    goAt = key === "g" ? performance.now() : -Infinity
    return key === "g" ? "" : isSecond ? `g ${key}` : key
  }
}

export function useShortcuts(composer: Composer, actions: Actions): void {
  const kinds = kindsOf(useRoom())
  const latest = useRef({ composer, actions, kinds })
  const [pressed] = useState(reader)
  useEffect(() => {
    latest.current = { composer, actions, kinds }
  })
  useEffect(() => {
    const act = (event: KeyboardEvent): boolean => {
      const { composer: box, actions: room, kinds: offered } = latest.current
      if (event.altKey && !event.ctrlKey && !event.metaKey && !document.querySelector("dialog[open]")) {
        const digit = /^Digit([1-5])$/.exec(event.code)?.[1]
        const kind = offered[Number(digit) - 1]
        if (kind !== undefined) box.setKind(kind)
        return kind !== undefined
      }
      if (!isSingleKey(event)) return false
      const keys = pressed(event.key) as SingleKeys | ""
      if (keys === "" || keysOff().has(keys)) return false
      switch (keys) {
        case "n": document.getElementById("entry")?.focus(); return true
        case "/": document.getElementById("find")?.focus(); return true
        case "c": {
          const number = entryOfFocus()
          if (number !== undefined) room.correct(number)
          return number !== undefined
        }
        case "g l": case "g d": case "g a": case "g s": room.goToPart(parts[keys.slice(2)] ?? "log"); return true
        case "?": room.show({ is: "keys" }); return true
        default: return false
      }
    }
    const onKeyDown = (event: KeyboardEvent): void => {
      if (act(event)) event.preventDefault()
    }
    addEventListener("keydown", onKeyDown)
    return () => { removeEventListener("keydown", onKeyDown) }
  }, [pressed])
}
