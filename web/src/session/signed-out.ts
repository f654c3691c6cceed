/** That the session ended while a page was open: whoever notices reports it, the page asks to sign in again. */
let is = false
/** How often somebody asked for the dialog: putting it off counts as an answer to one asking. */
let asked = 0
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

export const signedOut = {
  report: (): void => {
    if (is) return
    is = true
    asked += 1
    tell()
  },
  /** Brings the dialog back after "Not now". */
  ask: (): void => {
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
