/** The parts of the room beside the log: situation, systems, team, the phone's tabs, the keyboard. */
import { isAccessible, withAxe } from "../../src/axe.ts"
import { isMissing, look } from "../../src/looks.ts"
import { fullRoom } from "../../src/night.ts"
import { expect, test, type Seat } from "../../src/test.ts"

test("the situation and its dialogs", async ({ stage }) => {
  test.setTimeout(150_000)
  const { id, priya, jo } = await fullRoom(stage)
  const { page, room } = priya
  await page.goto(`/incidents/${id}?tab=situation`)
  await room.isLive()
  await isAccessible(page, "situation-empty")
  await look(priya, "add-to-situation", { press: "Add to the situation", dialog: "Add to the situation", then: isMissing("Add", "Write the statement first.") })
  const facts = [["The copies were opened twice.", "Suspected"], ["Who forwarded the sheet?", "Unknown"], ["41 mailboxes took it.", "Known"]] as const
  for (const [statement, standing] of facts) {
    await room.press("Add to the situation")
    const dialog = room.dialog("Add to the situation")
    await dialog.getByRole("textbox", { name: "Statement or question" }).fill(statement)
    await dialog.getByRole("spinbutton", { name: "Rests on entry number" }).fill("3")
    await dialog.getByRole("radio", { name: standing, exact: true }).check()
    await room.press("Add", dialog)
    await expect(dialog).toHaveCount(0)
  }
  await isAccessible(page, "situation")
  await look(priya, "change-the-situation", {
    press: /^The copies were opened twice/, dialog: "Change the situation", then: async (dialog) => { await room.press("Refuted", dialog) },
  })
  await jo.page.goto(`/incidents/${id}?tab=situation`)
  await expect(jo.page.getByText("41 mailboxes took it.").first()).toBeVisible()
  await isAccessible(jo.page, "situation-read-only")
})

test("systems and the green light", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, seats } = await stage.meet([["Ravi Menon", "sme"]])
  const [priya, ravi] = seats as [Seat, Seat]
  for (const { context, page, room } of seats) {
    await withAxe(context)
    await page.goto(`/incidents/${id}?tab=situation`)
    await room.isLive()
  }
  await look(priya, "add-system", { press: "Add a system", dialog: "Add a system", then: isMissing("Add", "Write the system’s name first.") })
  await priya.room.press("Add a system")
  await priya.room.dialog("Add a system").getByRole("textbox", { name: "System", exact: true }).fill("Listings export")
  await priya.room.press("Add", priya.room.dialog("Add a system"))
  await look(ravi, "system", {
    press: "Listings export", dialog: "Listings export", then: async (dialog) => {
      await dialog.getByRole("radio", { name: "Recovered" }).check()
      await dialog.getByRole("checkbox", { name: "Clean and fit to go back" }).check()
    },
  })
  await look(priya, "green-light", {
    press: "Listings export", dialog: "Listings export", then: async (dialog) => {
      await priya.room.press("Give the green light", dialog)
      await expect(dialog).toContainText("Green light by Priya Nair")
    },
  })
  await isAccessible(priya.page, "systems")
})

test("the team, and the end of somebody’s part", async ({ stage }) => {
  const { id, priya, maeve } = await fullRoom(stage)
  await Promise.all([priya, maeve].map((seat) => seat.enter(id)))
  const { page } = priya
  // On a phone each part of the room is a tab of its own.
  await page.goto(`/incidents/${id}?side=team&tab=situation`)
  await expect(page.getByRole("heading", { name: /In the team/ })).toBeVisible()
  await isAccessible(page, "team")
  await look(priya, "end-part", {
    press: "End part of Maeve Lindqvist", dialog: "End Maeve Lindqvist’s part in this incident", then: isMissing("End their part", /reason/i),
  })
})

test("the keyboard’s list, and a phone’s other tabs", async ({ stage }) => {
  const { id, priya } = await fullRoom(stage)
  await priya.enter(id)
  const { page, room } = priya
  await room.log.focus()
  await page.keyboard.press("?")
  await expect(room.dialog("Keyboard")).toBeVisible()
  await isAccessible(page, "keys")
  await page.goto(`/incidents/${id}?tab=now`)
  await expect(page.getByRole("heading", { name: "Decide and do", exact: true })).toBeVisible()
  await isAccessible(page, "room-now")
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/incidents/${id}?tab=more`)
  await expect(page.getByRole("heading", { name: "More", exact: true })).toBeVisible()
  await isAccessible(page, "room-more")
})
