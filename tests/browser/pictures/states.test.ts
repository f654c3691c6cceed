/** The screens as they were last looked at and found good. `npm run pictures -- --update-snapshots=all` stores them anew. */
import { expect, test, type Page } from "@playwright/test"
import { withFont } from "../src/font.ts"
import { origin, withHarness } from "../src/harness.ts"

interface Screen {
  readonly state?: string
  /** After the room's own address, or from the root with a slash. */
  readonly at?: string
  readonly size?: keyof typeof sizes
  readonly dark?: boolean
  /** The whole of the page, however long. */
  readonly whole?: boolean
  /** The dialog alone. */
  readonly dialog?: boolean
  readonly act?: (page: Page) => Promise<void>
}

const sizes = {
  desktop: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
  narrow: { width: 320, height: 640 },
  /** 200 % on a laptop. */
  zoom: { width: 720, height: 450 },
} as const

const storyNow = Date.parse("2026-11-23T02:31:00.000Z")
const room = "/incidents/019360a0-0000-7000-8000-000000000147"

function press(name: string | RegExp): (page: Page) => Promise<void> {
  return async (page) => page.getByRole("button", { name }).first().click()
}

const screens: Readonly<Record<string, Screen>> = {
  "room": {},
  "room-dark": { dark: true },
  "room-phone": { size: "phone" },
  "room-320": { size: "narrow" },
  "room-zoom": { size: "zoom" },
  "decision": { state: "decision" },
  "offline": { state: "offline" },
  "offline-phone": { state: "offline", size: "phone" },
  "reconnecting": { state: "reconnecting" },
  "read-only": { state: "observer" },
  "vacant": { state: "vacant" },
  "offered": { state: "offered-by-me" },
  "accept": { dialog: true, state: "offered" },
  "hand-over": { dialog: true, act: press("Hand over") },
  "tray": { dialog: true, state: "refused", act: press("See the 2 changes") },
  "actions-phone": { state: "busy", size: "phone", at: "?tab=now", whole: true },
  "action": { dialog: true, state: "contested", act: press("Get a named contact") },
  "report": { dialog: true, state: "owner", act: press("Report on A-14") },
  "situation-phone": { size: "phone", at: "?tab=situation" },
  "more-phone": { size: "phone", at: "?tab=more" },
  "team": { at: "?side=team" },
  "find": { at: "?find=mailboxes&show=people" },
  "keys": { dialog: true, act: async (page) => {
    await page.getByRole("region", { name: "Log entries, oldest first" }).focus()
    await page.keyboard.press("?")
  } },
  "list": { at: "/incidents" },
  "list-phone": { at: "/incidents", size: "phone", whole: true },
  "list-empty": { state: "empty", at: "/incidents" },
  "open": { at: "/incidents/open", whole: true },
  "declare": { state: "undeclared", at: "/declare", whole: true },
  "add-member": { at: "/members/add", whole: true },
  "sign-in": { state: "guest", at: "/sign-in" },
  "set-up": { state: "setup", at: "/setup" },
  "removed": { state: "removed" },
}

const ofRoot = /^\/(incidents|sign-in|setup)/

for (const [name, { state = "live", at = "", size = "desktop", dark = false, whole = false, dialog = false, act }] of Object.entries(screens)) {
  test(name, async ({ context, page }) => {
    await withFont(context)
    await withHarness(context, state)
    await page.setViewportSize(sizes[size])
    await page.emulateMedia({ colorScheme: dark ? "dark" : "light" })
    await page.clock.setFixedTime(storyNow)
    await page.goto(`${origin}${ofRoot.test(at) ? at : room + at}`)
    await expect(page.getByRole("main")).toBeVisible()
    await act?.(page)
    if (dialog) await expect(page.getByRole("dialog")).toHaveScreenshot(`${name}.png`)
    else await expect(page).toHaveScreenshot(`${name}.png`, { fullPage: whole })
  })
}
