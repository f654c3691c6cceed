/** A team is assembled from a phone: by a link, by a code that is read out, by people with an account and without one. */
import { devices, type Browser, type BrowserContext, type Page } from "@playwright/test"
import { isAccessible, withAxe } from "../src/axe.ts"
import { password } from "../src/house.ts"
import { RoomPage } from "../src/room-page.ts"
import { expect, test, type Stage } from "../src/test.ts"

const phone = { ...devices["iPhone 13"], defaultBrowserType: undefined, viewport: { width: 390, height: 844 } }

async function pageOf(browser: Browser, stage: Stage, options = {}): Promise<{ readonly context: BrowserContext; readonly page: Page; readonly asked: string[] }> {
  const context = await browser.newContext({ locale: "en-GB", timezoneId: "Europe/London", baseURL: stage.house.server.origin, ...options })
  await withAxe(context)
  const page = await context.newPage()
  const asked: string[] = []
  page.on("request", (request) => { asked.push(request.url()) })
  return { context, page, asked }
}

async function signIn(page: Page, email: string): Promise<void> {
  await page.getByRole("textbox", { name: "Work email" }).fill(email)
  await page.getByRole("textbox", { name: "Password" }).fill(password)
  await page.getByRole("button", { name: "Sign in" }).click()
}

/** Makes an invitation in the open room; the code and the text that the dialog shows. */
async function invites(page: Page, room: RoomPage, choose: (dialog: ReturnType<RoomPage["dialog"]>) => Promise<void>): Promise<{ readonly code: string; readonly link: string }> {
  await page.getByRole("button", { name: "Invite people" }).click()
  const dialog = room.dialog("Invite people")
  await choose(dialog)
  await dialog.getByRole("button", { name: "Make the invitation" }).click()
  const ready = room.dialog("The invitation is ready")
  await expect(ready.getByRole("img", { name: "The link as a picture for a phone" })).toBeVisible()
  const text = await ready.innerText()
  const code = /[0-9A-Z]{5}-[0-9A-Z]{5}/.exec(text)?.[0] ?? ""
  const link = /https?:\/\/\S+\/join#\S+/.exec(text)?.[0] ?? ""
  return { code, link }
}

test("open, declare and invite from a phone; two people join, by link and by code (GEN-01, GEN-02, GEN-07)", async ({ browser, stage }) => {
  const priya = await stage.person("Priya Nair", { trainings: ["incident_manager"], onCall: true })
  const tom = await stage.person("Tom Okafor", { trainings: ["incident_manager", "sme"], onCall: true })
  const hers = await pageOf(browser, stage, phone)
  const { page } = hers
  const room = new RoomPage(page)
  await page.goto("/")
  await signIn(page, priya.email)
  await page.getByRole("link", { name: "Open an incident" }).first().tap()
  await page.getByRole("textbox", { name: "Title" }).fill("Laptop lost on a train")
  await page.getByRole("button", { name: "Open the incident" }).tap()
  await room.isLive()
  await room.state.getByRole("link", { name: "Declare" }).tap()
  await page.getByText("Severity 3", { exact: true }).tap()
  await page.getByRole("combobox", { name: "Category" }).selectOption("Data loss")
  await page.getByRole("button", { name: "Declare and take command" }).tap()
  await expect(room.pill).toHaveText("Live")

  // One that a person with an account takes up from the link, in one tap.
  await page.getByRole("navigation", { name: "Room sections" }).getByRole("link", { name: "Situation" }).tap()
  await page.getByRole("tab", { name: "Team" }).tap()
  const first = await invites(page, room, async () => { /* As it opens. */ })
  const ready = room.dialog("The invitation is ready")
  await expect(ready).not.toContainText("Laptop lost")
  await page.screenshot({ path: "results/screens/invited-phone.png" })
  await ready.getByRole("button", { name: "Done" }).tap()
  const open = page.getByRole("region", { name: "Open invitations" })
  await expect(open).toContainText("By Priya Nair, for 1 person")

  const his = await pageOf(browser, stage)
  await his.page.goto(first.link)
  await expect(his.page).toHaveURL(/\/join$/)
  await expect(his.page.getByText(/asks you to join as/)).toContainText("Priya Nair asks you to join as Subject Matter Expert.")
  await isAccessible(his.page, "join-sign-in")
  await signIn(his.page, tom.email)
  await isAccessible(his.page, "join-signed-in")
  await his.page.getByRole("button", { name: "Join the room" }).click()
  const toms = new RoomPage(his.page)
  await toms.isLive()
  await expect(toms.entry("Tom Okafor joined the team as Subject Matter Expert, invited by Priya Nair.")).toBeVisible()
  expect(his.asked.filter((url) => url.includes(first.code) || url.includes("#"))).toEqual([])
  await expect(open).toHaveCount(0)
  // He commands a room of his own, and is an expert in this one.
  await his.page.goto("/incidents/open")
  await his.page.getByRole("textbox", { name: "Title" }).fill("Letters to the wrong address")
  await his.page.getByRole("button", { name: "Open the incident" }).click()
  await toms.isLive()
  await toms.state.getByRole("link", { name: "Declare" }).click()
  await his.page.getByRole("radio", { name: "Severity 4" }).check()
  await his.page.getByRole("combobox", { name: "Category" }).selectOption("Data loss")
  await his.page.getByRole("button", { name: "Declare and take command" }).click()
  await expect(his.page.getByRole("region", { name: "Incident" })).toContainText("Tom Okafor (you)")
  await his.page.goto("/incidents")
  await expect(his.page.getByRole("row", { name: /Letters to the wrong address/ })).toContainText("Incident Manager")
  await expect(his.page.getByRole("row", { name: /Laptop lost on a train/ })).toContainText("Subject Matter Expert")

  // One that is read out to somebody from outside, who has no account.
  const second = await invites(page, room, async (dialog) => { await dialog.getByText("Also people from outside").tap() })
  await room.dialog("The invitation is ready").getByRole("button", { name: "Done" }).tap()
  const theirs = await pageOf(browser, stage, phone)
  await theirs.page.goto("/join")
  await isAccessible(theirs.page, "join-code")
  await theirs.page.setViewportSize(phone.viewport)
  await theirs.page.getByRole("textbox", { name: "Code" }).fill(second.code.toLowerCase().replace("-", " "))
  await theirs.page.getByRole("button", { name: "Continue" }).click()
  await theirs.page.getByRole("button", { name: "Join the room" }).click()
  await expect(theirs.page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("Enter your organisation")
  await isAccessible(theirs.page, "join-newcomer")
  await theirs.page.setViewportSize(phone.viewport)
  await theirs.page.getByRole("textbox", { name: "Your name" }).fill("Greta Lund")
  await theirs.page.getByRole("textbox", { name: "Organisation" }).fill("Larkfield Hosting")
  await theirs.page.getByRole("textbox", { name: "Email" }).fill(`greta.${Date.now()}@larkfield.example`)
  await theirs.page.getByRole("textbox", { name: "Password" }).fill("seven lanterns on the quay")
  await theirs.page.getByRole("button", { name: "Join the room" }).click()
  const gretas = new RoomPage(theirs.page)
  await gretas.isLive()
  await expect(gretas.entry(/Greta Lund joined the team as Subject Matter Expert, invited by Priya Nair/)).toBeVisible()
  await theirs.page.goto("/incidents")
  await expect(theirs.page.getByRole("row", { name: /Laptop lost on a train/ })).toBeVisible()
  await expect(theirs.page.getByRole("row", { name: /Letters/ })).toHaveCount(0)
  await expect(theirs.page.getByRole("link", { name: "Open an incident" })).toHaveCount(0)
  expect(theirs.asked.filter((url) => url.includes(second.code))).toEqual([])
  for (const { context } of [hers, his, theirs]) await context.close()
})

test("an invitation that is revoked opens nothing, and the dialogs are fit for everybody (GEN-07)", async ({ browser, stage }) => {
  const { id, manager } = await stage.incident([])
  const seat = await stage.sit(manager)
  await withAxe(seat.context)
  await seat.enter(id)
  const { page, room } = seat
  await page.getByRole("tab", { name: "Team" }).click()
  await page.getByRole("button", { name: "Invite people" }).click()
  await isAccessible(page, "invite")
  await page.keyboard.press("Escape")
  const { link } = await invites(page, room, async (dialog) => {
    await dialog.getByRole("combobox", { name: "They join as" }).selectOption("Liaison")
    await dialog.getByRole("radio", { name: "24 hours" }).check()
    await dialog.getByRole("textbox", { name: "How many people may use it" }).fill("5")
  })
  await isAccessible(page, "invited")
  await room.dialog("The invitation is ready").getByRole("button", { name: "Done" }).click()
  const open = page.getByRole("region", { name: "Open invitations" })
  await expect(open).toContainText("By Priya Nair, for 5 people")
  await isAccessible(page, "invitations")
  await open.getByRole("button", { name: "Revoke the invitation as Liaison" }).click()
  await expect(open).toHaveCount(0)
  await expect(room.entry("Priya Nair revoked the invitation of Priya Nair as Liaison.")).toBeVisible()

  const late = await pageOf(browser, stage)
  await late.page.goto(link)
  await expect(late.page.getByRole("alert")).toContainText("This invitation is not good, or no longer. Ask whoever invited you for a new one.")
  await isAccessible(late.page, "join-not-good")
  await late.context.close()
})
