/**
 * Whether somebody on a phone is reading back in the log: the head of the incident is one row then, so that the
 * log has the window. At the log's end and at its top the head is whole, and whoever asks for it has it. What is
 * read stays where it is on the screen when the head changes its height.
 */
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react"
import { flushSync } from "react-dom"
import { nextReading } from "../../incident/reading.ts"

const phone = "(max-width: 759px)"

export interface Reading {
  readonly isReading: boolean
  /** Shows the whole head again, until the reader goes on. */
  readonly show: () => void
}

interface Before {
  readonly headPx: number
  /** Taken before the layout changes: a pane that grows is moved up by the browser where it was near its end. */
  readonly scrollTop: number
}

function logPane(): HTMLElement | null {
  return document.getElementById("log-entries")
}

export function useReading(head: RefObject<HTMLElement | null>): Reading {
  const [isReading, setReading] = useState(false)
  const before = useRef<Before | undefined>(undefined)
  const isAsked = useRef(false)
  const shownAtPx = useRef<number | undefined>(undefined)

  useEffect(() => {
    let now = isReading
    const look = ({ target }: Event): void => {
      const element = head.current
      // In short windows the page scrolls and takes the head with it: there is nothing to make smaller.
      if (!element || !(target instanceof HTMLElement) || target !== logPane()) return
      const { scrollTop, scrollHeight, clientHeight } = target
      const place = { topPx: scrollTop, leftPx: scrollHeight - clientHeight - scrollTop, headPx: element.offsetHeight, shownAtPx: shownAtPx.current }
      const next = matchMedia(phone).matches && nextReading(now, place)
      if (next === now) return
      now = next
      shownAtPx.current = undefined
      before.current = { headPx: place.headPx, scrollTop }
      flushSync(() => { setReading(next) })
    }
    document.addEventListener("scroll", look, { capture: true, passive: true })
    return () => { document.removeEventListener("scroll", look, { capture: true }) }
  }, [head, isReading])

  useLayoutEffect(() => {
    const [was, pane] = [before.current, logPane()]
    before.current = undefined
    if (was === undefined || pane === null || !head.current) return
    // The pane's upper edge has moved by what the head grew or shrank; its text has not.
    pane.scrollTop = was.scrollTop + head.current.offsetHeight - was.headPx
    if (isAsked.current) shownAtPx.current = pane.scrollTop
    isAsked.current = false
  }, [isReading, head])

  const show = (): void => {
    isAsked.current = true
    before.current = { headPx: head.current?.offsetHeight ?? 0, scrollTop: logPane()?.scrollTop ?? 0 }
    setReading(false)
  }
  return { isReading, show }
}
