/** That the session ended while a page was open: whoever notices reports it, the page asks to sign in again. */
import { whenNobodyTypes } from "../ui/focus.ts"

let is = false
/** How often the dialog was asked for: putting it off answers all askings so far. */
let asked = 0
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

export const signedOut = {
  report: (): void => {
    if (is) return
    is = true
    tell()
    whenNobodyTypes(signedOut.ask)
  },
  /** Brings the dialog, and back after "Not now". */
  ask: (): void => {
    if (!is) return
    asked += 1
    tell()
  },
  clear: (): void => {
    if (!is) return
    is = false
    tell()
  },
  now: (): boolean => is,
  asked: (): number => asked,
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
