/** Accessibility by machine: what axe can find, at both sizes and in both schemes. */
import { expect, type BrowserContext, type Page } from "@playwright/test"
import axe, { type AxeResults, type RunOptions } from "axe-core"

declare global {
  interface Window {
    axe: typeof axe
  }
}

const sizes = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const
const schemes = ["light", "dark"] as const

const rules: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
  resultTypes: ["violations"],
}

/** Before the pages of a context load: from outside, because the page's own rules let no script in. */
export async function withAxe(context: BrowserContext): Promise<void> {
  await context.addInitScript({ content: axe.source })
}

/** Looks at the screen as it stands, takes its pictures, and finds nothing. */
export async function isAccessible(page: Page, screen: string): Promise<void> {
  for (const [size, viewport] of Object.entries(sizes)) {
    await page.setViewportSize(viewport)
    for (const colorScheme of schemes) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" })
      // A frame, so that what the size or the scheme changes is drawn.
      await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve) }) }))
      await page.screenshot({ path: `results/screens/${screen}-${size}-${colorScheme}.png` })
      const { violations } = await page.evaluate((options) => window.axe.run(document, options), rules) as AxeResults
      expect.soft(found(violations), `${screen}, ${size}, ${colorScheme}`).toEqual([])
    }
  }
  await page.setViewportSize(sizes.desktop)
  await page.emulateMedia({ colorScheme: "light" })
}

function found(violations: AxeResults["violations"]): readonly string[] {
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`))
}
