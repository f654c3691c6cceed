/** The communications lead on a phone, from joining to closing: what is said to whom, agreed, sent and owned. */
import { ends, joins, opens, phone, theNight } from "../../src/court-lists.ts"
import { expect, test } from "../../src/test.ts"

test("Communications Lead, on a phone: joins, drafts, has it agreed, has another send it, lists third parties (COM-01, COM-02, COM-03, COM-04, COM-05)", async ({ stage }) => {
  test.setTimeout(180_000)
  const night = await theNight(stage, ["callum"])
  const priya = await stage.sit(night.manager)
  await opens(priya, night, "communications")
  const callum = await joins(stage, night, "callum", phone)
  await opens(callum, night, "communications")
  const { room, page } = callum
  const listed = page.getByRole("listitem").filter({ hasText: "People on the sheet" })

  await test.step("each message says how it stands, from standby on (COM-01)", async () => {
    await room.press("Write a message")
    const write = room.dialog("Write a message")
    await write.getByRole("textbox", { name: "For whom" }).fill("People on the sheet")
    await room.press("Add", write)
    await expect(listed).toContainText("M-1. Standby, Callum Reid")
    await room.press(/^People on the sheet/)
    await room.dialog(/^M-1 to/).getByRole("textbox", { name: "Text" }).fill("We sent a list in error.")
    await expect(room.dialog(/^M-1 to/)).toContainText("Drafting")
  })

  await test.step("to whom, how, through whom and by whom are on record (COM-03)", async () => {
    const message = room.dialog(/^M-1 to/)
    await message.getByRole("textbox", { name: "Channel" }).fill("telephone")
    await message.getByRole("textbox", { name: "Point of contact" }).fill("Victim liaison desk")
    await message.getByRole("combobox", { name: "Sent by" }).selectOption(night.team.asha.id)
  })

  await test.step("what is sent unagreed is shown as such, so the manager is asked first (COM-02)", async () => {
    await room.press("Ask for agreement", room.dialog(/^M-1 to/))
    await priya.room.press("Read and agree M-1")
    await priya.room.press("Agree to these words", priya.room.dialog(/^M-1 to/))
    await priya.page.keyboard.press("Escape")
    await expect(priya.room.entry("Priya Nair agreed to M-1 to People on the sheet")).toHaveCount(1)
    await page.keyboard.press("Escape")
    await room.press("Write a message")
    const other = room.dialog("Write a message")
    await other.getByRole("textbox", { name: "For whom" }).fill("The switchboard")
    await other.getByRole("textbox", { name: /^Text/ }).fill("We know of a problem.")
    await room.press("Add", other)
    await room.press(/^The switchboard/)
    await room.press("It was sent", room.dialog(/^M-2 to/))
    await page.keyboard.press("Escape")
    await expect(page.getByRole("listitem").filter({ hasText: "The switchboard" })).toContainText("without agreement")
    await expect(priya.room.entry("M-2 sent to The switchboard")).toContainText("Sent without agreement")
  })

  await test.step("another sends it, and it stays the lead's (COM-04)", async () => {
    const asha = await stage.sit(night.team.asha, phone)
    await opens(asha, night, "communications")
    await asha.room.press(/^People on the sheet/)
    await asha.room.press("It was sent", asha.room.dialog(/^M-1 to/))
    await expect(priya.room.entry(/M-1 sent to People on the sheet.*telephone.*sent by Asha Verma: We sent a list in error\./)).toHaveCount(1)
    await room.press(/^People on the sheet/)
    await expect(room.dialog(/^M-1 to/)).toContainText("Callum Reid")
    await page.keyboard.press("Escape")
  })

  await test.step("third parties are listed with how to reach them and how it stands (COM-05)", async () => {
    await room.press("Bring somebody in")
    const bring = room.dialog("Bring somebody in")
    await bring.getByRole("textbox", { name: "Who" }).fill("Fernhill Systems")
    await bring.getByRole("textbox", { name: "Wanted for" }).fill("Who run the export")
    await room.press("Write it down", bring)
    const party = priya.page.getByRole("tabpanel").getByRole("listitem").filter({ hasText: "Fernhill Systems" })
    await expect(party).toContainText("Wanted")
    await room.press(/^Fernhill Systems/)
    await room.dialog("Fernhill Systems").getByRole("textbox", { name: "How to reach them" }).fill("020 7946 0000")
    await room.dialog("Fernhill Systems").getByRole("radio", { name: "Asked" }).check()
    await page.keyboard.press("Escape")
    await expect(party).toContainText("Asked")
    await expect(party).toContainText("020 7946 0000")
  })

  await ends(night, callum)
})
