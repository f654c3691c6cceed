/** The first ten minutes of somebody who has just started it: set-up, the empty list, the first incident, on a phone. */
import { devices, expect, test, type Page } from "@playwright/test"
import { House, password } from "../src/house.ts"
import { RoomPage } from "../src/room-page.ts"
import { Server } from "../src/server.ts"

const phone = { ...devices["iPhone 13"], defaultBrowserType: undefined, viewport: { width: 390, height: 844 } }

/** No sideways scrolling, whatever is shown. */
async function fits(page: Page): Promise<void> {
  const [wide, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth])
  expect(wide).toBeLessThanOrEqual(window ?? 0)
}

test("from the printed link to the first sealed entry: set up, the empty list, open, declare, add a member", async ({ browser }) => {
  const server = await Server.start()
  try {
    const link = /https?:\/\/\S+\/setup#\S+/.exec(server.said)?.[0]
    expect(link, server.said).toBeDefined()
    const page = await browser.newPage({ baseURL: server.origin })

    // Whoever comes without the link is asked for it.
    await page.goto("/")
    await expect(page).toHaveURL(/\/setup$/)
    await expect(page.getByRole("textbox", { name: "Set-up token" })).toBeVisible()

    await page.goto("about:blank")
    await page.goto(link!)
    await expect(page.getByRole("heading", { name: "Set up Loggist" })).toBeVisible()
    await expect(page).toHaveURL(/\/setup$/)
    await expect(page.getByRole("textbox", { name: "Set-up token" })).toHaveCount(0)
    await page.getByRole("textbox", { name: "Your name" }).fill("Priya Nair")
    await page.getByRole("textbox", { name: "Work email" }).fill("priya.nair@example.org")
    await page.getByRole("textbox", { name: "Password" }).fill("too short")
    await page.getByRole("button", { name: "Set up and sign in" }).click()
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("Use at least 15 characters")
    await page.getByRole("textbox", { name: "Password" }).fill(password)
    await page.screenshot({ path: "results/screens/set-up.png" })
    await page.getByRole("button", { name: "Set up and sign in" }).click()

    await expect(page.getByRole("heading", { name: "No incidents yet" })).toBeVisible()
    await page.screenshot({ path: "results/screens/empty-list.png" })

    // The operator's part: another person, trainings, who is on call.
    await server.operate("person", "train", "priya.nair@example.org", "incident_manager")
    await server.operate("person", "on-call", "priya.nair@example.org", "--hours", "12")
    await server.operate("person", "add", "--email", "maeve.lindqvist@example.org", "--name", "Maeve Lindqvist", "--organisation", "HMCTS")
    await server.operate("person", "train", "maeve.lindqvist@example.org", "secretariat")

    await page.getByRole("link", { name: "Open an incident" }).first().click()
    await page.getByRole("button", { name: "Open the incident" }).click()
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("Give the incident a title")
    await page.getByRole("textbox", { name: "Title" }).fill("Court lists sent to the wrong people")
    await page.getByRole("textbox", { name: "What is known so far" }).fill("Two recipients rang within ten minutes.")
    await page.getByRole("checkbox", { name: "It may involve personal data" }).check()
    await page.screenshot({ path: "results/screens/open.png" })
    await page.getByRole("button", { name: "Open the incident" }).click()

    const room = new RoomPage(page)
    await room.isLive()
    await expect(room.entry("Two recipients rang within ten minutes.")).toBeVisible()
    await expect(room.state).toContainText("This is not declared yet.")
    await room.record("Rang the clerk back.")
    await expect(room.entry("Rang the clerk back.")).toContainText("Before command")
    await page.screenshot({ path: "results/screens/not-declared.png" })

    await room.state.getByRole("link", { name: "Declare" }).click()
    await page.getByRole("radio", { name: "Severity 1" }).check()
    await page.getByRole("combobox", { name: "Category" }).selectOption("Data disclosure")
    await page.screenshot({ path: "results/screens/declare.png", fullPage: true })
    await page.getByRole("button", { name: "Declare and take command" }).click()
    await expect(page.getByRole("region", { name: "Incident" })).toContainText("Priya Nair (you)")
    await expect(room.entries.filter({ hasText: "Command" }).first()).toBeVisible()

    await page.getByRole("tab", { name: "Team" }).click()
    await page.getByRole("link", { name: "Add a member" }).click()
    await page.getByRole("radio", { name: /Maeve Lindqvist/ }).check()
    await page.getByRole("checkbox", { name: "Secretariat" }).check()
    await page.screenshot({ path: "results/screens/add-member.png", fullPage: true })
    await page.getByRole("button", { name: "Add to the team" }).click()
    await expect(page.getByRole("region", { name: "Incident" })).toContainText("Maeve Lindqvist")
    await room.record("Until shown otherwise we treat the sheet as real.")
    await page.screenshot({ path: "results/screens/first-room.png" })

    // The link works once.
    const late = await browser.newPage({ baseURL: server.origin })
    await late.goto(link!)
    await expect(late.getByRole("heading", { name: "Loggist is already set up" })).toBeVisible()
    await late.context().close()
    await page.context().close()
  } finally {
    await server.stop()
  }
})

test("open, declare and work from a phone in under a minute of a person's time (GEN-01)", async ({ browser }) => {
  const house = await House.open()
  try {
    const priya = await house.account("Priya Nair", { trainings: ["incident_manager"], onCall: true })
    await house.account("Maeve Lindqvist", { trainings: ["secretariat"] })
    const context = await browser.newContext({ ...phone, baseURL: house.server.origin, locale: "en-GB", timezoneId: "Europe/London" })
    const page = await context.newPage()
    const room = new RoomPage(page)
    await page.goto("/")
    await page.getByRole("textbox", { name: "Work email" }).fill(priya.email)
    await page.getByRole("textbox", { name: "Password" }).fill(password)
    await fits(page)
    await page.screenshot({ path: "results/screens/phone-sign-in.png" })
    await page.getByRole("button", { name: "Sign in" }).tap()
    await page.getByRole("link", { name: "Open an incident" }).first().tap()
    await page.getByRole("textbox", { name: "Title" }).fill("Laptop lost on a train")
    await fits(page)
    await page.getByRole("button", { name: "Open the incident" }).tap()
    await room.isLive()
    await room.state.getByRole("link", { name: "Declare" }).tap()
    await page.getByText("Severity 3", { exact: true }).tap()
    await page.getByRole("combobox", { name: "Category" }).selectOption("Data loss")
    await fits(page)
    await page.getByRole("button", { name: "Declare and take command" }).tap()
    await expect(room.pill).toHaveText("Live")
    await room.box.fill("Encrypted. Owner rang at 07:40.")
    await room.composer.getByRole("button", { name: /^Seal/ }).tap()
    await expect(room.entry("Encrypted. Owner rang at 07:40.")).toBeVisible()
    await fits(page)
    await page.screenshot({ path: "results/screens/phone-log.png" })

    const sections = page.getByRole("navigation", { name: "Room sections" })
    for (const [name, heading] of [["Decide", "To put right"], ["Situation", "Known"], ["More", "Here now"]] as const) {
      await sections.getByRole("link", { name: new RegExp(`^${name}`) }).tap()
      await expect(page.getByRole("heading", { name: new RegExp(`^${heading}`) }).first()).toBeVisible()
      await fits(page)
      await page.screenshot({ path: `results/screens/phone-${name.toLowerCase()}.png` })
    }
    await sections.getByRole("link", { name: "Log" }).tap()
    await expect(room.box).toBeVisible()
    await context.close()
  } finally {
    await house.close()
  }
})

test.describe("the demonstration", () => {
  let server: Server
  test.beforeAll(async () => { server = await Server.start({ demo: true }) })
  test.afterAll(async () => { await server.stop() })

  test("offers its people; two tabs are two people; the card's switch cuts this tab off and mends it", async ({ browser }) => {
    const context = await browser.newContext({ baseURL: server.origin, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto("/")
    await expect(page.getByRole("heading", { name: "This is a demonstration" })).toBeVisible()
    await page.screenshot({ path: "results/screens/demo-sign-in.png", fullPage: true })
    await page.getByRole("button", { name: "Enter as Maeve Lindqvist" }).click()
    const maeve = new RoomPage(page)
    await maeve.isLive()
    await expect(page.getByRole("complementary", { name: "Demonstration" })).toContainText("You are Maeve Lindqvist.")
    await expect(maeve.entryNumber(165)).toBeVisible()
    await page.screenshot({ path: "results/screens/demo-room.png" })

    // The same browser, another tab, another person.
    await page.goto("/sign-in")
    const opened = context.waitForEvent("page")
    await page.getByRole("link", { name: "New tab as Priya Nair" }).click()
    const second = await opened
    const priya = new RoomPage(second)
    await priya.isLive()
    await expect(second.getByRole("complementary", { name: "Demonstration" })).toContainText("You are Priya Nair.")
    await page.getByRole("button", { name: "Enter as Maeve Lindqvist" }).click()
    await maeve.isLive()
    await expect(page.getByRole("complementary", { name: "Demonstration" })).toContainText("You are Maeve Lindqvist.")

    // Each reads what the other writes.
    const aside = maeve.composer.getByRole("button", { name: /Put aside|Leave it/ })
    // What was in the box may be sealed meanwhile by the night's people, who go on writing.
    await expect(async () => {
      if (await aside.count() > 0) await aside.click({ timeout: 1_000 })
      await expect(maeve.box).toHaveValue("", { timeout: 1_000 })
    }).toPass()
    await maeve.type("Written by Maeve.")
    // Beside the others that are not sealed it is a line, until it is opened.
    await priya.draft("Written by Maeve.").getByRole("button", { name: /^Open/ }).click()
    await expect(priya.draft("Written by Maeve.")).toContainText("being written by Maeve Lindqvist")
    await maeve.seal()
    await expect(priya.entry("Written by Maeve.")).toBeVisible()

    // The switch of the card.
    const cut = page.getByRole("switch", { name: "Cut this tab off the network" })
    await cut.click()
    await expect(cut).toBeChecked()
    await expect(maeve.pill).toHaveText("Offline")
    await expect(maeve.state).toContainText("You cut this tab off at")
    await maeve.type("Written while cut off.")
    await maeve.seal()
    await expect(maeve.log).toContainText("Not sent yet")
    await page.screenshot({ path: "results/screens/demo-cut.png" })
    await expect(priya.entry("Written while cut off.")).toHaveCount(0)
    await expect(priya.pill).toHaveText("Live")
    await maeve.state.getByRole("button", { name: "Mend the connection" }).click()
    await expect(cut).not.toBeChecked()
    await expect(priya.entry("Written while cut off.")).toBeVisible()
    await expect(maeve.pill).toHaveText("Live")
    await expect(maeve.state).toHaveCount(0)
    await context.close()
  })

  test("Jo Whitmore finds in the tray what was refused after the lost connection", async ({ browser }) => {
    const context = await browser.newContext({ baseURL: server.origin, viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto("/sign-in")
    await page.getByRole("button", { name: "Enter as Jo Whitmore" }).click()
    const jo = new RoomPage(page)
    await jo.isLive()
    await expect(jo.state).toContainText("3 changes of yours could not be accepted.")
    const tray = await jo.openTray()
    await expect(tray.getByRole("article")).toHaveCount(3)
    await expect(tray).toContainText("Asha says 38 mailboxes confirmed, three silent.")
    await page.screenshot({ path: "results/screens/demo-tray.png" })
    await context.close()
  })

  test("fits a phone", async ({ browser }) => {
    const context = await browser.newContext({ ...phone, baseURL: server.origin })
    const page = await context.newPage()
    await page.goto("/")
    await fits(page)
    await page.screenshot({ path: "results/screens/phone-demo-sign-in.png" })
    await page.getByRole("button", { name: "Enter as Priya Nair" }).tap()
    await new RoomPage(page).isLive()
    await fits(page)
    await page.screenshot({ path: "results/screens/phone-demo-room.png" })
    await context.close()
  })
})

