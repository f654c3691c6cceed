/** Command passes from one person to the next, and every screen says to whom. */
import { expect, test, type Seat, type Stage } from "../src/test.ts"

type Three = readonly [priya: Seat, tom: Seat, ravi: Seat]

/** Priya commands; Tom, her deputy, is trained to; Ravi looks on. */
async function three(stage: Stage): Promise<Three> {
  const { seats: [priya, tom, ravi] } = await stage.meet([["Tom Okafor", "deputy", "incident_manager"], ["Ravi Menon", "sme"]])
  return [priya!, tom!, ravi!]
}

async function allSay(seats: readonly Seat[], manager: string): Promise<void> {
  for (const { room } of seats) await room.isCommandedBy(manager)
}

/** Opens what ends the hot phase, with its reason written. */
async function aboutToStandDown({ room }: Seat): Promise<void> {
  await room.press("Change the phase")
  await room.dialog("Phase: Hot").getByRole("textbox", { name: "Reason" }).fill("Every mailbox has confirmed.")
}

async function isStillHot(seats: readonly Seat[]): Promise<void> {
  for (const { room } of seats) {
    await room.isInPhase("Hot")
    await expect(room.log).not.toContainText("Every mailbox has confirmed.")
  }
}

test("command passes by an offer and its acceptance, with a packet that is sealed; a form left open says who commands now", async ({ stage }) => {
  const seats = await three(stage)
  const [priya, tom, ravi] = seats
  await priya.room.openAction("Ring the fourteen chambers", tom.account.id, 30)
  await expect(tom.room.action("Ring the fourteen chambers")).toBeVisible()

  await priya.room.press("Hand over")
  const offer = priya.room.dialog("Hand over as Incident Manager")
  await expect(offer.getByRole("combobox", { name: "Incoming" })).toHaveValue(tom.account.id)
  await expect(offer.getByRole("textbox", { name: "Actions due in the next hour" })).toHaveValue(/Ring the fourteen chambers.*Needs a new owner when Tom Okafor takes command/)
  const where = offer.getByRole("textbox", { name: "Where we are" })
  await where.fill(`${await where.inputValue()}\nThe bridge is held by Ravi.`)
  await offer.getByRole("textbox", { name: "What I am worried about" }).fill("Larkfield has not rung back.")
  await expect(offer).toContainText("Tom Okafor becomes Incident Manager at once")
  await priya.room.press("Send to Tom to accept", offer)
  await expect(offer).toHaveCount(0)
  await expect(priya.room.head).toContainText("Offered to Tom Okafor, waiting")

  // Until it is accepted nothing has changed, and whoever offers it acts on.
  await allSay(seats, "Priya Nair")
  await aboutToStandDown(priya)

  const accept = tom.room.dialog("Priya Nair is handing you command as Incident Manager")
  await expect(accept).toContainText("Larkfield has not rung back.")
  await expect(accept).toContainText("The bridge is held by Ravi.")
  const owner = accept.getByRole("combobox", { name: /Ring the fourteen chambers/ })
  await expect(owner).toHaveValue("")
  await owner.selectOption(ravi.account.id)
  await tom.room.press("Accept and take command", accept)
  await expect(accept).toHaveCount(0)

  await allSay(seats, "Tom Okafor")
  for (const { room } of seats) {
    const entry = room.entry("Tom Okafor accepted command from Priya Nair and is Incident Manager.")
    await expect(entry).toContainText("Handover")
    await expect(entry).toContainText("The bridge is held by Ravi.")
    await expect(entry).toContainText("Larkfield has not rung back.")
    await expect(room.action("Ring the fourteen chambers")).toContainText("Ravi Menon")
  }
  await expect(ravi.room.action("Ring the fourteen chambers").getByRole("button", { name: /^Acknowledge A-/ })).toBeEnabled()

  // The form that was open all the while does nothing any more, and says why.
  const stale = priya.room.dialog("Phase: Hot")
  await expect(stale).toContainText("Tom Okafor has been Incident Manager since")
  await expect(stale.getByRole("button", { name: "Stand down" })).toBeDisabled()
  await priya.room.press("Cancel", stale)
  await expect(priya.room.head.getByRole("button", { name: "Step in" })).toBeEnabled()
  await isStillHot(seats)
})

test("an offer is withdrawn while the other reads it: it cannot be accepted any more", async ({ stage }) => {
  const seats = await three(stage)
  const [priya, tom] = seats
  await priya.room.press("Hand over")
  await priya.room.press("Send to Tom to accept", priya.room.dialog("Hand over as Incident Manager"))
  const accept = tom.room.dialog("Priya Nair is handing you command as Incident Manager")
  await expect(accept.getByRole("button", { name: "Accept and take command" })).toBeEnabled()
  await priya.room.press("Withdraw the offer")
  await expect(accept).toContainText("The offer is not open any more.")
  await expect(accept.getByRole("button", { name: "Accept and take command" })).toBeDisabled()
  await allSay(seats, "Priya Nair")
})

test("the deputy steps in while the manager is cut off; a stand-down clicked before the cut was noticed does not fire on return", async ({ stage }) => {
  const seats = await three(stage)
  const [priya, tom, ravi] = seats
  await aboutToStandDown(priya)
  // What she clicks is on its way and does not arrive; her page knows nothing of it yet.
  priya.proxy.cut("stall")
  await priya.room.press("Stand down", priya.room.dialog("Phase: Hot"))

  await tom.room.press("Step in")
  const dialog = tom.room.dialog("Step in as Incident Manager")
  await expect(dialog).toContainText("Priya Nair becomes Deputy")
  await dialog.getByRole("textbox", { name: "Reason" }).fill("No answer by phone.")
  await tom.room.press("Step in", dialog)
  await allSay([tom, ravi], "Tom Okafor")

  priya.proxy.mend()
  await allSay(seats, "Tom Okafor")
  for (const { room } of seats) await expect(room.entry("Tom Okafor stepped in as Incident Manager. Priya Nair is no longer in command. Reason: No answer by phone.")).toHaveCount(1)
  const stale = priya.room.dialog("Phase: Hot")
  await expect(stale.getByRole("alert")).toContainText("Only the Incident Manager does this. Tom Okafor has been Incident Manager since")
  await isStillHot(seats)
})

test("the manager is asked whether they are there, and answers in one tap", async ({ stage }) => {
  const seats = await three(stage)
  const [priya, , ravi] = seats
  await ravi.room.press("Command")
  await ravi.room.press("Is the Incident Manager there?", ravi.room.dialog("Command"))
  const ask = ravi.room.dialog("Is the Incident Manager there?")
  await ask.getByRole("textbox", { name: "Reason" }).fill("Silent on the bridge.")
  await ravi.room.press("Ask", ask)
  await expect(priya.room.state).toContainText("Ravi Menon asks whether you are there. Without an answer by")
  await ravi.room.press("Command")
  await expect(ravi.room.dialog("Command")).toContainText("Ravi Menon asked at")
  await priya.room.press("I am here", priya.room.state)
  await expect(priya.room.state).toHaveCount(0)
  for (const { room } of seats) await expect(room.entry("Priya Nair is there and in command.")).toHaveCount(1)
  await expect(ravi.room.dialog("Command")).not.toContainText("Ravi Menon asked at")
  await allSay(seats, "Priya Nair")
})

test("command is left and nobody has it, on every screen, until somebody trained takes it", async ({ stage }) => {
  const seats = await three(stage)
  const [priya, tom, ravi] = seats
  await priya.room.press("Hand over")
  await priya.room.press("Leave command", priya.room.dialog("Hand over as Incident Manager"))
  const leave = priya.room.dialog("Leave command")
  await leave.getByRole("textbox", { name: "Reason" }).fill("Unwell.")
  await priya.room.press("Leave command", leave)
  for (const { room } of seats) {
    await expect(room.state).toContainText("No one is in command.")
    await expect(room.entry("Priya Nair left command. Nobody is in command now. Reason: Unwell.")).toHaveCount(1)
  }
  await allSay(seats, "No one")

  // Whoever is not trained for it is told so.
  await ravi.room.press("Take command", ravi.room.state)
  await expect(ravi.room.dialog("Command")).toContainText("A person trained as Incident Manager takes command.")
  await tom.room.press("Take command", tom.room.state)
  await tom.room.press("Take command", tom.room.dialog("Command"))
  const take = tom.room.dialog("Take command")
  await take.getByRole("textbox", { name: "Reason" }).fill("I am on the bridge.")
  await tom.room.press("Take command", take)
  await allSay(seats, "Tom Okafor")
  for (const { room } of seats) await expect(room.entry("Tom Okafor took command, which was vacant: I am on the bridge.")).toHaveCount(1)
  await expect(tom.room.state).toHaveCount(0)
})
