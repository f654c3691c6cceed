/** The liaison on a phone, from joining to closing: who is brought in, who advises, who is owed a briefing. */
import { ends, joins, opens, phone, theNight } from "../../src/court-lists.ts"
import { expect, test } from "../../src/test.ts"

test("Liaison, on a phone: joins, brings others in, asks for advice, prepares and gives briefings (LIA-01, LIA-02, LIA-03, LIA-04, LIA-05, LIA-06, LIA-07)", async ({ stage }) => {
  test.setTimeout(180_000)
  const night = await theNight(stage, ["asha"])
  const [priya, callum] = [await stage.sit(night.manager), await stage.sit(night.team.callum)]
  await Promise.all([opens(priya, night, "communications"), opens(callum, night, "communications")])
  const asha = await joins(stage, night, "asha", phone)
  await opens(asha, night, "communications")
  const { room, page } = asha

  await test.step("whom to consider is offered, and advice is kept without a seat in the room (LIA-03, LIA-04)", async () => {
    await room.press("Legal")
    const legal = room.dialog("Bring somebody in")
    await legal.getByRole("radio", { name: "I have asked them" }).check()
    await room.press("Write it down", legal)
    await expect(priya.room.entry("Legal was asked for advice by Asha Verma. Asked for by Priya Nair.")).toHaveCount(1)
  })

  await test.step("what the manager has not agreed is shown until she has (LIA-02)", async () => {
    const legal = page.getByRole("listitem").filter({ hasText: "For advice. Asked" })
    await expect(legal).toContainText("Not agreed with the Incident Manager")
    await priya.room.press(/^Legal/)
    await priya.room.press("Agree to it", priya.room.dialog("Legal"))
    await expect(legal).not.toContainText("Not agreed")
    await priya.page.keyboard.press("Escape")
  })

  await test.step("who asked, who contacted, what they answered and when they came are on record (LIA-01)", async () => {
    await room.press(/^Legal/)
    const dialog = room.dialog("Legal")
    await dialog.getByRole("textbox", { name: "What they answered" }).fill("Ring the 14 first.")
    await dialog.getByRole("radio", { name: "Advised" }).check()
    await page.keyboard.press("Escape")
    await expect(page.getByRole("listitem").filter({ hasText: "For advice" })).toContainText("by Asha Verma. Asked for by Priya Nair. “Ring the 14 first.”")
    await expect(priya.room.entry(/Legal .*Ring the 14 first\./)).toHaveCount(1)
  })

  await test.step("a briefing is owed to a stakeholder by a time, and written together with the communications lead (LIA-05, LIA-06, LIA-07)", async () => {
    await room.press("Add a briefing")
    const add = room.dialog("Add a briefing")
    await add.getByRole("textbox", { name: "For whom" }).fill("Deputy SIRO")
    await room.press("+30 min", add)
    await room.press("Add", add)
    await expect(page.getByRole("listitem").filter({ hasText: "Deputy SIRO" })).toContainText("Due")
    await room.press(/^Deputy SIRO/)
    const text = room.dialog(/^M-1 to/).getByRole("textbox", { name: "Text" })
    await text.fill("One message, 41 mailboxes.")
    await callum.room.press(/^Deputy SIRO/)
    const his = callum.room.dialog(/^M-1 to/).getByRole("textbox", { name: "Text" })
    await expect(his).toHaveValue("One message, 41 mailboxes.")
    await his.press("Control+End")
    await callum.page.keyboard.type(" 38 are deleted.", { delay: 20 })
    await expect(text).toHaveValue("One message, 41 mailboxes. 38 are deleted.")
    await callum.page.keyboard.press("Escape")
  })

  await test.step("who gave it, and what was asked back, stay with it (LIA-05)", async () => {
    const dialog = room.dialog(/^M-1 to/)
    await dialog.getByRole("combobox", { name: "Sent by" }).selectOption(night.team.asha.id)
    await room.press("Ask for agreement", dialog)
    await priya.room.press("Read and agree M-1")
    await priya.room.press("Agree to these words", priya.room.dialog(/^M-1 to/))
    await room.press("It was given", dialog)
    await expect(priya.room.entry("M-1 given to Deputy SIRO, given by Asha Verma: One message, 41 mailboxes. 38 are deleted.")).toHaveCount(1)
    await dialog.getByRole("textbox", { name: "Question or answer" }).fill("When are the 14 safe?")
    await room.press("Write it down", dialog)
    await page.keyboard.press("Escape")
    await expect(page.getByRole("listitem").filter({ hasText: "Deputy SIRO" })).toContainText("1 question back")
  })

  await ends(night, asha)
})
