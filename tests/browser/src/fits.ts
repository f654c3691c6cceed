/** Whether words fit: as they are drawn, and as far apart as a reader may set them. */
import type { Page } from "@playwright/test"

/** The distances that may be asked for (WCAG 1.4.12). */
const apart = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }"

/** Shortened on purpose: previews lead to the whole, and the two names in the bar give way to the state of the connection. */
const previews = ".clip, .e--line p, .top__org, .top__me, .head--row h1"

/** Sets letters, words, lines and paragraphs apart, or as they were. */
export async function setApart(page: Page, isApart: boolean): Promise<void> {
  await page.evaluate(async (rules) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(rules)
    document.adoptedStyleSheets = [sheet]
    await new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve) }) })
  }, isApart ? apart : "")
}

/** The document and open dialogs where they are wider than their window, each with what sticks out of it. */
export async function sideways(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const name = (element: Element): string => `${element.localName}.${element.className.toString().replaceAll(" ", ".")}`
    const wide = [document.documentElement, ...document.querySelectorAll("dialog[open]")].filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
    return wide.map((element) => {
      const edge = element.getBoundingClientRect().left + element.clientWidth
      const isHeld = (inner: Element | null): boolean => inner !== null && inner !== element && (getComputedStyle(inner).overflowX !== "visible" || isHeld(inner.parentElement))
      const out = [...element.querySelectorAll("*")].filter((inner) => inner.getBoundingClientRect().right > edge + 1 && !isHeld(inner.parentElement))
      return `${name(element)}: ${out.slice(0, 5).map(name).join(", ")}`
    })
  })
}

/** What holds words and ends before they do, so that a part of them is not drawn. */
export async function cutOff(page: Page): Promise<readonly string[]> {
  return page.evaluate((previews) => {
    const isForReaders = (element: Element): boolean => getComputedStyle(element).clipPath !== "none"
    const hides = (overflow: string): boolean => overflow === "hidden" || overflow === "clip"
    const cuts = (element: Element): boolean => {
      const { overflowX, overflowY } = getComputedStyle(element)
      const { scrollWidth, clientWidth, scrollHeight, clientHeight } = element
      return (hides(overflowX) && scrollWidth > clientWidth + 1) || (hides(overflowY) && scrollHeight > clientHeight + 1)
    }
    return [...document.querySelectorAll("body *")]
      .filter((element) => element.checkVisibility() && element.textContent?.trim() !== "" && !element.matches(previews) && !isForReaders(element) && cuts(element))
      .map((element) => `${element.localName}.${element.className.toString().replaceAll(" ", ".")}: ${element.textContent?.trim().slice(0, 40) ?? ""}`)
  }, previews)
}
