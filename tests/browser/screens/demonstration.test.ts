/** The pictures of `docs/screens`: one night of the demonstration on the real server, seen by four people. */
import { test as base, expect, type BrowserContextOptions } from "@playwright/test"
import { fileURLToPath } from "node:url"
import { withFont } from "../src/font.ts"
import { RoomPage } from "../src/room-page.ts"
import { Server } from "../src/server.ts"
import { makeSmaller } from "../src/smaller.ts"

type Enter = (name: string, options?: BrowserContextOptions) => Promise<RoomPage>

const test = base.extend<{ enter: Enter }>({
  enter: async ({ browser }, use) => {
    const server = await Server.start({ demo: true })
    await use(async (name, options = {}) => {
      const context = await browser.newContext({ baseURL: server.origin, reducedMotion: "reduce", ...options })
      await withFont(context)
      const page = await context.newPage()
      await page.goto("/sign-in")
      await page.getByRole("button", { name: `Enter as ${name}` }).click()
      const room = new RoomPage(page)
      await room.isLive()
      return room
    })
    await Promise.all(browser.contexts().map((context) => context.close()))
    await server.stop()
  },
})

const taken: string[] = []

async function take({ page }: RoomPage, name: string): Promise<void> {
  const path = fileURLToPath(new URL(`../../../docs/screens/${name}.png`, import.meta.url))
  // A frame, so that what others have just sent is drawn.
  await page.mouse.move(0, 0)
  await page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve) }) }))
  await page.screenshot({ path, animations: "disabled" })
  taken.push(path)
}

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 } as const

test("the demonstration, from a decision to the next manager", async ({ enter }) => {
  test.setTimeout(300_000)
  const priya = await enter("Priya Nair")
  // The card for visitors makes room for the actions.
  await priya.press(/^Hide/, priya.now)
  await take(priya, "decision")
  await priya.press("Discard", priya.composer)

  const maeve = await enter("Maeve Lindqvist")
  await maeve.box.press("Control+End")
  await maeve.box.pressSequentially("id")
  await expect(priya.draft("being written by Maeve Lindqvist")).toContainText("the same provid")
  await take(priya, "room")
  await priya.page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" })
  await take(priya, "room-dark")
  await priya.page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" })

  const onPhone = await enter("Priya Nair", phone)
  const sections = onPhone.page.getByRole("navigation", { name: "Room sections" })
  await take(onPhone, "room-phone")
  await sections.getByRole("link", { name: /^Decide/ }).click()
  await onPhone.press(/^Hide/, onPhone.now)
  await onPhone.page.getByRole("heading", { name: "Actions" }).evaluate((heading) => { heading.scrollIntoView() })
  await take(onPhone, "actions-phone")
  await sections.getByRole("link", { name: "Situation" }).click()
  await take(onPhone, "situation-phone")

  const jo = await enter("Jo Whitmore")
  await jo.openTray()
  await take(jo, "tray")

  await maeve.page.getByRole("switch", { name: "Cut this tab off the network" }).click()
  await expect(maeve.pill).toHaveText("Offline")
  await maeve.box.press("Control+End")
  await maeve.box.pressSequentially("er.")
  await maeve.seal()
  await maeve.type("Asked on the bridge whether the 05:00 export is stopped. ")
  await take(maeve, "offline")

  await priya.press("Hand over")
  const briefing = priya.dialog("Hand over as Incident Manager")
  await briefing.getByRole("textbox", { name: "What I am worried about" }).fill("Larkfield has gone quiet. If they will not delete by 07:00 I would go to Gold.")
  await take(priya, "hand-over")
  const tom = await enter("Tom Okafor")
  await priya.press("Send to Tom to accept", briefing)
  await expect(tom.dialog("Priya Nair is handing you command as Incident Manager")).toBeVisible()
  await take(tom, "accept")
})

test.afterAll(async () => { await makeSmaller(taken) })
