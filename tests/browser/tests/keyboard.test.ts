/** The room without a mouse: every way is there by keys, the focus is seen at every step and comes back to where it was. */
import { Keyboard } from "../src/keyboard.ts"
import { expect, test, type Seat } from "../src/test.ts"

test("by keys alone: open an incident, declare it, write, seal and correct", async ({ stage }) => {
  test.setTimeout(120_000)
  const { page, room } = await stage.sit(await stage.person("Priya Nair", { trainings: ["incident_manager"], onCall: true }))
  const keys = new Keyboard(page)
  await page.goto("/incidents")
  await expect(page.getByRole("heading", { name: "Incidents", level: 1 })).toBeVisible()
  // The way past the bar comes first.
  await keys.goTo(page.getByRole("link", { name: "Skip to main content" }))
  await keys.press("Enter")
  await keys.goTo(page.getByRole("main").getByRole("link", { name: "Open an incident" }).first())
  await keys.press("Enter")

  await keys.goTo(page.getByRole("textbox", { name: "Title" }))
  await keys.type("Laptop lost on a train")
  await keys.goTo(page.getByRole("textbox", { name: "What is known so far" }))
  await keys.type("Left on the 07:40.")
  await keys.goTo(page.getByRole("checkbox", { name: "It may involve personal data" }))
  await keys.press("Space")
  await keys.goTo(page.getByRole("button", { name: "Open the incident" }))
  await keys.press("Enter")
  await room.isLive()

  await keys.goTo(room.state.getByRole("link", { name: "Declare" }))
  await keys.press("Enter")
  await keys.goTo(page.getByRole("radio", { name: "Severity 1" }))
  await keys.press("Space", "ArrowDown", "ArrowDown")
  await expect(page.getByRole("radio", { name: "Severity 3" })).toBeChecked()
  await keys.goTo(page.getByRole("combobox", { name: "Category" }))
  await keys.type("Data loss")
  await expect(page.getByRole("combobox", { name: "Category" })).toHaveValue("data_loss")
  await keys.goTo(page.getByRole("button", { name: "Declare and take command" }))
  await keys.press("Enter")
  await room.isCommandedBy("Priya Nair")

  await keys.press("n")
  await expect(room.box).toBeFocused()
  await keys.type("The owner rang at 07:45.")
  await keys.press("Control+Enter")
  await expect(room.entry("The owner rang at 07:45.")).toBeVisible()
  await expect(room.box).toBeFocused()
  // The kind by its number; what is half written stays while one is elsewhere.
  await keys.press("Alt+2")
  await expect(room.composer.getByRole("radio", { name: /^Decision/ })).toBeChecked()
  await keys.type("Wipe it from afar.")
  await keys.goTo(room.composer.getByRole("textbox", { name: "Why" }))
  await keys.type("It is not encrypted.")
  await keys.press("Escape")
  await expect(room.log).toBeFocused()
  await expect(room.box).toHaveValue("Wipe it from afar.")
  await keys.press("n")
  await expect(room.box).toBeFocused()
  await keys.press("Control+Enter")
  await expect(room.entry("Wipe it from afar.")).toContainText("It is not encrypted.")

  // From entry to entry, and a correction of the one that it is on.
  await keys.press("Escape", "k")
  await expect(room.entry("Wipe it from afar.")).toBeFocused()
  await keys.press("k")
  await expect(room.entry("The owner rang at 07:45.")).toBeFocused()
  await keys.press("c")
  const correction = room.composer.getByRole("textbox", { name: "Correction" })
  await expect(correction).toBeFocused()
  await keys.type("The owner rang at 07:54.")
  await keys.press("Control+Enter")
  await expect(room.entry("The owner rang at 07:54.")).toContainText(/Corrects #\d+/)
  await expect(room.box).toBeFocused()
})

test("by keys alone: acknowledge an action and report on it", async ({ stage }) => {
  const { seats } = await stage.meet([["Ravi Menon", "sme"]])
  const [priya, ravi] = seats as [Seat, Seat]
  await priya.room.openAction("Ring the clerk", ravi.account.id, 30)
  const { page, room } = ravi
  const keys = new Keyboard(page)
  const action = room.action("Ring the clerk")
  await keys.goTo(action.getByRole("button", { name: /^Ring the clerk/ }))
  await keys.goTo(action.getByRole("button", { name: /^Acknowledge A-\d+$/ }))
  await keys.press("Enter")
  await expect(priya.room.action("Ring the clerk")).toContainText(/Acknowledged \d\d:\d\d/)
  // The button is gone; whoever pressed it is still at the action.
  await expect(action.getByRole("button", { name: /^Ring the clerk/ })).toBeFocused()

  await keys.goTo(action.getByRole("button", { name: /^Report on A-\d+$/ }))
  await keys.press("Enter")
  const report = room.dialog(/^Report on A-\d+$/)
  await expect(report.getByRole("heading", { name: /^Report on A-\d+$/ })).toBeFocused()
  await keys.goTo(report.getByRole("radio", { name: "Done" }))
  await keys.press("Space")
  await keys.goTo(report.getByRole("textbox", { name: "What was done, can be left empty" }))
  await keys.type("She read three columns.")
  await keys.goTo(report.getByRole("button", { name: "Report" }))
  await keys.press("Enter")
  await expect(report).toHaveCount(0)
  await expect(priya.room.entry("She read three columns.")).toBeVisible()
  // The action has moved to those that are done: the focus is on the pane that it was in, not lost.
  await expect(room.now).toBeFocused()
})

test("by keys alone: hand over and accept", async ({ stage }) => {
  const { seats } = await stage.meet([["Tom Okafor", "deputy", "incident_manager"]])
  const [priya, tom] = seats as [Seat, Seat]
  const [mine, theirs] = [new Keyboard(priya.page), new Keyboard(tom.page)]
  await mine.goTo(priya.room.head.getByRole("button", { name: "Hand over" }))
  await mine.press("Enter")
  const offer = priya.room.dialog("Hand over as Incident Manager")
  await expect(offer.getByRole("heading", { name: "Hand over as Incident Manager" })).toBeFocused()
  await mine.goTo(offer.getByRole("combobox", { name: "Incoming" }))
  await mine.goTo(offer.getByRole("textbox", { name: "What I am worried about" }))
  await mine.type("Larkfield has not rung back.")
  await mine.goTo(offer.getByRole("button", { name: "Send to Tom to accept" }))
  await mine.press("Enter")
  await expect(offer).toHaveCount(0)
  await expect(priya.room.head.getByRole("button", { name: "Hand over" })).toBeFocused()

  const accept = tom.room.dialog("Priya Nair is handing you command as Incident Manager")
  await expect(accept.getByRole("heading", { name: "Priya Nair is handing you command as Incident Manager" })).toBeFocused()
  await theirs.goTo(accept.getByRole("checkbox", { name: "I have read what is known, suspected and unknown" }))
  await theirs.press("Space")
  await expect(accept).toContainText(/1 of \d checked/)
  await theirs.goTo(accept.getByRole("button", { name: "Accept and take command" }))
  await theirs.press("Enter")
  for (const { room } of [priya, tom]) await room.isCommandedBy("Tom Okafor")
})

test("a dialog keeps the focus, Escape closes it, and the focus is back on what opened it", async ({ stage }) => {
  const { seats } = await stage.meet([["Ravi Menon", "sme"]])
  const [{ page, room }] = seats as [Seat, Seat]
  const keys = new Keyboard(page)
  for (const [button, dialog] of [
    ["Change severity and category", "Severity and category"], ["Change the phase", "Phase: Hot"], ["Change the command level", "Command level"],
    ["Set the clocks", "Clocks"], ["Add to the situation", "Add to the situation"], ["Add a system", "Add a system"], ["Recommend", "Recommend"], ["Add an action", "Add an action"],
  ] as const) {
    const opens = page.getByRole("button", { name: button, exact: true })
    await keys.goTo(opens)
    await keys.press("Enter")
    await expect(room.dialog(dialog)).toBeVisible()
    // All the way round: nothing behind it takes the focus.
    const stops = await room.dialog(dialog).getByRole("button").count()
    for (let stop = 0; stop <= stops; stop += 1) {
      await keys.press("Tab")
      expect(await page.evaluate(() => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null)).toBe(true)
    }
    await keys.press("Escape")
    await expect(room.dialog(dialog)).toHaveCount(0)
    await expect(opens).toBeFocused()
  }
})

for (const [window, viewport] of [["a desk", { width: 1440, height: 900 }], ["a phone with a keyboard", { width: 390, height: 844 }]] as const) {
  test(`at ${window}, g and a second key lead to each part of the room, each where it can be seen`, async ({ stage }) => {
    const { id, team: [ravi] } = await stage.incident([["Ravi Menon", "sme"]])
    const seat = await stage.sit(ravi!, { viewport })
    await seat.enter(id)
    const { page, room } = seat
    const keys = new Keyboard(page)
    for (const [key, part] of [
      ["a", room.actions.getByRole("heading", { name: "Actions" })], ["s", page.getByRole("tabpanel", { name: "Situation" })],
      ["d", page.getByRole("heading", { name: "Waiting for the Incident Manager" })], ["l", room.log],
    ] as const) {
      await keys.press("g", key)
      await expect(part, `g ${key}`).toBeFocused()
      await expect(part).toBeInViewport()
    }
  })
}

test("single keys do nothing while somebody types, and nothing at all once they are switched off", async ({ stage }) => {
  const { seats } = await stage.meet([["Maeve Lindqvist", "secretariat"]])
  const [, { page, room }] = seats as [Seat, Seat]
  const keys = new Keyboard(page)
  await keys.press("n")
  await keys.type("nck/j? end")
  await expect(room.box).toHaveValue("nck/j? end")
  await expect(page.getByRole("dialog")).toHaveCount(0)
  await keys.press("Escape", "/")
  const find = page.getByRole("searchbox", { name: "Find in log" })
  await expect(find).toBeFocused()
  await keys.type("n?jk")
  await expect(find).toHaveValue("n?jk")
  await find.fill("")
  await room.log.focus()
  await keys.press("End")
  await expect(room.entries.last()).toBeFocused()

  await keys.press("?")
  const list = room.dialog("Keyboard")
  await keys.goTo(list.getByRole("button", { name: "Switch all off" }))
  await keys.press("Enter")
  for (const one of await list.getByRole("checkbox").all()) await expect(one).not.toBeChecked()
  await keys.goTo(list.getByRole("button", { name: "Close" }))
  await keys.press("Enter")
  await expect(list).toHaveCount(0)
  await expect(room.entries.last()).toBeFocused()
  await keys.press("n", "/", "k", "c", "?")
  await expect(room.entries.last()).toBeFocused()
  await expect(page.getByRole("dialog")).toHaveCount(0)
  // It holds after a reload; keys with Ctrl or Alt work as before.
  await page.reload()
  await room.isLive()
  await keys.press("n")
  await expect(room.box).not.toBeFocused()
  await room.box.focus()
  await expect(room.box).toHaveValue("nck/j? end")
  await keys.press("Control+Enter")
  await expect(room.entry("nck/j? end")).toBeVisible()
})
