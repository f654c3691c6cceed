/** What was refused, and the ways out of it; what people raise, and its answers. */
import { expect, test, type Seat } from "../src/test.ts"

/** Writes a decision without sealing it. */
async function draftsDecision({ room }: Seat, text: string): Promise<void> {
  await room.kind("Decision")
  await room.type(text)
  await room.composer.getByRole("textbox", { name: "Why" }).fill("It cannot wait.")
  await room.press("Put aside", room.composer)
}

test("what was refused is sent as a proposal, copied or discarded; the proposal is adopted with whose words they are", async ({ stage }) => {
  const { id, command, seats } = await stage.meet([["Tom Okafor", "deputy"], ["Jo Whitmore", "secretariat"]])
  const [priya, tom, jo] = seats as [Seat, Seat, Seat]
  await jo.context.grantPermissions(["clipboard-read", "clipboard-write"])
  jo.proxy.cut("reset")
  const texts = ["Ring the fourteen first.", "Close the gateway.", "Tell the press office."] as const
  for (const text of texts) await draftsDecision(jo, text)
  await command.command(id, { name: "set_roles", person: jo.account.id, roles: ["sme"], reason: "The log passes on." }, 1)
  jo.proxy.mend()
  await expect(jo.room.state).toContainText("3 changes of yours could not be accepted.", { timeout: 20_000 })
  const tray = await jo.room.openTray()
  const item = (text: string): ReturnType<typeof tray.getByRole> => tray.getByRole("article").filter({ hasText: text })

  await jo.room.press("Copy text", item(texts[1]))
  await expect(item(texts[1]).getByRole("status")).toHaveText("Copied")
  expect(await jo.page.evaluate(() => navigator.clipboard.readText())).toContain(texts[1])
  // Copied it is still there; let go it is asked once more.
  await jo.room.press("Discard", item(texts[1]))
  await jo.room.press("Yes, discard", item(texts[1]))
  await expect(item(texts[1])).toHaveCount(0)
  for (const text of [texts[0], texts[2]]) {
    await jo.room.press("Send as a proposal", item(text))
    await expect(item(text)).toHaveCount(0)
  }
  await expect(jo.room.dialog("Nothing is left to decide")).toBeVisible()
  await jo.room.press("Close", jo.room.dialog("Nothing is left to decide"))
  await expect(jo.room.state).toHaveCount(0)

  const waiting = (seat: Seat, text: string): ReturnType<typeof tray.getByRole> =>
    seat.room.now.getByRole("article", { name: "Proposed words, Jo Whitmore" }).filter({ hasText: text })
  await expect(waiting(priya, texts[0])).toContainText(/Proposed by Jo Whitmore as Decision\. Written .*\. Not accepted before: /)
  await priya.room.press("Adopt the proposal of Jo Whitmore", waiting(priya, texts[0]))
  await tom.room.press("Decline the proposal of Jo Whitmore", waiting(tom, texts[2]))
  const decline = tom.room.dialog("Decline the proposal of Jo Whitmore")
  await decline.getByRole("textbox", { name: "Reason" }).fill("Comms will.")
  await tom.room.press("Decline", decline)
  for (const { room } of seats) {
    const adopted = room.entry(texts[0]).filter({ hasText: "Written with Jo Whitmore" })
    await expect(adopted).toContainText("Decision Priya Nair, Incident Manager")
    await expect(adopted).toContainText("Said by Jo Whitmore")
    await expect(room.entry("Tom Okafor declined the proposal of Jo Whitmore: Tell the press office.")).toContainText("Reason: Comms will.")
    await expect(room.now.getByRole("article", { name: /^Proposed words/ })).toHaveCount(0)
    await expect(room.log).not.toContainText(texts[1])
  }
})

test("a role ends while its holder is offline: allowed work is recorded, the rest is in the tray with the reason, later work goes on", async ({ stage }) => {
  const { id, command, seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  await priya.room.openAction("Copy the gateway log", tom.account.id, 30)
  await priya.room.openAction("Ring the clerk", ravi.account.id, 30)
  await expect(tom.room.action("Ring the clerk")).toBeVisible()

  tom.proxy.cut("reset")
  await tom.room.press(/^Acknowledge A-/, tom.room.action("Copy the gateway log"))
  // A deputy may do this; an expert may not.
  await tom.room.press(/^Ring the clerk/, tom.room.action("Ring the clerk"))
  const ring = tom.room.dialog(/Ring the clerk/)
  await ring.getByRole("combobox", { name: "Owner" }).selectOption(tom.account.id)
  await tom.room.press("Close", ring)
  await expect(tom.room.action("Ring the clerk")).toContainText("Tom Okafor")
  await tom.room.type("The gateway log is copied.")
  await tom.room.seal()
  await expect(tom.room.log).toContainText("Not sent yet")
  await command.command(id, { name: "set_roles", person: tom.account.id, roles: ["sme"], reason: "Needed as a resolver." }, 1)
  tom.proxy.mend()
  await expect(tom.room.state).toContainText("1 change of yours could not be accepted.", { timeout: 20_000 })

  for (const { room } of seats) {
    await expect(room.entry("The gateway log is copied.")).toHaveCount(1)
    await expect(room.action("Copy the gateway log")).toContainText(/Acknowledged \d\d:\d\d/)
    await expect(room.action("Ring the clerk")).toContainText("Ravi Menon")
  }
  const tray = await tom.room.openTray()
  const refused = tray.getByRole("article", { name: /Change of an action/ })
  await expect(refused).toContainText(/A-\d+ Ring the clerk\. Owner: Tom Okafor/)
  await expect(refused).toContainText("The Incident Manager, the Deputy or the Secretariat says what an action is, whose it is and by when.")
  await tom.room.press("Decide later", tray)
  await expect(tom.room.now.getByRole("heading", { name: "Not accepted 1" })).toBeVisible()

  await tom.room.record("And read through once.")
  await tom.room.press(/^Report on A-/, tom.room.action("Copy the gateway log"))
  const report = tom.room.dialog(/^Report on A-/)
  await report.getByRole("radio", { name: "Done" }).check()
  await tom.room.press("Report", report)
  for (const { room } of seats) {
    await expect(room.entry("And read through once.")).toHaveCount(1)
    await expect(room.entry(/A-\d+ done: Copy the gateway log\./)).toHaveCount(1)
  }
})

test("a concern is answered and a suggested escalation taken up, each seen by whoever raised it (IM-17, DEP-04)", async ({ stage }) => {
  const { seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  await ravi.room.press("Raise a concern")
  const raise = ravi.room.dialog("Raise a concern")
  await raise.getByRole("textbox", { name: "Concern" }).fill("Nobody has slept.")
  await ravi.room.press("Raise it", raise)
  await expect(ravi.room.now.getByRole("article", { name: "Concern, Ravi Menon" })).toContainText("Nobody has slept.")
  await priya.room.press("Answer the concern of Ravi Menon", priya.room.now)
  const answer = priya.room.dialog("Answer the concern of Ravi Menon")
  await priya.room.press("Answer", answer)
  await expect(answer.getByRole("alert")).toContainText("Write the answer, for Ravi Menon.")
  await answer.getByRole("textbox", { name: "Answer" }).fill("A second shift comes at six.")
  await priya.room.press("Answer", answer)
  for (const { room } of seats) {
    await expect(room.entry("the concern of Ravi Menon: Nobody has slept.")).toContainText("A second shift comes at six.")
    await expect(room.now.getByRole("article", { name: /^Concern/ })).toHaveCount(0)
  }

  await tom.room.press("Suggest escalation", tom.room.now)
  const suggest = tom.room.dialog("Suggest escalation")
  await suggest.getByRole("radio", { name: "Silver" }).check()
  await suggest.getByRole("radio", { name: "Complexity" }).check()
  await suggest.getByRole("textbox", { name: "Reason" }).fill("Two departments.")
  await tom.room.press("Suggest it", suggest)
  // It is the manager's to take up.
  await expect(tom.room.now.getByRole("article", { name: "Suggested escalation to Silver, Tom Okafor" }).getByRole("button", { name: /^Set the level/ })).toBeDisabled()
  await priya.room.press("Set the level as suggested by Tom Okafor", priya.room.now)
  for (const { room } of seats) {
    await expect(room.head.getByRole("list", { name: "Command level" }).getByRole("listitem").filter({ hasText: "Silver" })).toHaveAttribute("aria-current", "step")
    await expect(room.entry("Suggested by Tom Okafor.")).toContainText("Two departments.")
    await expect(room.now.getByRole("article", { name: /^Suggested/ })).toHaveCount(0)
  }
})
