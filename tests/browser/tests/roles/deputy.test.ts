/** The deputy, from joining to closing: watches time and answers, chases, suggests, steps in. */
import { ends, joins, opens, theNight } from "../../src/court-lists.ts"
import { openShortAction } from "../../src/short-action.ts"
import { expect, test } from "../../src/test.ts"
import { Wire } from "../../src/wire.ts"

test("Deputy: joins, watches everything with a clock, chases, suggests escalation, steps in (DEP-01, DEP-02, DEP-03, DEP-04, DEP-05, DEP-06, DEP-07)", async ({ stage }) => {
  test.setTimeout(180_000)
  const night = await theNight(stage, ["tom"])
  const priya = await stage.sit(night.manager)
  await opens(priya, night, "situation")

  await test.step("until he joins the room shows that nobody is ready to step in (DEP-07)", async () => {
    await expect(priya.room.now.getByText("There is no Deputy", { exact: true })).toBeVisible()
  })
  const tom = await joins(stage, night, "tom")
  const { room, page } = tom
  await test.step("he is trained as a manager, and is the deputy on every screen (DEP-03)", async () => {
    await expect(priya.room.head).toContainText("Tom Okafor")
    await expect(priya.room.now.getByText("There is no Deputy", { exact: true })).toHaveCount(0)
    await expect(room.entry("Tom Okafor joined the team as Deputy, invited by Priya Nair.")).not.toContainText("Not trained")
  })

  await test.step("what is due stands on one board, and one tap chases whoever is late (DEP-05, DEP-06)", async () => {
    const wire = await Wire.open({ origin: stage.house.server.origin, incident: night.id, cookie: priya.client.cookie })
    await openShortAction(wire, { title: "Ring Larkfield Chambers", by: night.manager.id, owner: night.team.ravi.id, dueMs: 2_000 })
    wire.close()
    await page.getByRole("button", { name: "Time board, 1 overdue" }).click()
    const board = room.dialog("Time board")
    const late = board.getByRole("listitem").filter({ hasText: /overdue.*Report on A-1, Ring Larkfield Chambers/ })
    await expect(late).toContainText("Ravi Menon")
    await room.press(/^Chase/, late)
    await page.keyboard.press("Escape")
    await expect(priya.room.entry(/^.*Tom Okafor chased Ravi Menon about A-1 Ring Larkfield Chambers/)).toHaveCount(1)
    const ravi = await stage.sit(night.team.ravi)
    await opens(ravi, night, "situation")
    await ravi.room.press("More time for A-1", ravi.room.action("Ring Larkfield Chambers"))
    await ravi.room.press("+15 min", ravi.room.dialog(/^More time for A-1/))
    await ravi.room.press("Take more time", ravi.room.dialog(/^More time for A-1/))
    await expect(page.getByRole("button", { name: "Time board", exact: true })).toBeVisible()
  })

  await test.step("escalation is suggested, and the manager's answer is beside it (DEP-04)", async () => {
    await room.press("Suggest escalation", room.now)
    const suggest = room.dialog("Suggest escalation")
    await suggest.getByRole("radio", { name: "Silver" }).check()
    await suggest.getByRole("radio", { name: "Complexity" }).check()
    await suggest.getByRole("textbox", { name: "Reason" }).fill("Two departments.")
    await room.press("Suggest it", suggest)
    await priya.room.press("Set the level as suggested by Tom Okafor", priya.room.now)
    await expect(room.entry("Suggested by Tom Okafor.")).toContainText("Two departments.")
  })

  await test.step("he sees what the manager sees, and talks with her apart (DEP-01)", async () => {
    await opens(tom, night, "team")
    await room.press("Open a room of two")
    await page.getByRole("link", { name: "Incident Manager and Deputy" }).click()
    await room.isLive()
    await room.record("Do we wake the minister's office?")
    await priya.page.goto(new URL(page.url()).pathname)
    await expect(priya.room.entry("Do we wake the minister's office?")).toBeVisible()
    await Promise.all([opens(tom, night, "situation"), opens(priya, night, "situation")])
  })

  await test.step("he steps in without her act, with a reason, and everybody is told (DEP-02)", async () => {
    await room.press("Step in")
    const dialog = room.dialog("Step in as Incident Manager")
    await room.press("Step in", dialog)
    await expect(dialog.getByRole("alert")).not.toBeEmpty()
    await dialog.getByRole("textbox", { name: "Reason" }).fill("Priya is unwell.")
    await room.press("Step in", dialog)
    for (const seat of [tom, priya]) {
      await seat.room.isCommandedBy("Tom Okafor")
      await expect(seat.room.entry("Tom Okafor stepped in as Incident Manager. Priya Nair is no longer in command. Reason: Priya is unwell.")).toHaveCount(1)
    }
  })

  await ends({ id: night.id, command: tom.client }, priya, 2)
})
