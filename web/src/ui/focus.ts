/** The focus is whoever works here's: nothing takes it from their typing, and where what had it goes away it stays near. */
import { useEffect } from "react"

/** The way up from an element, to be taken while it is still in the page. */
export function wayUp(from: Element | null): readonly HTMLElement[] {
  const way: HTMLElement[] = []
  for (let each = from; each !== null && each !== document.body; each = each.parentElement) {
    if (each instanceof HTMLElement) way.push(each)
  }
  return way
}

/** Gives the focus back where it was; or else to the first on the way up that takes it, of a row its first button. */
export function focusNear(way: readonly HTMLElement[]): void {
  const takes = way.map((each, up) => {
    if (!each.isConnected) return null
    if (up === 0 || each.tabIndex >= 0) return each
    return each.localName === "li" ? each.querySelector("button") : null
  })
  const nearest = takes.find((each) => each !== null) ?? document.getElementById("main")
  nearest?.focus({ preventScroll: true })
}

/** For as long as the caller is shown: what has the focus and is taken out of the page hands it to what is near. */
export function useFocusKept(): void {
  useEffect(() => {
    let way: readonly HTMLElement[] = []
    const comes = ({ target }: FocusEvent): void => { way = wayUp(target as Element) }
    const goes = ({ target }: FocusEvent): void => {
      // Whoever leaves by themself leaves it in the page.
      queueMicrotask(() => { if ((target as Element).isConnected && way[0] === target) way = [] })
    }
    const watch = new MutationObserver(() => {
      if (way[0] === undefined || way[0].isConnected || document.activeElement !== document.body) return
      focusNear(way)
    })
    document.addEventListener("focusin", comes)
    document.addEventListener("focusout", goes)
    watch.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener("focusin", comes)
      document.removeEventListener("focusout", goes)
      watch.disconnect()
    }
  }, [])
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !["radio", "checkbox", "button"].includes(target.type)
}

/** Does it at once, or when whoever types leaves the field: what opens over a page would swallow their words. */
export function whenNobodyTypes(act: () => void): void {
  if (!isTyping(document.activeElement)) {
    act()
    return
  }
  const leaves = ({ relatedTarget }: FocusEvent): void => {
    if (isTyping(relatedTarget)) return
    document.removeEventListener("focusout", leaves)
    // The key that they leave by is not meant for what opens.
    setTimeout(act)
  }
  document.addEventListener("focusout", leaves)
}
