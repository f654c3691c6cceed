/** Command and what only it changes: every form, and what each side sees while it passes. */
import { isAccessible, withAxe } from "../../src/axe.ts"
import { isMissing, look } from "../../src/looks.ts"
import { expect, test, type Seat, type Stage } from "../../src/test.ts"

type Three = readonly [priya: Seat, tom: Seat, ravi: Seat]

/** Priya commands; Tom, her deputy, is trained to and owns an action; Ravi is an expert. */
async function three(stage: Stage): Promise<{ readonly id: string; readonly seats: Three }> {
  const { id, seats: [priya, tom, ravi] } = await stage.meet([["Tom Okafor", "deputy", "incident_manager"], ["Ravi Menon", "sme"]])
  for (const { context, page } of [priya!, tom!, ravi!]) {
    await withAxe(context)
    await page.reload()
  }
  const seats = [priya!, tom!, ravi!] as const
  for (const { room } of seats) await room.isLive()
  await seats[0].room.openAction("Ring the clerk", seats[1].account.id, 30)
  return { id, seats }
}

test("command is handed over, offered, and accepted", async ({ stage }) => {
  test.setTimeout(150_000)
  const { seats: [priya, tom, ravi] } = await three(stage)
  await priya.room.press("Hand over")
  const offer = priya.room.dialog("Hand over as Incident Manager")
  await expect(offer).toBeVisible()
  await isAccessible(priya.page, "hand-over")
  // Somebody who is not trained for it needs a reason.
  await offer.getByRole("combobox", { name: "Incoming" }).selectOption(ravi.account.id)
  await priya.room.press("Send to Ravi to accept", offer)
  await expect(offer.getByRole("alert")).toContainText("Say why they take it all the same.")
  await isAccessible(priya.page, "hand-over-untrained")
  await offer.getByRole("combobox", { name: "Incoming" }).selectOption(tom.account.id)
  await priya.room.press("Send to Tom to accept", offer)
  await expect(priya.room.head).toContainText("Offered to Tom Okafor, waiting")
  await isAccessible(priya.page, "offer-waiting")

  const accept = tom.room.dialog("Priya Nair is handing you command as Incident Manager")
  await expect(accept).toBeVisible()
  await isAccessible(tom.page, "accept")
  await tom.room.press("Not now", accept)
  await expect(tom.room.state).toContainText("Priya Nair offers you command.")
  await isAccessible(tom.page, "offered")
  await look(ravi, "command-offered-to-another", { press: "Command", dialog: "Command" })
})

test("the manager is asked after, the deputy steps in, command is left", async ({ stage }) => {
  test.setTimeout(180_000)
  const { id, seats: [priya, tom, ravi] } = await three(stage)
  await look(ravi, "command-ways", { press: "Command", dialog: "Command" })
  await look(tom, "step-in", { press: "Step in", dialog: "Step in as Incident Manager", then: isMissing("Step in", "Give a reason.") })
  await ravi.room.press("Command")
  await look(ravi, "challenge", {
    press: "Is the Incident Manager there?", within: ravi.room.dialog("Command"), dialog: "Is the Incident Manager there?", then: isMissing("Ask", "Give a reason."),
  })
  await ravi.page.keyboard.press("Escape")
  await ravi.client.command(id, { name: "challenge", reason: "Silent on the bridge." }, 1)
  await expect(priya.room.state).toContainText("Ravi Menon asks whether you are there.")
  await isAccessible(priya.page, "challenged")
  await look(ravi, "command-challenged", { press: "Command", dialog: "Command" })

  await priya.room.press("Hand over")
  await look(priya, "leave-command", { press: "Leave command", within: priya.room.dialog("Hand over as Incident Manager"), dialog: "Leave command" })
  await priya.page.keyboard.press("Escape")
  await priya.client.command(id, { name: "vacate", reason: "Unwell." }, 1)
  for (const { room } of [priya, tom, ravi]) await expect(room.state).toContainText("No one is in command.")
  await isAccessible(tom.page, "vacant")
  await tom.room.press("Take command", tom.room.state)
  await look(tom, "take-command", { press: "Take command", within: tom.room.dialog("Command"), dialog: "Take command" })
})

test("phase, severity, level and clocks, and what the deputy suggests", async ({ stage }) => {
  test.setTimeout(180_000)
  const { id, seats: [priya, tom] } = await three(stage)
  await look(priya, "phase", { press: "Change the phase", dialog: "Phase: Hot", then: isMissing("Stand down", "Give a reason.") })
  await look(priya, "severity", { press: "Change severity and category", dialog: "Severity and category", then: isMissing("Set them", "Nothing is changed yet.") })
  await look(priya, "level", { press: "Change the command level", dialog: "Command level", then: isMissing("Set the level", "Choose a command level.") })
  await look(priya, "clocks", {
    press: "Set the clocks", dialog: "Clocks", then: async (dialog) => {
      await priya.room.press("+15 min", dialog.getByRole("group", { name: "Next call, from now" }))
      await dialog.getByRole("textbox", { name: "Became aware at, time by the 24-hour clock" }).fill("01:15")
      await expect(dialog.getByRole("status")).toContainText("Next call")
    },
  })
  await look(tom, "severity-spoken", { press: "Change severity and category", dialog: "Severity and category" })
  await look(tom, "suggest-escalation", { press: "Change the command level", dialog: "Suggest escalation" })
  await priya.client.command(id, { name: "set_level", level: "silver", because: "severity", reason: "Two departments." }, 1)
  await priya.client.command(id, { name: "set_clocks", next_call: new Date(Date.now() + 600_000).toISOString(), regulator_due: new Date(Date.now() + 3_600_000).toISOString() }, 1)
  await expect(priya.room.head).toContainText("Next call")
  await isAccessible(priya.page, "clocks-set")
})

test("warm, cold and closed", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, seats: [priya] } = await three(stage)
  const gives = (command: Readonly<Record<string, unknown>> & { readonly name: string }): Promise<unknown> => priya.client.command(id, command, 1)
  await gives({ name: "stand_down", reason: "Every mailbox has confirmed." })
  await priya.room.isInPhase("Warm")
  await look(priya, "phase-warm", { press: "Change the phase", dialog: "Phase: Warm" })
  await gives({ name: "set_phase", phase: "cold" })
  await priya.room.isInPhase("Cold")
  await isAccessible(priya.page, "cold")
  await look(priya, "phase-cold", { press: "Change the phase", dialog: "Phase: Cold" })
  await gives({ name: "close", reason: "Reviewed." })
  await expect(priya.room.state).toContainText("This incident is closed.")
  await isAccessible(priya.page, "closed")
})
