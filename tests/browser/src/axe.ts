/** Accessibility by machine: what axe can find, at every size and in both schemes, and that everything fits. */
import { expect, type BrowserContext, type Page } from "@playwright/test"
import axe, { type AxeResults, type RunOptions } from "axe-core"
import { cutOff, setApart, sideways } from "./fits.ts"

declare global {
  interface Window {
    axe: typeof axe
  }
}

/** A desk, the same at 200 % zoom, a phone, and the narrowest window that the guidelines ask for. */
const sizes = {
  desktop: { width: 1440, height: 900 },
  zoomed: { width: 720, height: 450 },
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 640 },
} as const

const basis = { resultTypes: ["violations"], preload: false } satisfies RunOptions
const rules = { ...basis, runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } satisfies RunOptions
const schemes = ["light", "dark"] as const

/** Before the pages of a context load: from outside, because the page's own rules let no script in. */
export async function withAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: axe.source })
}

/** Looks at the screen as it stands, takes its picture at every size, and finds nothing. */
export async function isAccessible(page: Page, screen: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
      // A frame, so that what the size or the scheme changes is drawn.
      await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve) }) }))
      if (colorScheme === "light") await page.screenshot({ path: `results/screens/${screen}-${size}.png` })
      const { violations } = await page.evaluate((options) => window.axe.run(document, options), rules as RunOptions) as AxeResults
      expect.soft(await found(page, violations), `${screen}, ${size}, ${colorScheme}`).toEqual([])
    }
    expect.soft(await sideways(page), `${screen}, ${size}: scrolls sideways`).toEqual([])
    expect.soft(await cutOff(page), `${screen}, ${size}: is cut off`).toEqual([])
    await setApart(page, true)
    expect.soft(await sideways(page), `${screen}, ${size}, set apart: scrolls sideways`).toEqual([])
    expect.soft(await cutOff(page), `${screen}, ${size}, set apart: is cut off`).toEqual([])
    await setApart(page, false)
  }
  await page.setViewportSize(sizes.desktop)
  await page.emulateMedia({ colorScheme: "light" })
}

async function found(page: Page, violations: AxeResults["violations"]): Promise<readonly string[]> {
  const each = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => ({ id, target: target.join(" "), summary: failureSummary ?? "" })))
  const faults: string[] = []
  for (const { id, target, summary } of each) {
    if (id !== "target-size" || await isTooSmall(page, target)) faults.push(`${id}: ${target}: ${summary}`)
  }
  return faults
}

/** What is half behind the edge of its pane, or behind what sticks there, is looked at again in the middle of it. */
async function isTooSmall(page: Page, target: string): Promise<boolean> {
  const again = { ...basis, runOnly: { type: "rule", values: ["target-size"] } } satisfies RunOptions
  return page.evaluate(async ([selector, options]) => {
    const element = document.querySelector(selector)
    const scrolled: [Element, number][] = []
    for (let each = element; each !== null; each = each.parentElement) scrolled.push([each, each.scrollTop])
    element?.scrollIntoView({ block: "center" })
    const { violations } = await window.axe.run(selector, options)
    for (const [each, top] of scrolled) each.scrollTop = top
    return violations.length > 0
  }, [target, again as RunOptions] as const)
}
