/** What reaches outside the room: calls, lines, messages and whom to bring in, each by those whose part it is. */
import { isAccessible, withAxe } from "../src/axe.ts"
import { expect, test, type Seat } from "../src/test.ts"

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }

/** Opens the communications of a room, on a phone too. */
async function opens({ page }: Seat, incident: string): Promise<void> {
  await page.goto(`/incidents/${incident}?side=communications&tab=situation`)
  await expect(page.getByRole("tab", { name: "Communications", selected: true })).toBeVisible()
}

test("a message is written together, agreed as it was read, and sent by somebody else, on everybody’s screen (COM-01, COM-02, COM-03, COM-04, LIA-06)", async ({ stage }) => {
  const { id, manager, team: [callum, asha] } = await stage.incident([["Callum Reid", "comms_lead"], ["Asha Verma", "liaison"]])
  const lead = await stage.sit(callum!, phone)
  const liaison = await stage.sit(asha!, phone)
  const priya = await stage.sit(manager)
  await Promise.all([opens(lead, id), opens(liaison, id), priya.enter(id)])

  await lead.room.press("Write a message")
  const begun = lead.room.dialog("Write a message")
  await begun.getByRole("textbox", { name: "For whom" }).fill("Larkfield Chambers")
  await begun.getByRole("textbox", { name: /^Text/ }).fill("A list went out in error.")
  await lead.room.press("Add", begun)
  const listed = (seat: Seat): ReturnType<Seat["page"]["getByRole"]> => seat.page.getByRole("listitem").filter({ hasText: "Larkfield Chambers" })
  await expect(listed(lead)).toContainText("M-1. Drafting, Callum Reid")

  await liaison.room.press(/^Larkfield Chambers/)
  const shared = liaison.room.dialog(/^M-1 to/)
  await shared.getByRole("textbox", { name: "Text" }).press("Control+End")
  await liaison.page.keyboard.type(" Please delete it.", { delay: 20 })
  await lead.room.press(/^Larkfield Chambers/)
  const leads = lead.room.dialog(/^M-1 to/)
  await expect(leads.getByRole("textbox", { name: "Text" })).toHaveValue("A list went out in error. Please delete it.")
  await leads.getByRole("textbox", { name: "Channel" }).fill("telephone")
  await leads.getByRole("combobox", { name: "Sent by" }).selectOption(asha!.id)
  await lead.room.press("Ask for agreement", leads)

  await priya.room.press("Read and agree M-1")
  const read = priya.room.dialog(/^M-1 to/)
  await expect(read.getByRole("textbox", { name: "Text" })).toHaveValue("A list went out in error. Please delete it.")
  await priya.room.press("Agree to these words", read)
  await expect(read).toContainText("Agreed by Priya Nair")
  await priya.page.keyboard.press("Escape")
  await expect(priya.room.entry("Priya Nair agreed to M-1 to Larkfield Chambers")).toBeVisible()

  await expect(shared.getByRole("textbox", { name: "Text" })).toHaveCount(0)
  await liaison.room.press("It was sent", shared)
  await expect(priya.room.entry("M-1 sent to Larkfield Chambers by telephone, sent by Asha Verma: A list went out in error. Please delete it.")).toBeVisible()
  await expect(listed(lead)).toContainText("Sent")
})

test("a call is opened with one tap that names who commands, attended, and ends with the time of the next (IM-05, IM-06, SEC-08)", async ({ stage }) => {
  const { id, seats } = await stage.meet([["Tom Okafor", "deputy"], ["Maeve Lindqvist", "secretariat"], ["Ravi Menon", "sme"]])
  const [priya, , maeve, ravi] = seats as [Seat, Seat, Seat, Seat]
  await Promise.all([opens(maeve, id), opens(ravi, id)])
  await maeve.room.press("Plan a call")
  const planned = maeve.room.dialog("Plan a call")
  await maeve.room.press("+15 min", planned)
  await planned.getByRole("textbox", { name: "Where" }).fill("Incident bridge")
  await maeve.room.press("Plan the call", planned)
  await expect(priya.room.head).toContainText("Next call")

  await maeve.room.press("Start a call now")
  const card = maeve.room.dialog("Call 1")
  for (const words of ["The Incident Manager is Priya Nair.", "The Deputy is Tom Okafor.", "The Secretariat is Maeve Lindqvist."]) await expect(card).toContainText(words)
  await expect(priya.room.entry("Call 1 opened by Maeve Lindqvist. Incident Manager: Priya Nair. Deputy: Tom Okafor. Secretariat: Maeve Lindqvist.")).toBeVisible()
  await ravi.room.press("I am on it")
  await expect(card.getByRole("listitem").filter({ hasText: "Ravi Menon" })).toContainText("since")
  await maeve.room.press("Is in it Tom Okafor", card)
  const download = maeve.page.waitForEvent("download")
  await maeve.room.press("Save for a calendar", card)
  expect((await download).suggestedFilename()).toMatch(/^INC-.*-calls\.ics$/)
  await maeve.room.press("End the call", card)
  await maeve.room.press("End and plan the next", card)
  await expect(priya.room.entry(/^.*Call 1 ended after \d+ minutes?\. Present: Ravi Menon, Tom Okafor\. Next call at/)).toBeVisible()
  await maeve.page.keyboard.press("Escape")
  await expect(maeve.page.getByRole("tabpanel")).toContainText("every 30 min")
})

test("a private line says who of the team is missing, and somebody brought in is as agreed with the manager (SEC-06, SEC-07, LIA-01, LIA-02)", async ({ stage }) => {
  const { id, seats } = await stage.meet([["Maeve Lindqvist", "secretariat"], ["Asha Verma", "liaison"]])
  const [priya, maeve, asha] = seats as [Seat, Seat, Seat]
  await Promise.all(seats.map((seat) => opens(seat, id)))
  await maeve.room.press("Add a line")
  const line = maeve.room.dialog("Add a communication line")
  await line.getByRole("textbox", { name: "Name" }).fill("Team channel")
  await maeve.room.press("Add the line", line)
  const listed = (seat: Seat): ReturnType<Seat["page"]["getByRole"]> => seat.page.getByRole("listitem").filter({ hasText: "Team channel" })
  await expect(listed(priya)).toContainText("Missing: Priya Nair, Maeve Lindqvist and Asha Verma")
  await maeve.room.press(/^Team channel/)
  const open = maeve.room.dialog("Team channel")
  for (const name of ["Priya Nair", "Maeve Lindqvist"]) await maeve.room.press(`Is in it ${name}`, open)
  await expect(listed(priya)).toContainText("Missing: Asha Verma")
  await maeve.page.keyboard.press("Escape")

  await asha.room.press("Legal")
  const legal = asha.room.dialog("Bring somebody in")
  await legal.getByRole("radio", { name: "I have asked them" }).check()
  await asha.room.press("Write it down", legal)
  const brought = (seat: Seat): ReturnType<Seat["page"]["getByRole"]> => seat.page.getByRole("listitem").filter({ hasText: "For advice. Asked" })
  await expect(brought(priya)).toContainText("Not agreed with the Incident Manager")
  await expect(priya.room.entry("Legal was asked for advice by Asha Verma. Asked for by Priya Nair.")).toBeVisible()
  await priya.room.press(/^Legal/)
  await priya.room.press("Agree to it", priya.room.dialog("Legal"))
  await expect(brought(asha)).not.toContainText("Not agreed")
})

test("communications and their dialogs", async ({ stage }) => {
  test.setTimeout(240_000)
  const { id, seats } = await stage.meet([["Callum Reid", "comms_lead"]])
  const [priya, callum] = seats as [Seat, Seat]
  await withAxe(callum.context)
  await Promise.all(seats.map((seat) => opens(seat, id)))
  await isAccessible(callum.page, "communications-empty")
  const looks = async (screen: string, button: string | RegExp): Promise<void> => {
    await callum.room.press(button)
    await expect(callum.page.getByRole("dialog")).toBeVisible()
    await isAccessible(callum.page, screen)
    await callum.page.keyboard.press("Escape")
  }
  for (const [screen, button] of [["add-message", "Add a briefing"], ["add-line", "Add a line"], ["plan-call", "Plan a call"], ["bring-in", "Bring somebody in"]] as const) await looks(screen, button)
  await callum.room.press("Add a holding line")
  const line = callum.room.dialog("Add a holding line")
  await line.getByRole("textbox", { name: "For whom" }).fill("Those who ask")
  await line.getByRole("textbox", { name: /^Text/ }).fill("We are aware and are looking into it.")
  await callum.room.press("Add", line)
  await priya.room.press("Start a call now")
  await expect(priya.room.dialog("Call 1")).toBeVisible()
  await looks("message", /^Those who ask/)
  await looks("call", "Agenda, who is there, end")
})
