/** Which dialogs are open: one over the other, the last on top. The offer of command opens by itself, once. */
import { useEffect, useRef, useState } from "react"
import { offerFor } from "../../incident/command.ts"
import type { RoomView } from "../../replica/types.ts"
import { isTyping } from "../../ui/focus.ts"
import type { Opened } from "./RoomActions.tsx"

export interface Dialogs {
  readonly opened: Opened | undefined
  /** The same for as long as the same dialog is open. */
  readonly key: number
  readonly show: (what: Opened) => void
  readonly close: () => void
  /** For what is behind all of them. */
  readonly closeAll: () => void
}

export function useDialogs(view: RoomView): Dialogs {
  const [stack, setStack] = useState<readonly Opened[]>([])
  const [show] = useState(() => (what: Opened): void => { setStack((before) => [...before, what]) })
  const [close] = useState(() => (): void => { setStack((before) => before.slice(0, -1)) })
  const [closeAll] = useState(() => (): void => { setStack([]) })
  useOffered(view, show)
  return { opened: stack.at(-1), key: stack.length, show, close, closeAll }
}

/** Not into somebody's typing: then the banner alone says so. */
function useOffered({ room, person }: RoomView, show: (what: Opened) => void): void {
  const offer = room === undefined ? undefined : offerFor(room, person)
  const offeredAt = offer?.is === "to_me" ? offer.offer.offered_at : undefined
  const seen = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (offeredAt === undefined || seen.current === offeredAt) return
    seen.current = offeredAt
    if (!isTyping(document.activeElement) && document.querySelector("dialog[open]") === null) show({ is: "accept" })
  }, [offeredAt, show])
}
