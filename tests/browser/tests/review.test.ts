/** The review: lessons with owners and dates that outlive the incident, duties, the register, and the way to its end. */
import type { Locator } from "@playwright/test"
import { isAccessible, withAxe } from "../src/axe.ts"
import { isMissing, look } from "../src/looks.ts"
import { expect, test, type Seat } from "../src/test.ts"

const part = ({ page }: Seat, name: string | RegExp): Locator => page.getByRole("region", { name })
const row = (seat: Seat, text: string): Locator => seat.page.getByRole("row").filter({ hasText: text })

/** A day so far from now, as a field for days takes it. */
function inDays(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
}

async function reviews(seat: Seat, incident: string): Promise<void> {
  await seat.enter(incident)
  await seat.page.getByRole("link", { name: "Review", exact: true }).first().click()
  await expect(seat.page.getByRole("heading", { name: "Review", level: 1 })).toBeVisible()
}

async function addsLesson(seat: Seat, text: string): Promise<void> {
  await seat.room.press("Add a lesson")
  const box = seat.room.dialog("Add a lesson")
  await box.getByRole("textbox", { name: "What was learned" }).fill(text)
  await seat.room.press("Add", box)
  await expect(row(seat, text)).toContainText(/L-\d+/)
}

test("lessons are agreed with owner and day, documents captured, duties done or left, each sealed; open lessons outlive closing (IM-14, IM-15, IM-16, SEC-11, REC-10, REV-06, REV-08, REV-12)", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, manager, command, team: [maeve, ravi] } = await stage.incident([["Maeve Lindqvist", "secretariat"], ["Ravi Menon", "sme"]])
  const priya = await stage.sit(manager)
  await withAxe(priya.context)
  const secretariat = await stage.sit(maeve!)
  await reviews(priya, id)
  await reviews(secretariat, id)

  // Written by one, agreed by the other, on both screens.
  await addsLesson(secretariat, "The template changed and nobody saw it")
  await addsLesson(secretariat, "No Deputy for 40 minutes")
  await priya.room.press("Agree L-1")
  const agree = priya.room.dialog("Agree L-1")
  await priya.room.press("Agree", agree)
  await expect(agree.getByRole("alert")).toContainText("Say what is to be done.")
  await agree.getByRole("textbox", { name: "Preventive step" }).fill("Two people look at each template")
  await agree.getByRole("combobox", { name: "Who sees to it" }).selectOption(ravi!.id)
  await agree.getByLabel("By which day").fill(inDays(-1))
  await priya.room.press("Agree", agree)
  await expect(agree.getByRole("alert")).toContainText("Choose a day that is still to come.")
  await agree.getByLabel("By which day").fill(inDays(20))
  await priya.room.press("Agree", agree)
  await expect(row(secretariat, "L-1")).toContainText("Agreed")
  await expect(row(secretariat, "L-1")).toContainText("Two people look at each template")
  await expect(row(secretariat, "L-1")).toContainText("Ravi Menon")
  await expect(row(secretariat, "L-1").getByRole("link", { name: /^Entry \d+$/ })).toBeVisible()

  await secretariat.room.press("Drop L-2")
  await secretariat.room.dialog("Drop: L-2").getByRole("textbox", { name: "Why nothing is done about it" }).fill("The rota has one since")
  await secretariat.room.press("Drop it", secretariat.room.dialog("Drop: L-2"))
  await expect(row(priya, "L-2")).toContainText("Reason: The rota has one since")

  // The register: one that every incident leaves, and one of its own.
  await secretariat.room.press("Mark captured: Evidence")
  const evidence = secretariat.room.dialog("Evidence")
  await secretariat.room.press("Save", evidence)
  await expect(evidence.getByRole("alert")).toContainText("Say where it is kept.")
  await evidence.getByRole("textbox", { name: "Where it is kept" }).fill("Evidence store, case 41")
  await secretariat.room.press("Save", evidence)
  await secretariat.room.press("Add a document")
  const added = secretariat.room.dialog("Add a document")
  await added.getByRole("textbox", { name: "Document", exact: true }).fill("Chat of the night")
  await added.getByRole("combobox", { name: "Who looks after it" }).selectOption(maeve!.id)
  await secretariat.room.press("Add", added)
  await expect(row(priya, "Chat of the night")).toContainText("Maeve Lindqvist")
  await expect(row(priya, "Evidence store, case 41")).toContainText("Captured")

  // Duties: one is done, one is left with its reason.
  const duties = part(priya, /^Duties/)
  await priya.room.press("It is done: Word to everyone who was told of the incident")
  await priya.room.press("It is done: Thanks to everyone who took part")
  await secretariat.room.press("Leave it: Watch for it to come back")
  await secretariat.room.dialog("Leave a duty").getByRole("textbox", { name: "Why it is left" }).fill("The gateway watches by itself")
  await secretariat.room.press("Leave it", secretariat.room.dialog("Leave a duty"))
  await expect(duties).toContainText("Reason: The gateway watches by itself")
  await expect(duties.getByRole("listitem").filter({ hasText: "Watch for it" })).toContainText("Maeve Lindqvist")
  await expect(duties).toContainText("4 open")

  // Stood down, reviewed, closed: by the manager, with what is unfinished said.
  await expect(secretariat.page.getByRole("button", { name: "Stand down" })).toHaveAttribute("aria-disabled", "true")
  const closing = part(priya, /^(Standing down|Closing)$/)
  await expect(closing).toContainText("1 duty of which nothing is said yet")
  const step = async (press: string, choose: string | undefined, act: string, reason: string): Promise<void> => {
    await priya.room.press(press)
    const dialog = priya.room.dialog(/^Phase:/)
    if (choose !== undefined) await dialog.getByRole("radio", { name: choose }).check()
    await dialog.getByRole("textbox", { name: /^Reason/ }).fill(reason)
    await priya.room.press(act, dialog)
    await expect(dialog).toHaveCount(0)
  }
  await step("Stand down", undefined, "Stand down", "All copies are deleted")
  await step("Begin the review", "Cold", "Set the phase to Cold", "Recovered")
  await expect(closing).toContainText("5 documents missing")
  await step("Close the incident", "Closed", "Close the incident", "Reviewed")
  await expect(part(priya, "Closed")).toBeVisible()

  await expect(duties.getByRole("listitem").filter({ hasText: "Post-incident review" })).toContainText("Left unfinished: Priya Nair")

  // What is over takes no new lesson; the open step is still seen to.
  await expect(secretariat.page.getByRole("button", { name: /^(Add a |Mark captured:|It is done:|Leave it:)/ })).toHaveCount(0)
  await secretariat.room.press("Done L-1")
  const done = secretariat.room.dialog("Done: L-1")
  await done.getByRole("textbox").fill("In the release gate since Friday")
  await secretariat.room.press("It is done", done)
  await expect(row(priya, "L-1")).toContainText("Outcome: In the release gate since Friday")
  await isAccessible(priya.page, "review-closed")

  await priya.page.getByRole("row").filter({ hasText: "L-1" }).getByRole("link", { name: /^Entry \d+$/ }).click()
  for (const words of [
    /^.*L-1 agreed: Two people look at each template\. Owner Ravi Menon, by 1[67]:00 UTC on /, "L-2 dropped: No Deputy for 40 minutes. The rota has one since",
    "Captured: Evidence, at Evidence store, case 41.", "Done: Word to everyone who was told of the incident.", "Done: Thanks to everyone who took part.",
    "Left: Watch for it to come back. Reason: The gateway watches by itself",
    "stood the incident down", "closed the incident. Reason: Reviewed", "L-1 done: Two people look at each template. In the release gate since Friday",
  ]) await expect(priya.room.entry(words)).toHaveCount(1)
  const late = await command.intent(id, { name: "append_entry", kind: "observation", text: "Too late" }, 1)
  expect(late).toMatchObject({ outcome: "refused", code: "closed" })
})

test("the review and its dialogs are accessible, empty and full, and a reader sees no buttons (IM-15, IM-16, SEC-11)", async ({ stage }) => {
  test.setTimeout(240_000)
  const { id, manager, team: [sam] } = await stage.incident([["Sam Adeyemi", "observer"]])
  const priya = await stage.sit(manager)
  await withAxe(priya.context)
  await reviews(priya, id)
  await isAccessible(priya.page, "review-empty")
  await look(priya, "review-add-lesson", { press: "Add a lesson", dialog: "Add a lesson", then: isMissing("Add", "Say what was learned.") })
  await addsLesson(priya, "Session keys were shared between two nodes after the cache upgrade")
  await addsLesson(priya, "Prison gate staff heard from the press first")
  await look(priya, "review-agree", { press: "Agree L-1", dialog: "Agree L-1", then: isMissing("Agree", "Say what is to be done.") })
  await priya.room.press("Agree L-1")
  const agree = priya.room.dialog("Agree L-1")
  await agree.getByRole("textbox", { name: "Preventive step" }).fill("Add a two-user session test to the release gate")
  await agree.getByRole("combobox", { name: "Who sees to it" }).selectOption(manager.id)
  await agree.getByLabel("By which day").fill(inDays(9))
  await priya.room.press("Agree", agree)
  await look(priya, "review-change", { press: "Change L-1", dialog: "Change L-1" })
  await look(priya, "review-drop", { press: "Drop L-2", dialog: "Drop: L-2", then: isMissing("Drop it", "Say why nothing is done about it.") })
  await look(priya, "review-document", { press: "Mark captured: Incident log", dialog: "Incident log", then: isMissing("Save", "Say where it is kept.") })
  await look(priya, "review-leave", { press: "Leave it: Post-incident review", dialog: "Leave a duty", then: isMissing("Leave it", "Say why this is left.") })
  await priya.room.press("It is done: Thanks to everyone who took part")
  await expect(part(priya, /^Duties/)).toContainText("6 open")
  await isAccessible(priya.page, "review-full")

  const reader = await stage.sit(sam!)
  await withAxe(reader.context)
  await reviews(reader, id)
  await expect(row(reader, "L-1")).toContainText("Add a two-user session test")
  await expect(reader.page.getByRole("main").getByRole("button")).toHaveCount(0)
  await isAccessible(reader.page, "review-reader")
})

test("what is written without a connection is kept and recorded later (IM-16)", async ({ stage }) => {
  const { id, seats: [priya, ravi] } = await stage.meet([["Ravi Menon", "sme"]])
  await reviews(ravi!, id)
  await reviews(priya!, id)
  ravi!.proxy.cut("reset")
  await expect(ravi!.room.pill).toContainText(/Reconnecting|Offline/)
  await ravi!.room.press("Add a lesson")
  await ravi!.room.dialog("Add a lesson").getByRole("textbox", { name: "What was learned" }).fill("The night rota names nobody")
  await ravi!.room.press("Add", ravi!.room.dialog("Add a lesson"))
  await expect(row(ravi!, "The night rota names nobody")).toBeVisible()
  await expect(row(priya!, "The night rota names nobody")).toHaveCount(0)
  await ravi!.room.keeps()
  ravi!.proxy.mend()
  await expect(row(priya!, "The night rota names nobody")).toContainText("L-1")
  await expect(row(ravi!, "The night rota names nobody")).toContainText("L-1")
})
