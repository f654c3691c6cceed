/** The action list, worked together: from a proposal to a check, overdue by the clock, two values at once. */
import { openShortAction } from "../src/short-action.ts"
import { expect, test, type Seat } from "../src/test.ts"
import { Wire } from "../src/wire.ts"

const title = "Ring the fourteen chambers"

test("an action is proposed by an expert, opened in one tap, acknowledged, given more time, done, and checked by somebody else", async ({ stage }) => {
  const { seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  await ravi.room.press("Add an action")
  const add = ravi.room.dialog("Add an action")
  await expect(add.getByRole("button", { name: "Open the action" })).toBeDisabled()
  await add.getByRole("textbox", { name: "What is to be done" }).fill(title)
  await add.getByRole("combobox", { name: "Owner" }).selectOption(ravi.account.id)
  // Whoever commands owns none.
  await expect(add.getByRole("combobox", { name: "Owner" }).getByRole("option", { name: /Priya Nair/ })).toHaveCount(0)
  await ravi.room.press("+15 min", add)
  await ravi.room.press("Propose", add)
  await expect(priya.room.actions.getByRole("heading", { name: "Not yet open 1" })).toBeVisible()

  await priya.room.press(/^Open A-\d+$/, priya.room.action(title))
  await expect(ravi.room.action(title)).toContainText("Not acknowledged")
  for (const { room } of seats) await expect(room.entry(new RegExp(`A-\\d+ opened: ${title}. Owner Ravi Menon`))).toHaveCount(1)
  await ravi.room.press(/^Acknowledge A-\d+$/, ravi.room.action(title))
  for (const { room } of seats) await expect(room.action(title)).toContainText(/Acknowledged \d\d:\d\d/)

  await ravi.room.press(/^More time for A-\d+$/, ravi.room.action(title))
  const more = ravi.room.dialog(/^More time for A-/)
  await ravi.room.press("+30 min", more)
  await more.getByRole("textbox", { name: "Why, can be left empty" }).fill("Three do not answer.")
  await ravi.room.press("Take more time", more)
  for (const { room } of seats) await expect(room.actions.getByRole("heading", { name: "Later 1" })).toBeVisible()
  await tom.room.press(new RegExp(`^${title}`), tom.room.action(title))
  const whole = tom.room.dialog(new RegExp(title))
  await expect(whole.getByRole("listitem")).toContainText(/Needs more time, until .*Three do not answer\./)
  await tom.room.press("Close", whole)

  await ravi.room.press(/^Report on A-\d+$/, ravi.room.action(title))
  const report = ravi.room.dialog(/^Report on A-/)
  await report.getByRole("radio", { name: "Done" }).check()
  await report.getByRole("textbox", { name: "What was done, can be left empty" }).fill("All fourteen know.")
  await ravi.room.press("Report", report)
  for (const { room } of seats) {
    await expect(room.entry(new RegExp(`A-\\d+ done: ${title}. All fourteen know.`))).toHaveCount(1)
    await room.actions.getByText("Done or cancelled 1, 1 to be checked").click()
    await expect(room.action(title)).toContainText("Not checked")
  }

  // Not by whoever did it.
  await expect(ravi.room.action(title).getByRole("button", { name: /^Check/ })).toHaveCount(0)
  await tom.room.press(/^Check A-\d+$/, tom.room.action(title))
  const check = tom.room.dialog(/^Check A-/)
  await expect(check).toContainText("Done by Ravi Menon.")
  await check.getByRole("radio", { name: "It worked" }).check()
  await check.getByRole("textbox", { name: "How you know, can be left empty" }).fill("Rang two of them.")
  await tom.room.press("Say so", check)
  for (const { room } of seats) {
    await expect(room.action(title)).toContainText("It worked")
    await expect(room.entry(/A-\d+ checked: it worked\. Rang two of them\./)).toHaveCount(1)
  }
})

test("an action that nobody reports on is overdue by the server's clock: sealed once, and on the screens of owner, deputy and manager", async ({ stage }) => {
  const { id, seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  const wire = await Wire.open({ origin: stage.house.server.origin, incident: id, cookie: priya.client.cookie })
  await openShortAction(wire, { title, by: priya.account.id, owner: ravi.account.id, dueMs: 4_000 })
  wire.close()
  for (const { room } of seats) await expect(room.actions.getByRole("heading", { name: "Due in 30 minutes 1" })).toBeVisible()
  for (const { room } of seats) {
    await expect(room.entry(new RegExp(`A-\\d+ is overdue: ${title}. Ravi Menon was to report back by`))).toHaveCount(1)
    await expect(room.actions.getByRole("heading", { name: "Overdue 1" })).toBeVisible()
  }
  // Asked after; more time ends it.
  await tom.room.press(/^Chase A-\d+$/, tom.room.action(title))
  await expect(ravi.room.action(title)).toContainText("Chased")
  await ravi.room.press(/^More time for A-\d+$/, ravi.room.action(title))
  await ravi.room.press("+15 min", ravi.room.dialog(/^More time for A-/))
  await ravi.room.press("Take more time", ravi.room.dialog(/^More time for A-/))
  for (const { room } of seats) {
    await expect(room.actions.getByRole("heading", { name: /^Overdue/ })).toHaveCount(0)
    await expect(room.entry("is overdue")).toHaveCount(1)
  }
})

/** Sets the time of the action whose dialog is open, and gives it as it is shown. */
async function setsTime({ room }: Seat, minutes: number): Promise<string> {
  const dialog = room.dialog(new RegExp(title))
  const before = await reportsBy(dialog)
  await room.press(`+${minutes} min`, dialog)
  await room.press("Set this time", dialog)
  await expect(dialog).not.toContainText(`reports back by ${before}`)
  return reportsBy(dialog)
}

async function reportsBy(dialog: ReturnType<Seat["room"]["dialog"]>): Promise<string> {
  return /reports back by (.*?)\. /.exec(await dialog.innerText())?.[1] ?? ""
}

test("two people set one time while one of them is cut off: the value that lost is shown to both until it is set again", async ({ stage }) => {
  const { seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  await priya.room.openAction(title, ravi.account.id, 15)
  const both = [priya, tom]
  for (const { room } of both) await room.press(new RegExp(`^${title}`), room.action(title))
  priya.proxy.cut("reset")
  const said = { "Priya Nair": await setsTime(priya, 30), "Tom Okafor": await setsTime(tom, 60) }
  expect(said["Priya Nair"]).not.toBe(said["Tom Okafor"])
  priya.proxy.mend()

  const lost = /Report back also set to (.+) by (Priya Nair|Tom Okafor), at the same time\. Set it again to settle it\./
  for (const { room } of both) await expect(room.dialog(new RegExp(title))).toContainText(lost, { timeout: 20_000 })
  const shown: string[] = []
  for (const { room } of both) {
    const dialog = room.dialog(new RegExp(title))
    const [, value, by] = lost.exec(await dialog.innerText()) ?? []
    const winner = by === "Priya Nair" ? "Tom Okafor" : "Priya Nair"
    expect(value).toBe(said[by as keyof typeof said])
    expect(await reportsBy(dialog)).toBe(said[winner])
    shown.push(winner)
  }
  expect(shown[0]).toBe(shown[1])

  const settled = await setsTime(tom, 15)
  for (const { room } of both) {
    const dialog = room.dialog(new RegExp(title))
    await expect(dialog).toContainText(`reports back by ${settled}`)
    await expect(dialog).not.toContainText("at the same time")
  }
})
