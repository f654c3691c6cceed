/** What the manager says on the call and somebody else writes down: in force at once, and confirmed or revoked after. */
import { expect, test, type Seat } from "../src/test.ts"

const decision = "Ring the fourteen chambers before anybody else."
const awaits = "Spoken by Priya Nair, written down by Maeve Lindqvist. Not yet confirmed"

async function writesDown({ room }: Seat, text: string): Promise<void> {
  await room.kind("Decision")
  await room.type(text)
  await room.composer.getByRole("textbox", { name: "Why" }).fill("For them it may be a threat to life.")
  await room.press("Spoken by the Incident Manager", room.composer)
  await room.seal()
}

test("a decision spoken on the call is in force at once, marked on every screen until it is confirmed in one tap", async ({ stage }) => {
  const { seats } = await stage.meet([["Maeve Lindqvist", "secretariat"], ["Ravi Menon", "sme"]])
  const [priya, maeve] = seats as [Seat, Seat, Seat]

  // Without saying that it was spoken it is not hers to seal.
  await maeve.room.kind("Decision")
  await maeve.room.type(decision)
  await maeve.room.seal()
  await expect(maeve.room.composer).toContainText("The Incident Manager seals a decision. It stays here for them to read and seal.")
  await maeve.room.composer.getByRole("textbox", { name: "Why" }).fill("For them it may be a threat to life.")
  await maeve.room.press("Spoken by the Incident Manager", maeve.room.composer)
  await maeve.room.seal()

  for (const { room } of seats) {
    const entry = room.entry(decision)
    await expect(entry).toHaveCount(1)
    await expect(entry).toContainText("Decision Maeve Lindqvist")
    await expect(entry).toContainText(awaits)
    const waiting = room.now.getByRole("article", { name: "Spoken, not yet confirmed, Maeve Lindqvist" })
    await expect(waiting).toContainText("Spoken by Priya Nair, written down by Maeve Lindqvist. In force.")
  }
  // It waits for the manager alone.
  await expect(maeve.room.now.getByRole("button", { name: /^(Confirm|Revoke)/ })).toHaveCount(0)
  await priya.room.press(/^Confirm/, priya.room.now.getByRole("article", { name: /^Spoken/ }))
  for (const { room } of seats) {
    await expect(room.entry(decision)).toContainText("Spoken by Priya Nair, written down by Maeve Lindqvist. Confirmed by Priya Nair")
    await expect(room.entry(/Priya Nair confirmed what Maeve Lindqvist did as spoken in entry \d+\./)).toHaveCount(1)
    await expect(room.now.getByRole("article", { name: /^Spoken/ })).toHaveCount(0)
  }
})

test("what was given as spoken and was not said is revoked: what was before is back, and both are sealed", async ({ stage }) => {
  const { seats } = await stage.meet([["Maeve Lindqvist", "secretariat"], ["Tom Okafor", "deputy"]])
  const [priya, maeve, tom] = seats as [Seat, Seat, Seat]
  await tom.room.press("Change severity and category")
  const dialog = tom.room.dialog("Severity and category")
  await dialog.getByRole("radio", { name: "Severity 2" }).check()
  // Whose act it is has to be said.
  await tom.room.press("Set them", dialog)
  await expect(dialog.getByRole("alert")).toContainText("Only Priya Nair decides this. Say that they said so on the call.")
  await dialog.getByRole("checkbox", { name: "Spoken by the Incident Manager" }).check()
  await tom.room.press("Set them", dialog)
  await expect(dialog).toHaveCount(0)
  for (const { room } of seats) {
    await expect(room.head).toContainText("Severity 2")
    await expect(room.entry("Spoken by Priya Nair, written down by Tom Okafor. Not yet confirmed")).toHaveCount(1)
  }

  const waiting = priya.room.now.getByRole("article", { name: "Spoken, not yet confirmed, Tom Okafor" })
  await expect(waiting).toContainText("Revoking puts back what was before.")
  await priya.room.press(/^Revoke/, waiting)
  for (const { room } of seats) {
    await expect(room.head).toContainText("Severity 1")
    await expect(room.entry("Spoken by Priya Nair, written down by Tom Okafor. Revoked by Priya Nair")).toHaveCount(1)
    await expect(room.entry("Priya Nair revoked what Tom Okafor did as spoken")).toHaveCount(1)
  }

  // A decision stays in the log as it was sealed, with what the manager says to it.
  await writesDown(maeve, decision)
  const said = priya.room.now.getByRole("article", { name: "Spoken, not yet confirmed, Maeve Lindqvist" })
  await expect(said).toContainText("Revoking says that you did not say it.")
  await priya.room.press(/^Revoke/, said)
  for (const { room } of seats) {
    await expect(room.entry(decision)).toContainText("Spoken by Priya Nair, written down by Maeve Lindqvist. Revoked by Priya Nair")
  }
})

test("a recommendation is agreed to as the manager said, and goes on to the decision and the action", async ({ stage }) => {
  const { seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  await ravi.room.press("Recommend")
  const recommend = ravi.room.dialog("Recommend")
  await recommend.getByRole("textbox", { name: "Recommendation" }).fill("Recall the export at the gateway.")
  await ravi.room.press("Recommend", recommend)
  const card = tom.room.now.getByRole("article", { name: /^R-\d+$/ })
  await expect(card).toContainText("Recall the export at the gateway.")

  await tom.room.press(/^Agree R-/, card)
  const answer = tom.room.dialog(/^Agree to R-/)
  await answer.getByRole("checkbox", { name: "Spoken by the Incident Manager" }).check()
  await tom.room.press("Agree", answer)
  // The decision is written beforehand, and says what it answers.
  await expect(tom.room.box).toHaveValue(/Recall the export at the gateway\./)
  await expect(tom.room.composer).toContainText(/Decision on R-\d+/)
  await tom.room.press("Spoken by the Incident Manager", tom.room.composer)
  await tom.room.seal()

  // Then who does it.
  const add = tom.room.dialog(/^Add an action from R-/)
  await expect(add.getByRole("textbox", { name: "What is to be done" })).toHaveValue("Recall the export at the gateway")
  await add.getByRole("combobox", { name: "Owner" }).selectOption(ravi.account.id)
  await tom.room.press("+30 min", add)
  await tom.room.press("Open the action", add)
  for (const { room } of seats) {
    await expect(room.entries.filter({ hasText: /From recommendation R-\d+/ })).toContainText("Not yet confirmed")
    await expect(room.action("Recall the export at the gateway")).toContainText("Ravi Menon")
  }

  // Both wait for the manager, each for one tap.
  const waiting = priya.room.now.getByRole("article", { name: "Spoken, not yet confirmed, Tom Okafor" })
  await expect(waiting).toHaveCount(2)
  await priya.room.press(/^Confirm/, waiting.first())
  await expect(waiting).toHaveCount(1)
  await priya.room.press(/^Confirm/, waiting)
  for (const { room } of seats) await expect(room.now.getByRole("article", { name: /^Spoken/ })).toHaveCount(0)
})
