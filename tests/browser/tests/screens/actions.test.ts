/** Actions in every state they can be in, and each of their dialogs. */
import { isAccessible, withAxe } from "../../src/axe.ts"
import { isMissing, look } from "../../src/looks.ts"
import { openShortAction } from "../../src/short-action.ts"
import { expect, test, type Seat, type Stage } from "../../src/test.ts"
import { Wire } from "../../src/wire.ts"

/** Priya commands, Tom is her deputy, Ravi and Hannah own what is to be done. */
async function atWork(stage: Stage): Promise<{ readonly id: string; readonly seats: readonly [Seat, Seat, Seat, Seat] }> {
  const { id, seats: [priya, tom, ravi, hannah] } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"], ["Hannah Boyle", "sme"]])
  const seats = [priya!, tom!, ravi!, hannah!] as const
  for (const { context, page, room } of seats) {
    await withAxe(context)
    // On a phone the list is a tab of its own.
    await page.goto(`/incidents/${id}?tab=now`)
    await room.isLive()
  }
  return { id, seats }
}

async function reports({ room }: Seat, title: string, answer: string, text: string): Promise<void> {
  await room.press(/^Report on A-\d+$/, room.action(title))
  const dialog = room.dialog(/^Report on A-/)
  await dialog.getByRole("radio", { name: answer }).check()
  await dialog.getByRole("textbox").fill(text)
  await room.press("Report", dialog)
  await expect(dialog).toHaveCount(0)
}

test("a list with an action in every state", async ({ stage }) => {
  test.setTimeout(180_000)
  const { id, seats: [priya, tom, ravi, hannah] } = await atWork(stage)
  const wire = await Wire.open({ origin: stage.house.server.origin, incident: id, cookie: priya.client.cookie })
  await openShortAction(wire, { title: "Ask the provider", by: priya.account.id, owner: ravi.account.id, dueMs: 2_000 })
  wire.close()
  for (const title of ["Ring the clerk", "Copy the gateway log", "Close the export", "Find the twelve", "Write to the bench", "Read the copies"]) {
    await priya.room.openAction(title, ravi.account.id, 30)
  }
  await priya.room.openAction("Tell the chambers", hannah.account.id, 60)
  // Proposed, blocked, done, checked both ways, cancelled.
  await ravi.room.press("Add an action")
  await ravi.room.dialog("Add an action").getByRole("textbox", { name: "What is to be done" }).fill("Buy more coffee")
  await ravi.room.press("Propose", ravi.room.dialog("Add an action"))
  await ravi.room.press(/^Acknowledge A-\d+$/, ravi.room.action("Copy the gateway log"))
  await reports(ravi, "Close the export", "Blocked", "Nobody has the key.")
  for (const title of ["Find the twelve", "Write to the bench", "Read the copies"]) await reports(ravi, title, "Done", "As asked.")
  await priya.room.actions.getByText(/^Done or cancelled/).click()
  for (const [title, verdict] of [["Write to the bench", "It worked"], ["Read the copies", "It did not work"]] as const) {
    await priya.room.press(/^Check A-\d+$/, priya.room.action(title))
    const check = priya.room.dialog(/^Check A-/)
    await check.getByRole("radio", { name: verdict }).check()
    await priya.room.press("Say so", check)
  }
  await priya.room.openAction("Not needed after all", ravi.account.id, 30)
  await priya.room.press(/^Not needed after all/, priya.room.action("Not needed after all"))
  await priya.room.press("Cancel the action", priya.room.dialog(/Not needed/))
  await priya.room.dialog(/^Cancel A-/).getByRole("textbox", { name: "Why" }).fill("Done by others.")
  await priya.room.press("Cancel the action", priya.room.dialog(/^Cancel A-/))
  await priya.room.press("Close", priya.room.dialog(/Not needed/))
  // Whose owner leaves is to be given to somebody else.
  await priya.client.command(id, { name: "remove_member", person: hannah.account.id, reason: "Her shift is over." }, 1)

  for (const [group, number] of [["Overdue", 1], ["Not yet open", 1], ["To be given a new owner", 1]] as const) {
    await expect(priya.room.actions.getByRole("heading", { name: `${group} ${number}` })).toBeVisible()
  }
  await expect(priya.room.action("Close the export")).toContainText("Blocked")
  await expect(priya.room.action("Not needed after all")).toContainText("Cancelled")
  await expect(priya.room.action("Find the twelve")).toContainText("Not checked")
  for (const [screen, { page }] of [["actions", priya], ["actions-of-the-deputy", tom], ["actions-of-their-owner", ravi]] as const) await isAccessible(page, screen)
})

test("the dialogs of an action, from adding it to checking it", async ({ stage }) => {
  test.setTimeout(240_000)
  const { seats: [priya, tom, ravi] } = await atWork(stage)
  await look(priya, "add-action", { press: "Add an action", dialog: "Add an action", then: isMissing("Open the action", "Say what is to be done first.") })
  await look(priya, "add-action-contact", {
    press: "Add an action", dialog: "Add an action", then: async (dialog) => { await priya.room.press("Add a contact", dialog) },
  })
  await look(ravi, "add-action-proposing", { press: "Add an action", dialog: "Add an action" })
  await ravi.room.press("Add an action")
  await ravi.room.dialog("Add an action").getByRole("textbox", { name: "What is to be done" }).fill("Read the copies")
  await ravi.room.press("Propose", ravi.room.dialog("Add an action"))
  await look(priya, "open-action", { press: /^Open A-\d+$/, within: priya.room.action("Read the copies"), dialog: /^Open A-/ })

  await priya.room.openAction("Ring the clerk", ravi.account.id, 30)
  const inList = ({ room }: Seat): ReturnType<Seat["room"]["action"]> => room.action("Ring the clerk")
  await look(priya, "action", { press: /^Ring the clerk/, within: inList(priya), dialog: /Ring the clerk/ })
  await look(ravi, "action-of-its-owner", { press: /^Ring the clerk/, within: inList(ravi), dialog: /Ring the clerk/ })
  await look(ravi, "more-time", { press: /^More time for A-/, within: inList(ravi), dialog: /^More time for A-/, then: isMissing("Take more time", "Say until when you need.") })
  await look(ravi, "report", { press: /^Report on A-/, within: inList(ravi), dialog: /^Report on A-/, then: isMissing("Report", "Choose what you report.") })
  await priya.room.press(/^Ring the clerk/, inList(priya))
  await look(priya, "cancel-action", {
    press: "Cancel the action", within: priya.room.dialog(/Ring the clerk/), dialog: /^Cancel A-/, then: isMissing("Cancel the action", "Say why it is not to be done."),
  })
  await priya.page.keyboard.press("Escape")
  await reports(ravi, "Ring the clerk", "Done", "She read three columns.")
  await tom.room.actions.getByText(/^Done or cancelled/).click()
  await look(tom, "check", { press: /^Check A-/, within: inList(tom), dialog: /^Check A-/, then: isMissing("Say so", "Say whether it worked.") })
})
