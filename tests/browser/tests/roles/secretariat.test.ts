/** The secretariat, from joining to closing: keeps the log, the picture, the lines, the calls and who owes what. */
import { ends, joins, opens, theNight } from "../../src/court-lists.ts"
import { expect, test } from "../../src/test.ts"

test("Secretariat: joins, reads up, keeps log, picture, lines, calls, actions and documents (SEC-01, SEC-02, SEC-03, SEC-04, SEC-05, SEC-06, SEC-07, SEC-08, SEC-09, SEC-10, SEC-11)", async ({ stage }) => {
  test.setTimeout(180_000)
  const night = await theNight(stage, ["maeve"])
  const decision = { name: "append_entry", kind: "decision", text: "Pull the export by gateway recall.", why: "It can be undone." }
  const { number = 0 } = await night.command.command(night.id, decision, 1)
  const priya = await stage.sit(night.manager)
  const maeve = await joins(stage, night, "maeve")
  await opens(priya, night, "situation")
  const { room, page } = maeve

  await test.step("she gets up to speed from one page (SEC-03)", async () => {
    await page.getByRole("link", { name: "Brief me" }).first().click()
    const brief = page.getByRole("article", { name: "Brief me" })
    await expect(brief).toContainText("Incident Manager: Priya Nair")
    await brief.getByRole("listitem").filter({ hasText: "Pull the export" }).getByRole("link", { name: `Entry ${number}` }).click()
    await expect(room.entryNumber(number)).toBeInViewport()
  })

  await test.step("an entry is written by keys alone, its kind by its first letter, stamped from the first key (SEC-04)", async () => {
    await page.keyboard.press("n")
    await page.keyboard.type("/c Call 5 held, 11 minutes.", { delay: 10 })
    await page.keyboard.press("Control+Enter")
    await expect(room.entry("Call 5 held, 11 minutes.")).toContainText("Communications")
    await page.emulateMedia({ media: "print" })
    await page.evaluate(() => { dispatchEvent(new Event("beforeprint")) })
    await expect(page.getByRole("article", { name: "The log, printed" })).toContainText(/Call 5 held, 11 minutes\..*Begun.*Written.*Received/s)
    await page.evaluate(() => { dispatchEvent(new Event("afterprint")) })
    await page.emulateMedia({ media: null })
  })

  await test.step("others write in the same entry, and it names both (SEC-01)", async () => {
    await room.type("Thirty-eight of 41 mailboxes")
    await priya.room.draft("Thirty-eight of 41 mailboxes").getByRole("button", { name: /^Write in/ }).click()
    await priya.room.type(" have confirmed.")
    await expect(room.box).toHaveValue("Thirty-eight of 41 mailboxes have confirmed.")
    await room.seal()
    await expect(priya.room.entry("Thirty-eight of 41 mailboxes have confirmed.")).toContainText("Written with Priya Nair")
  })

  await test.step("decisions are apart, and found (SEC-02)", async () => {
    await page.getByRole("group", { name: "Show entries" }).getByRole("button", { name: "Decisions" }).click()
    await expect(room.entries).toHaveCount(1)
    await expect(room.entries).toContainText("Pull the export by gateway recall.")
    await page.getByRole("group", { name: "Show entries" }).getByRole("button", { name: "All" }).click()
  })

  await test.step("she keeps the picture that manager and deputy look at (SEC-05)", async () => {
    await page.getByRole("tab", { name: "Situation" }).click()
    await room.press("Add to the situation")
    const add = room.dialog("Add to the situation")
    await add.getByRole("textbox", { name: "Statement or question" }).fill("14 of them have non-disclosure orders")
    await add.getByRole("spinbutton", { name: "Rests on entry number" }).fill("2")
    await add.getByRole("radio", { name: "Known", exact: true }).check()
    await room.press("Add", add)
    await expect(priya.page.getByRole("tabpanel").locator("section").filter({ hasText: /^Known/ })).toContainText("14 of them have non-disclosure orders")
  })

  await test.step("the private line says who of the team is not in it (SEC-06, SEC-07)", async () => {
    await page.getByRole("tab", { name: "Communications" }).click()
    await room.press("Add a line")
    const line = room.dialog("Add a communication line")
    await line.getByRole("textbox", { name: "Name" }).fill("Team channel")
    await room.press("Add the line", line)
    await room.press(/^Team channel/)
    const open = room.dialog("Team channel")
    for (const name of ["Priya Nair", "Maeve Lindqvist", "Tom Okafor", "Ravi Menon", "Callum Reid"]) await room.press(`Is in it ${name}`, open)
    await expect(open.getByRole("listitem").filter({ hasText: "Priya Nair" })).toContainText("since")
    await page.keyboard.press("Escape")
    await priya.page.getByRole("tab", { name: "Communications" }).click()
    await expect(priya.page.getByRole("listitem").filter({ hasText: "Team channel" })).toContainText("Missing: Asha Verma")
  })

  await test.step("regular calls stand in everybody's head and calendar (SEC-08)", async () => {
    await room.press("Plan a call")
    const plan = room.dialog("Plan a call")
    await room.press("+15 min", plan)
    await plan.getByRole("textbox", { name: "Every how many minutes" }).fill("30")
    await room.press("Plan the call", plan)
    await expect(page.getByRole("tabpanel")).toContainText("every 30 min")
    await expect(priya.room.head).toContainText("Next call")
    await room.press("Change the call")
    const download = page.waitForEvent("download")
    await room.press("Save for a calendar", page.getByRole("dialog"))
    expect((await download).suggestedFilename()).toMatch(/\.ics$/)
    await page.keyboard.press("Escape")
  })

  await test.step("no action is open without owner and time, and whoever has not acknowledged is seen (SEC-09, SEC-10, SEC-11)", async () => {
    await room.press("Add an action")
    const add = room.dialog("Add an action")
    await add.getByRole("textbox", { name: "What is to be done" }).fill("Ring Larkfield Chambers")
    await room.press("Open the action", add)
    await expect(add.getByRole("alert")).not.toBeEmpty()
    await add.getByRole("combobox", { name: "Owner" }).selectOption(night.team.asha.id)
    await room.press("Open the action", add)
    await expect(add.getByRole("alert")).not.toBeEmpty()
    await expect(priya.room.action("Ring Larkfield Chambers")).toHaveCount(0)
    await room.press("+15 min", add)
    await room.press("Open the action", add)
    await expect(priya.room.action("Ring Larkfield Chambers")).toContainText("Not acknowledged")
    const asha = await stage.sit(night.team.asha)
    await opens(asha, night, "situation")
    await asha.room.press("Acknowledge A-1", asha.room.action("Ring Larkfield Chambers"))
    await expect(room.action("Ring Larkfield Chambers")).toContainText(/Acknowledged \d\d:\d\d/)
  })

  await test.step("what is written of the incident is in one list: where it is kept, and what is missing (SEC-11)", async () => {
    const evidenceRow = page.getByRole("row").filter({ hasText: "Evidence" })
    await page.getByRole("link", { name: "Review", exact: true }).first().click()
    await expect(evidenceRow).toContainText("Not captured")
    await room.press("Mark captured: Evidence")
    const evidence = room.dialog("Evidence")
    await evidence.getByRole("textbox", { name: "Where it is kept" }).fill("Evidence store, case 41")
    await room.press("Save", evidence)
    await expect(evidenceRow).toContainText("Captured")
    await opens(maeve, night, "situation")
    await expect(room.entry("Captured: Evidence, at Evidence store, case 41.")).toHaveCount(1)
  })

  await ends(night, maeve)
})
