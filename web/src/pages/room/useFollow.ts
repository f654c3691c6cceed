/**
 * Keeps the log at its end for whoever is at its end, and never moves anybody else. In short windows the
 * page scrolls and not the pane, so whichever scrolls is asked each time.
 */
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from "react"

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

function moveToEnd(pane: HTMLElement): void {
  const scroller = scrollerOf(pane)
  scroller.scrollTop = scroller.scrollHeight
}

export interface Follow {
  /** The last number that was there when the reader left the end; absent while following. */
  readonly leftAt: number | undefined
  readonly toEnd: () => void
}

export function useFollow(pane: RefObject<HTMLElement | null>, content: RefObject<HTMLElement | null>, lastNumber: number): Follow {
  const following = useRef(true)
  const last = useRef(lastNumber)
  const [leftAt, setLeftAt] = useState<number>()

  useLayoutEffect(() => {
    last.current = lastNumber
  }, [lastNumber])

  useLayoutEffect(() => {
    const element = pane.current
    const list = content.current
    if (!element || !list) return
    const follow = (): void => {
      if (following.current) moveToEnd(element)
    }
    const grow = new ResizeObserver(follow)
    grow.observe(list)
    grow.observe(element)
    follow()
    return () => { grow.disconnect() }
  }, [pane, content])

  useEffect(() => {
    const element = pane.current
    if (!element) return
    let settled = false
    let before = 0
    const look = (): void => {
      const { scrollTop } = scrollerOf(element)
      const up = scrollTop < before
      before = scrollTop
      const now = isAtEnd(element)
      // An entry that has just come puts the end further down; only a reader goes up.
      if (now === following.current || !settled || (!now && !up)) return
      following.current = now
      setLeftAt(now ? undefined : last.current)
    }
    // The page is still being put together and moved to its top: nobody has left the end yet.
    const settle = setTimeout(() => {
      if (following.current) moveToEnd(element)
      settled = true
    }, settleMs)
    element.addEventListener("scroll", look, { passive: true })
    document.addEventListener("scroll", look, { passive: true })
    return () => {
      clearTimeout(settle)
      element.removeEventListener("scroll", look)
      document.removeEventListener("scroll", look)
    }
  }, [pane])

  const toEnd = (): void => {
    if (pane.current) moveToEnd(pane.current)
    following.current = true
    setLeftAt(undefined)
  }
  return { leftAt, toEnd }
}
