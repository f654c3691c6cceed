/** What was written offline by someone whose role changed meanwhile. */
import { expect, test, type Seat, type Stage } from "../src/test.ts"

interface Away {
  readonly id: string
  readonly jo: Seat
  readonly tom: Seat
  readonly becomes: (roles: readonly string[]) => Promise<void>
}

/** Jo keeps the log; her network goes when the test says so. */
async function logKeeper(stage: Stage): Promise<Away> {
  const { id, command, team: [tom, jo] } = await stage.incident([["Tom Okafor", "deputy"], ["Jo Whitmore", "secretariat"]])
  const seats = [await stage.sit(jo!), await stage.sit(tom!)] as const
  await Promise.all(seats.map((seat) => seat.enter(id)))
  return {
    id, jo: seats[0], tom: seats[1],
    becomes: async (roles) => { await command.command(id, { name: "set_roles", person: jo!.id, roles, reason: "The log passes on." }, 1) },
  }
}

test("a change refused in the middle of what was written offline: the rest is recorded, the refused one waits with its sentence", async ({ stage }) => {
  const { jo, tom, becomes } = await logKeeper(stage)
  await tom.room.type("Tom begins. ")
  await jo.room.draft("Tom begins. ").getByRole("button", { name: "Write in this draft" }).click()
  await expect(jo.room.box).toHaveValue("Tom begins. ")

  jo.proxy.cut("reset")
  await expect(jo.room.pill).toHaveText(/Reconnecting|Offline/)
  // In one draft: words, a detail that only the secretariat sets, words again.
  await jo.room.type("Jo goes on, ")
  await jo.room.composer.getByRole("button", { name: "I know this" }).click()
  await jo.room.type("and on.")
  await jo.room.composer.getByRole("button", { name: "Leave it" }).click()
  // Then entries around a decision that only a command role drafts.
  await jo.room.type("First of two.")
  await jo.room.seal()
  await jo.room.kind("Decision")
  await jo.room.type("Ring the fourteen before anybody else.")
  await jo.room.composer.getByRole("textbox", { name: "Why" }).fill("For them it may be a threat to life.")
  await jo.room.composer.getByRole("button", { name: "Put aside" }).click()
  await jo.room.kind("Observation")
  await jo.room.type("Second of two.")
  await jo.room.seal()

  await becomes(["sme"])
  jo.proxy.mend()
  await jo.room.isLive()

  // Recorded, in their order, text intact, seen by others.
  await expect(tom.room.entry("First of two.")).toHaveCount(1)
  await expect(tom.room.entry("Second of two.")).toHaveCount(1)
  await expect(tom.room.box).toHaveValue("Tom begins. Jo goes on, and on.")
  const numbers = await Promise.all(["First of two.", "Second of two."].map((text) => tom.room.entry(text).getAttribute("data-number")))
  expect(Number(numbers[0])).toBeLessThan(Number(numbers[1]))
  await expect(tom.room.log).not.toContainText("Ring the fourteen")

  // Refused, each with what it was and why.
  await expect(jo.room.state).toContainText("2 changes of yours could not be accepted.")
  const tray = await jo.room.openTray()
  const decision = tray.getByRole("article").filter({ hasText: "Ring the fourteen before anybody else." })
  await expect(decision).toContainText("For them it may be a threat to life.")
  await expect(decision).toContainText(/decision/i)
  const detail = tray.getByRole("article", { name: /Detail of a log entry/ })
  await expect(detail).toContainText("Only the person who began this draft, or the Secretariat, changes its details.")
  await jo.page.screenshot({ path: "results/screens/tray.png" })

  // It stays until decided, on the server too.
  await jo.page.reload()
  await jo.room.isLive()
  const again = await jo.room.openTray()
  await again.getByRole("article").filter({ hasText: "Ring the fourteen" }).getByRole("button", { name: "Discard" }).click()
  await again.getByRole("button", { name: "Yes, discard" }).click()
  await expect(again.getByRole("article")).toHaveCount(1)
})

test("someone who became an observer meanwhile loses nothing: all of it is in the tray", async ({ stage }) => {
  const { jo, tom, becomes } = await logKeeper(stage)
  jo.proxy.cut("black_hole")
  await jo.room.type("Larkfield is one of the three.")
  await jo.room.seal()
  await jo.room.type("A-14: left a message with the night line.")
  await becomes(["observer"])
  await jo.room.keeps()
  jo.proxy.mend()
  await jo.page.reload()
  await expect(jo.room.pill).toHaveText("Read-only", { timeout: 15_000 })
  const tray = await jo.room.openTray()
  await expect(tray).toContainText("Larkfield is one of the three.")
  await expect(tray).toContainText("A-14: left a message with the night line.")
  await expect(tray).toContainText("Observers read the log; they do not write in it. Ask the Incident Manager for a role.")
  await expect(tom.room.log).not.toContainText("Larkfield")
})
