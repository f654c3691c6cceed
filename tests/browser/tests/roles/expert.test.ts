/** A subject matter expert, from joining to closing: recommends before doing, does as instructed, says what is not known. */
import { ends, joins, opens, theNight } from "../../src/court-lists.ts"
import { expect, test } from "../../src/test.ts"

test("Subject Matter Expert: joins, recommends to the group, does as instructed, is flagged without it (GEN-02, GEN-04, SME-02, SME-03, SME-04, SME-05, SME-08)", async ({ stage }) => {
  test.setTimeout(180_000)
  const night = await theNight(stage, ["ravi"])
  const [priya, tom] = [await stage.sit(night.manager), await stage.sit(night.team.tom)]
  const ravi = await joins(stage, night, "ravi")
  await Promise.all([opens(priya, night, "team"), opens(tom, night, "situation")])
  const { room } = ravi

  await test.step("the room names when he joined and as what (GEN-02, GEN-04)", async () => {
    await expect(priya.page.getByRole("tabpanel").getByRole("listitem").filter({ hasText: "Ravi Menon" })).toContainText("Subject Matter Expert")
    await expect(priya.room.entry("Ravi Menon joined the team as Subject Matter Expert, invited by Priya Nair.")).toHaveCount(1)
  })

  await test.step("what he knows is in plain words, with how sure he is and what it rests on (SME-05)", async () => {
    const found = await room.record("The gateway took the message at 21:46.")
    const number = /#(\d+)/.exec(await found.innerText())?.[1] ?? ""
    await room.record(`The copy was forwarded once, see #${number}.`)
    await priya.room.entry("The copy was forwarded once").getByRole("link", { name: `#${number}` }).first().click()
    await expect(priya.room.entry("The gateway took the message at 21:46.")).toBeInViewport()
  })

  await test.step("what he recommends is before the group, and answered before it is done (SME-04)", async () => {
    await room.press("Recommend")
    const recommend = room.dialog("Recommend")
    await recommend.getByRole("textbox", { name: "Recommendation" }).fill("Recall the export at the gateway.")
    await room.press("Recommend", recommend)
    for (const seat of [priya, tom]) await expect(seat.room.now.getByRole("article", { name: "R-1" })).toContainText("Recall the export at the gateway.")
    await priya.room.press("Agree R-1", priya.room.now)
    await expect(tom.room.entry("Priya Nair agreed to R-1, Ravi Menon: Recall the export at the gateway.")).toHaveCount(1)
  })

  await test.step("he does as instructed, and the action says by whom (SME-02)", async () => {
    await tom.room.openAction("Watch the gateway", night.team.ravi.id, 30)
    await room.press(/^Watch the gateway/, room.action("Watch the gateway"))
    const whole = room.dialog(/^A-1/)
    await expect(whole).toContainText("Instructed by Priya Nair")
    await room.press("Close", whole)
    await room.press("Acknowledge A-1", room.action("Watch the gateway"))
  })

  await test.step("doing it without an agreed recommendation is possible, shown and sealed as such (SME-03)", async () => {
    await room.press("Begin A-1", room.action("Watch the gateway"))
    await expect(tom.room.action("Watch the gateway")).toContainText("No recommendation agreed")
    const entry = tom.room.entry("A-1 under way: Watch the gateway. No recommendation to do it was agreed.")
    await expect(entry).toContainText("No recommendation agreed")
  })

  await test.step("not to know is an answer, and so is more time (SME-08)", async () => {
    await room.press("Report on A-1", room.action("Watch the gateway"))
    const report = room.dialog("Report on A-1")
    await report.getByRole("radio", { name: "I do not know" }).check()
    await report.getByRole("textbox", { name: "In a few words" }).fill("The trace is not complete.")
    await room.press("Report", report)
    await room.press("More time for A-1", room.action("Watch the gateway"))
    await room.press("+60 min", room.dialog("More time for A-1"))
    await room.press("Take more time", room.dialog("More time for A-1"))
    await tom.room.press(/^Watch the gateway/, tom.room.action("Watch the gateway"))
    const reports = tom.room.dialog(/^A-1/)
    await expect(reports).toContainText("Does not know. The trace is not complete.")
    await expect(reports).toContainText(/Needs more time, until/)
    await tom.room.press("Close", reports)
  })

  await ends(night, ravi)
})
