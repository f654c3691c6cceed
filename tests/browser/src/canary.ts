/** Whether a page did anything that a text in it asked for. */
import { expect } from "@playwright/test"
import type { Seat } from "./test.ts"

declare global {
  interface Window {
    canary?: number
    violations: string[]
  }
}

/** Counts what must not happen: requests, dialogs, scripts, violations of the page's own rules. */
export async function watch(seat: Seat): Promise<string[]> {
  const seen: string[] = []
  seat.page.on("request", (request) => {
    const { host, pathname } = new URL(request.url())
    if (pathname.startsWith("/canary") || host.startsWith("elsewhere")) seen.push(request.url())
  })
  seat.page.on("dialog", (dialog) => {
    seen.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  await seat.page.addInitScript(() => {
    window.violations = []
    document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`))
  })
  return seen
}

export async function isQuiet({ page }: Seat, seen: readonly string[]): Promise<void> {
  expect(await page.evaluate(() => [window.canary, ...window.violations])).toEqual([undefined])
  expect(seen).toEqual([])
}
