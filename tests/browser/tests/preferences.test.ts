/** What people have set for their whole device: forced colours, less motion, dark. */
import type { Locator } from "@playwright/test"
import { expect, test, type Seat } from "../src/test.ts"

/** How wide a line is drawn around it, in its own way or through what stands for it. */
async function outline(element: Locator): Promise<string> {
  return element.evaluate((one) => {
    const shown = one instanceof HTMLInputElement && one.nextElementSibling !== null ? one.nextElementSibling : one
    const { outlineStyle, outlineWidth } = getComputedStyle(shown)
    return outlineStyle === "none" ? "none" : outlineWidth
  })
}

/** That what is chosen is told from what is not by a line, since every colour is the system's. */
async function isToldApart(chosen: Locator, other: Locator, what: string): Promise<void> {
  expect(await outline(chosen), what).not.toBe("none")
  expect(await outline(other), `not ${what}`).toBe("none")
}

test("in forced colours what is chosen, current, focused, late or unsealed is told by lines", async ({ stage }) => {
  const { id, seats } = await stage.meet([["Maeve Lindqvist", "secretariat"]])
  const [priya, maeve] = seats as [Seat, Seat]
  const { page, room } = priya
  await page.emulateMedia({ forcedColors: "active" })
  await page.goto(`/incidents/${id}?side=team`)
  await room.isLive()
  const phases = room.head.getByRole("list", { name: "Phase" }).getByRole("listitem")
  await isToldApart(phases.filter({ hasText: "Hot" }), phases.filter({ hasText: "Cold" }), "the current phase")
  const filters = page.getByRole("group", { name: "Show entries" }).getByRole("button")
  await isToldApart(filters.filter({ hasText: "All" }), filters.filter({ hasText: "Decisions" }), "the pressed filter")
  const kinds = room.composer.getByRole("radio")
  await isToldApart(kinds.first(), kinds.nth(1), "the chosen kind")
  await room.press("I know this", room.composer)
  await isToldApart(room.composer.getByRole("button", { name: "I know this" }), room.composer.getByRole("button", { name: "I suspect this" }), "the pressed detail")
  await isToldApart(page.getByRole("tab", { name: "Team" }), page.getByRole("tab", { name: "Situation" }), "the chosen tab")
  // The focus is another line than that of what is chosen.
  for (const chosen of [filters.filter({ hasText: "All" }), kinds.first(), page.getByRole("tab", { name: "Team" })]) {
    const before = await outline(chosen)
    await page.keyboard.press("Shift")
    await chosen.focus()
    expect([before, "none"]).not.toContain(await outline(chosen))
  }

  await maeve.room.type("Half a word", 0)
  expect(await room.draft("Half a word").evaluate((draft) => getComputedStyle(draft).borderStyle)).toBe("dashed")

  await page.setViewportSize({ width: 390, height: 844 })
  const tabs = page.getByRole("navigation", { name: "Room sections" }).getByRole("link")
  await isToldApart(tabs.filter({ hasText: "Log" }), tabs.filter({ hasText: "More" }), "the phone's tab")
})

test("with less motion nothing moves by itself", async ({ stage }) => {
  const { seats } = await stage.meet([["Maeve Lindqvist", "secretariat"]])
  const [{ page, room }, maeve] = seats as [Seat, Seat]
  await maeve.room.type("Half a word", 0)
  await expect(room.caretOf("Maeve")).toHaveCount(1)
  const running = (): Promise<number> => page.evaluate(() => document.getAnimations().filter(({ playState }) => playState === "running").length)
  // Else the cursor of somebody else blinks.
  await page.emulateMedia({ reducedMotion: "no-preference" })
  await expect.poll(running).toBe(1)
  await page.emulateMedia({ reducedMotion: "reduce" })
  await expect.poll(running).toBe(0)
  await room.press("Add an action")
  await expect(room.dialog("Add an action")).toBeVisible()
  expect(await running()).toBe(0)
})

test("dark where the device is dark, on pages and in dialogs, without a switch of its own", async ({ stage }) => {
  const { seats } = await stage.meet([])
  const [{ page, room }] = seats as [Seat]
  /** The lightness of background and text, from 0 to 255. */
  const lightness = (within: Locator): Promise<readonly [number, number]> => within.evaluate((element) => {
    const light = (colour: string): number => {
      const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
      return (red + green + blue) / 3
    }
    const { backgroundColor, color } = getComputedStyle(element)
    return [light(backgroundColor), light(color)] as const
  })
  await room.press("Add an action")
  for (const place of [page.locator("body"), room.dialog("Add an action")]) {
    for (const [colorScheme, isDark] of [["light", false], ["dark", true]] as const) {
      await page.emulateMedia({ colorScheme })
      const [ground, ink] = await lightness(place)
      expect(ground < ink, colorScheme).toBe(isDark)
    }
  }
})
