/** Tells others which draft this tab has open, where its caret is, and whether it types. */
import { useCallback, useEffect, useMemo, useRef } from "react"
import type { DraftId, Replica, TextField } from "../../replica/types.ts"

/** Without a key for this long nobody is typing. */
const idleMs = 3_000

export interface Typing {
  readonly at: (field: TextField, index: number) => void
}

export function useTyping(replica: Replica, draft: DraftId | undefined): Typing {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const caret = useRef<{ readonly field: TextField; readonly index: number } | undefined>(undefined)
  const tell = useCallback((typing: boolean): void => {
    replica.presence({
      viewing: "room", typing, ...(draft === undefined ? {} : { draft }),
      ...(draft === undefined || caret.current === undefined ? {} : { caret: caret.current }),
    })
  }, [replica, draft])
  useEffect(() => {
    tell(false)
    return () => { clearTimeout(timer.current) }
  }, [tell])
  return useMemo(() => ({
    at: (field, index) => {
      caret.current = { field, index }
      if (draft === undefined) return
      tell(true)
      clearTimeout(timer.current)
      timer.current = setTimeout(() => { tell(false) }, idleMs)
    },
  }), [draft, tell])
}
