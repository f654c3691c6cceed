/** What comes late from whoever commanded before. */
import { scenario } from "../src/scenarios.ts"
import { expect, test, type Seat } from "../src/test.ts"

const since = /Tom Okafor has been Incident Manager since \d\d:\d\d/

test(scenario(11), async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, seats } = await stage.meet([["Tom Okafor", "deputy", "incident_manager"], ["Ravi Menon", "sme"], ["Hannah Boyle", "sme"]])
  const [priya, tom, ravi, hannah] = seats as [Seat, Seat, Seat, Seat]
  await priya.room.openAction("Ring the clerk", ravi.account.id, 30)
  await expect(tom.room.action("Ring the clerk")).toContainText("Ravi Menon")

  // Her page believes that it is live. A command, an edit and a decision of hers are on their way and do not arrive.
  priya.proxy.cut("stall")
  await priya.room.press(/^Ring the clerk/, priya.room.action("Ring the clerk"))
  const action = priya.room.dialog(/Ring the clerk/)
  await action.getByRole("combobox", { name: "Owner" }).selectOption(tom.account.id)
  await priya.room.press("Close", action)
  await expect(priya.room.action("Ring the clerk")).toContainText("Tom Okafor")
  await priya.room.kind("Decision")
  await priya.room.type("Close the gateway.", 0)
  await priya.room.composer.getByRole("textbox", { name: "Why" }).fill("It still sends.")
  await priya.room.seal()
  await priya.room.press("Change the phase")
  const phase = priya.room.dialog("Phase: Hot")
  await phase.getByRole("textbox", { name: "Reason" }).fill("Every mailbox has confirmed.")
  await priya.room.press("Stand down", phase)

  // Command passes without her, and goes on to be used.
  await tom.room.press("Step in")
  await tom.room.dialog("Step in as Incident Manager").getByRole("textbox", { name: "Reason" }).fill("No answer by phone.")
  await tom.room.press("Step in", tom.room.dialog("Step in as Incident Manager"))
  await tom.room.isCommandedBy("Tom Okafor")
  await tom.client.command(id, { name: "set_roles", person: priya.account.id, roles: ["sme"], reason: "Back when she is reached." }, 2)
  await tom.client.command(id, { name: "set_severity", severity: 2 }, 2)
  await tom.room.press(/^Ring the clerk/, tom.room.action("Ring the clerk"))
  await tom.room.dialog(/Ring the clerk/).getByRole("combobox", { name: "Owner" }).selectOption(hannah.account.id)
  await tom.room.press("Close", tom.room.dialog(/Ring the clerk/))

  priya.proxy.mend()
  // What she gave says why it was not done, and who commands since when.
  await expect(phase.getByRole("alert")).toContainText(since)
  await priya.room.press("Cancel", phase)
  await expect(priya.room.state).toContainText("2 changes of yours could not be accepted.")
  const tray = await priya.room.openTray()
  await expect(tray.getByRole("article", { name: /Change of an action/ })).toContainText("Ring the clerk. Owner: Tom Okafor")
  await expect(tray.getByRole("article").filter({ hasText: "Close the gateway." })).toHaveCount(1)
  await priya.room.press("Decide later", tray)

  const asTomLeftIt = async ({ room }: Seat): Promise<void> => {
    await room.isCommandedBy("Tom Okafor")
    await room.isInPhase("Hot")
    await expect(room.head).toContainText("Severity 2")
    await expect(room.action("Ring the clerk")).toContainText("Hannah Boyle")
    for (const text of ["Close the gateway.", "Every mailbox has confirmed."]) await expect(room.entry(text)).toHaveCount(0)
  }
  for (const seat of seats) await asTomLeftIt(seat)
  // Nor does anything given under the old epoch past the page, however often.
  for (const command of [{ name: "set_severity", severity: 1 }, { name: "stand_down", reason: "Over." }, { name: "offer_command", to: ravi.account.id, packet: { role: "sme" } }]) {
    const receipt = await priya.client.intent(id, command, 1)
    expect(receipt, command.name).toMatchObject({ outcome: "refused" })
    expect(receipt.reason, command.name).toMatch(since)
  }
  for (const seat of seats) {
    await seat.page.reload()
    await seat.room.isLive()
    await asTomLeftIt(seat)
  }
})
