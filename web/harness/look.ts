/**
 * Looks at every state in Chromium: a picture of each, axe-core's findings, sideways scrolling, errors
 * of the page. `npm run look -- [name ...]` while `npm run harness` runs.
 */
import { mkdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { chromium, type Browser, type Page } from "playwright-core"
import { incidentId, storyNow } from "../src/incident/testing/story.ts"

interface Shot {
  readonly name: string
  readonly state: string
  readonly path: string
  readonly width?: number
  readonly height?: number
  readonly dark?: boolean
  readonly forced?: boolean
  readonly full?: boolean
  readonly act?: (page: Page) => Promise<void>
}

const room = `/incidents/${incidentId}`
const phone = { width: 390, height: 844 }

/** Presses one button after the other. */
function press(...names: readonly string[]): (page: Page) => Promise<void> {
  return async (page) => {
    for (const name of names) await page.getByRole("button", { name }).first().click()
  }
}

const shots: readonly Shot[] = [
  { name: "room", state: "live", path: room },
  { name: "room-dark", state: "live", path: room, dark: true },
  { name: "room-forced", state: "decision", path: room, forced: true },
  { name: "room-team", state: "live", path: `${room}?side=team` },
  { name: "room-1366", state: "live", path: room, width: 1366, height: 768 },
  { name: "room-1024", state: "live", path: room, width: 1024, height: 768 },
  { name: "room-zoom", state: "live", path: room, width: 720, height: 450 },
  { name: "room-320", state: "live", path: room, width: 320, height: 640 },
  { name: "room-phone", state: "live", path: room, ...phone },
  { name: "phone-now", state: "refused", path: `${room}?tab=now`, ...phone },
  { name: "phone-situation", state: "live", path: `${room}?tab=situation`, ...phone },
  { name: "phone-more", state: "live", path: `${room}?tab=more`, ...phone },
  { name: "phone-offline", state: "offline", path: room, ...phone },
  { name: "phone-dark", state: "decision", path: room, dark: true, ...phone },
  { name: "demo", state: "demo", path: room },
  { name: "demo-phone", state: "demo", path: `${room}?tab=now`, ...phone },
  { name: "offline", state: "offline", path: room },
  { name: "reconnecting", state: "reconnecting", path: room },
  { name: "observer", state: "observer", path: room },
  { name: "refused", state: "refused", path: room },
  { name: "tray", state: "refused", path: room, act: async (page) => { await page.getByRole("button", { name: "See the 2 changes" }).click() } },
  { name: "tray-phone", state: "refused", path: room, ...phone, act: async (page) => { await page.getByRole("button", { name: "See the 2 changes" }).click() } },
  { name: "vacant", state: "vacant", path: room },
  { name: "forked", state: "forked", path: room },
  { name: "removed", state: "removed", path: room },
  { name: "memory", state: "memory", path: room },
  { name: "signed-out", state: "signed-out", path: room },
  { name: "decision", state: "decision", path: room },
  { name: "decision-offline", state: "decision-offline", path: room },
  { name: "writing", state: "writing", path: room },
  { name: "writing-phone", state: "writing", path: room, ...phone, act: press("Open the draft of Asha Verma") },
  { name: "shared-draft", state: "secretariat", path: room, act: async (page) => { await page.getByRole("button", { name: "Go on writing" }).first().click() } },
  { name: "write-in", state: "live", path: room, act: async (page) => { await page.getByRole("button", { name: "Write in this draft" }).click() } },
  { name: "details", state: "live", path: room, act: async (page) => {
    await page.getByLabel("Log entry", { exact: true }).fill("The registry rang back")
    await page.getByRole("button", { name: "Said by" }).click()
    await page.getByRole("button", { name: "Happened at" }).click()
    await page.getByLabel("Happened, time").fill("2158")
    await page.getByRole("button", { name: "I suspect this" }).click()
  } },
  { name: "correcting", state: "live", path: room, act: async (page) => { await page.getByRole("button", { name: "Correct entry 125" }).click() } },
  { name: "changed", state: "changed", path: room, act: async (page) => {
    await page.getByRole("button", { name: "Seal" }).click()
    await page.evaluate(() => { window.replica?.setText(["drafts", "019360a0-0000-7000-8000-00000000d003", "text"], "Larkfield Chambers did not answer on the out-of-hours line, tried twice") })
    await page.getByRole("dialog").waitFor()
  } },
  { name: "scrolled", state: "live", path: room, act: async (page) => {
    await page.locator("#log-entries").hover()
    await page.mouse.wheel(0, -900)
    await page.waitForTimeout(300)
    await page.evaluate(() => {
      window.replica?.changeRoom((now) => {
        const last = now.log.at(-1)
        return last ? { log: [...now.log, { ...last, number: 130, text: "First while away" }, { ...last, number: 131, text: "Second while away" }] } : {}
      })
    })
  } },
  { name: "reading-phone", state: "live", path: room, ...phone, act: async (page) => {
    await page.locator("#log-entries").hover()
    await page.mouse.wheel(0, -900)
    await page.getByRole("button", { name: "Show command and clocks" }).waitFor()
  } },
  { name: "find", state: "live", path: `${room}?find=mailboxes&show=people` },
  { name: "on-entry", state: "live", path: room, act: async (page) => {
    await page.locator("#log-entries").focus()
    await page.keyboard.press("k")
    await page.keyboard.press("k")
  } },
  { name: "keys", state: "live", path: room, act: async (page) => {
    await page.locator("#log-entries").focus()
    await page.keyboard.press("?")
  } },
  { name: "add-fact", state: "live", path: room, act: async (page) => { await page.getByRole("button", { name: "Add to the situation" }).click() } },
  { name: "edit-fact", state: "live", path: room, act: async (page) => { await page.getByRole("button", { name: /Cause is the 18 November/ }).click() } },
  { name: "busy", state: "busy", path: room },
  { name: "deputy", state: "deputy", path: room },
  { name: "owner", state: "owner", path: room },
  { name: "quiet", state: "quiet", path: room },
  { name: "asked", state: "asked", path: room },
  { name: "busy-320", state: "busy", path: `${room}?tab=now`, width: 320, height: 2400 },
  { name: "settled", state: "live", path: room, act: async (page) => { await page.getByText("Agreed or declined").click() } },
  { name: "recommendation", state: "live", path: room, act: async (page) => {
    await page.getByText("Agreed or declined").click()
    await page.getByRole("button", { name: "Recall the message" }).click()
  } },
  { name: "now-phone", state: "live", path: `${room}?tab=now`, ...phone },
  { name: "owner-phone", state: "owner", path: `${room}?tab=now`, width: 390, height: 2400 },
  { name: "action", state: "contested", path: room, act: press("Get a named contact") },
  { name: "action-observer", state: "observer", path: room, act: press("Get a named contact") },
  { name: "action-phone", state: "owner", path: `${room}?tab=now`, ...phone, act: press("Get a named contact") },
  { name: "add-action", state: "live", path: room, act: press("Add an action") },
  { name: "add-action-320", state: "live", path: `${room}?tab=now`, width: 320, height: 640, act: press("Add an action", "Add a contact") },
  { name: "add-action-phone", state: "live", path: `${room}?tab=now`, ...phone, act: press("Add an action", "Add a contact") },
  { name: "open-action", state: "deputy", path: room, act: press("Give it to somebody A-10") },
  { name: "report", state: "owner", path: room, act: press("Report on A-14") },
  { name: "more-time", state: "owner", path: room, act: press("More time for A-14") },
  { name: "check", state: "busy", path: room, act: async (page) => {
    await page.getByText("Done or cancelled").click()
    await page.getByRole("button", { name: "Check A-17" }).click()
  } },
  { name: "agreed", state: "live", path: room, act: async (page) => {
    await page.getByRole("button", { name: "Agree R-9" }).click()
    await page.waitForTimeout(600)
  } },
  { name: "agree-spoken", state: "deputy", path: room, act: press("Agree R-9") },
  { name: "decline", state: "live", path: room, act: press("Decline R-8") },
  { name: "recommend", state: "expert", path: room, act: press("Recommend") },
  { name: "concern", state: "expert", path: room, act: press("Raise a concern") },
  { name: "hand-over", state: "live", path: room, act: press("Hand over") },
  { name: "hand-over-dark", state: "live", path: room, dark: true, act: press("Hand over") },
  { name: "hand-over-phone", state: "live", path: `${room}?tab=more`, ...phone, act: press("Hand over") },
  { name: "accept", state: "offered", path: room },
  { name: "accept-phone", state: "offered", path: room, ...phone },
  { name: "offered-later", state: "offered", path: room, act: press("Not now") },
  { name: "offered-by-me", state: "offered-by-me", path: room },
  { name: "challenged", state: "challenged", path: room },
  { name: "step-in", state: "deputy", path: room, act: press("Step in") },
  { name: "command", state: "expert", path: room, act: async (page) => { await page.getByRole("button", { name: "Command", exact: true }).click() } },
  { name: "phase", state: "live", path: room, act: press("Change the phase") },
  { name: "severity", state: "deputy", path: room, act: press("Change severity and category") },
  { name: "level", state: "live", path: room, act: press("Change the command level") },
  { name: "suggest", state: "deputy", path: room, act: press("Suggest escalation") },
  { name: "clocks", state: "deputy", path: room, act: press("Set the clocks") },
  { name: "system", state: "deputy", path: room, act: press("Listings export") },
  { name: "team-manager", state: "live", path: `${room}?side=team` },
  { name: "remove", state: "live", path: `${room}?side=team`, act: press("End part of Callum Reid") },
  { name: "communications", state: "communications", path: `${room}?side=communications` },
  { name: "communications-phone", state: "communications-lead", path: `${room}?side=communications&tab=situation`, width: 390, height: 2000 },
  { name: "communications-empty", state: "live", path: `${room}?side=communications` },
  { name: "call", state: "communications", path: `${room}?side=communications`, act: press("Change the call") },
  { name: "plan-call", state: "live", path: `${room}?side=communications`, act: press("Plan a call") },
  { name: "line", state: "communications", path: `${room}?side=communications`, act: press("Private channel") },
  { name: "message", state: "communications", path: `${room}?side=communications`, act: press("Read and agree") },
  { name: "message-lead", state: "communications-lead", path: `${room}?side=communications`, act: press("41 recipients") },
  { name: "add-message", state: "communications-lead", path: `${room}?side=communications`, act: press("Add a briefing") },
  { name: "bring-in", state: "communications", path: `${room}?side=communications`, act: press("Bring somebody in") },
  { name: "contact", state: "communications", path: `${room}?side=communications`, act: press("Larkfield Chambers") },
  { name: "undeclared", state: "undeclared", path: room },
  { name: "loading", state: "loading", path: room },
  { name: "not-found", state: "not-found", path: room },
  { name: "incidents", state: "live", path: "/incidents" },
  { name: "incidents-phone", state: "live", path: "/incidents", ...phone, full: true },
  { name: "incidents-dark", state: "live", path: "/incidents", dark: true },
  { name: "incidents-empty", state: "empty", path: "/incidents" },
  { name: "open", state: "live", path: "/incidents/open", full: true },
  { name: "open-phone", state: "live", path: "/incidents/open", ...phone, full: true },
  { name: "declare", state: "undeclared", path: `${room}/declare`, full: true },
  { name: "declare-dark", state: "undeclared", path: `${room}/declare`, full: true, dark: true },
  { name: "add-member", state: "live", path: `${room}/members/add`, full: true, act: async (page) => {
    await page.getByLabel("Dev Patel").check()
    await page.getByLabel("Subject Matter Expert").check()
    await page.getByRole("button", { name: "Add to the team" }).click()
  } },
  { name: "add-member-phone", state: "live", path: `${room}/members/add`, ...phone, full: true },
  { name: "signin", state: "guest", path: "/sign-in" },
  { name: "signin-wrong", state: "guest", path: "/sign-in", act: async (page) => { await page.getByRole("button", { name: "Sign in" }).click() } },
  { name: "signin-demo", state: "guest-demo", path: "/sign-in" },
  { name: "signin-demo-phone", state: "guest-demo", path: "/sign-in", ...phone, full: true },
  { name: "setup", state: "setup", path: "/setup#token-of-the-first-start" },
  { name: "setup-faults", state: "setup", path: "/setup", act: async (page) => { await page.getByRole("button", { name: "Set up and sign in" }).click() } },
]

const out = process.env["LOOK_OUT"] ?? "/tmp/look"
const base = process.env["LOOK_BASE"] ?? "http://127.0.0.1:7490"
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

async function look(browser: Browser, shot: Shot): Promise<readonly string[]> {
  const { width = 1440, height = 900 } = shot
  const isPhone = width < 760
  const context = await browser.newContext({
    viewport: { width, height }, deviceScaleFactor: isPhone ? 2 : 1, colorScheme: shot.dark ? "dark" : "light",
    reducedMotion: "reduce", forcedColors: shot.forced ? "active" : "none", locale: "en-GB", timezoneId: "Europe/London",
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`))
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) faults.push(`console: ${message.text()}`) })
  await page.clock.setFixedTime(storyNow)
  await page.addInitScript((state) => { window.harnessState = state }, shot.state)
  try {
    await page.goto(base + shot.path)
    await page.locator("main").first().waitFor()
    await page.waitForTimeout(250)
    await shot.act?.(page)
    await page.waitForTimeout(250)
    await page.screenshot({ path: `${out}/${shot.name}.png`, fullPage: shot.full ?? false })
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (sideways > 0) faults.push(`scrolls sideways by ${sideways}`)
    faults.push(...await violations(page))
  } catch (error) {
    faults.push(`failed: ${error instanceof Error ? error.message : String(error)}`)
    await page.screenshot({ path: `${out}/${shot.name}.png` })
  }
  await context.close()
  return faults
}

async function violations(page: Page): Promise<readonly string[]> {
  // Through the debugger, which the page's content policy does not bind.
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: { run: (options: unknown) => Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> } }
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    const result = await checker.run({ runOnly: { type: "tag", values: tags } })
    return result.violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `axe ${id}: ${node.html.slice(0, 160)} ${(node.failureSummary ?? "").replaceAll("\n", " ").slice(0, 200)}`))
  })
}

mkdirSync(out, { recursive: true })
const asked = process.argv.slice(1)
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
})
let found = 0
for (const shot of shots) {
  if (asked.length > 0 && !asked.includes(shot.name)) continue
  const faults = await look(browser, shot)
  found += faults.length
  console.log(`${shot.name}: ${faults.length === 0 ? "good" : faults.length}`)
  for (const fault of faults) console.log(`  ${fault}`)
}
await browser.close()
process.exitCode = found === 0 ? 0 : 1
