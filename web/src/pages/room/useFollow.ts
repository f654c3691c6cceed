/**
 * Keeps the log at its end for whoever is at its end, and never moves anybody else. In short windows the
 * page scrolls and not the pane, so whichever scrolls is asked each time.
 */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react"

/** Nearer to the end than this is at the end. */
const nearPx = 32
/** A page that has just opened is not scrolled by its reader yet. */
const settleMs = 250

function scrollerOf(pane: HTMLElement): HTMLElement {
  return getComputedStyle(pane).overflowY === "visible" ? document.documentElement : pane
}

function isAtEnd(pane: HTMLElement): boolean {
  const scroller = scrollerOf(pane)
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < nearPx
}

export interface Follow {
  readonly pane: RefObject<HTMLDivElement | null>
  readonly content: RefObject<HTMLOListElement | null>
  readonly atEnd: boolean
  /** The last number that was there when the reader left the end; absent while following. */
  readonly leftAt: number | undefined
  readonly toEnd: () => void
}

export function useFollow(lastNumber: number): Follow {
  const pane = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLOListElement>(null)
  const following = useRef(true)
  const last = useRef(lastNumber)
  const settled = useRef(false)
  const [leftAt, setLeftAt] = useState<number>()
  const atEnd = leftAt === undefined

  const toEnd = useCallback((): void => {
    const element = pane.current
    if (!element) return
    const scroller = scrollerOf(element)
    scroller.scrollTop = scroller.scrollHeight
    following.current = true
    setLeftAt(undefined)
  }, [])

  useLayoutEffect(() => {
    last.current = lastNumber
  }, [lastNumber])

  useLayoutEffect(() => {
    const element = pane.current
    const list = content.current
    if (!element || !list) return
    const grow = new ResizeObserver(() => {
      if (following.current) toEnd()
    })
    grow.observe(list)
    grow.observe(element)
    toEnd()
    // The page is still being put together and moved to its top: nobody has left the end yet.
    const settle = setTimeout(() => {
      if (following.current) toEnd()
      settled.current = true
    }, settleMs)
    return () => {
      clearTimeout(settle)
      grow.disconnect()
    }
  }, [toEnd])

  useEffect(() => {
    const element = pane.current
    if (!element) return
    const look = (): void => {
      const now = isAtEnd(element)
      if (now === following.current || !settled.current) return
      following.current = now
      setLeftAt(now ? undefined : last.current)
    }
    element.addEventListener("scroll", look, { passive: true })
    document.addEventListener("scroll", look, { passive: true })
    return () => {
      element.removeEventListener("scroll", look)
      document.removeEventListener("scroll", look)
    }
  }, [])

  return { pane, content, atEnd, leftAt, toEnd }
}
