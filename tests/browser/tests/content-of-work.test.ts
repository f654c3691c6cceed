/** What people write in actions, answers, proposals and hand-overs is text, and nothing but text. */
import { isQuiet, watch } from "../src/canary.ts"
import { payloads } from "../src/payloads.ts"
import { expect, test, type Seat } from "../src/test.ts"

const [first = ""] = payloads
/** For boxes of several lines: one payload a line. */
const all = payloads.join("\n")

async function allQuiet(seats: readonly Seat[], seen: ReadonlyMap<Seat, readonly string[]>): Promise<void> {
  for (const seat of seats) await isQuiet(seat, seen.get(seat) ?? [])
}

test("markup in titles, instructions, owners, reports, recommendations, replies and reasons is shown as it was typed", async ({ stage }) => {
  test.setTimeout(180_000)
  const { id, seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  const seen = new Map<Seat, readonly string[]>()
  for (const seat of seats) {
    seen.set(seat, await watch(seat))
    await seat.enter(id)
  }

  // Every one of them as a title, with all of them as its instruction.
  for (const text of payloads) {
    await ravi.room.press("Add an action")
    const add = ravi.room.dialog("Add an action")
    await add.getByRole("textbox", { name: "What is to be done" }).fill(text)
    await add.getByRole("textbox", { name: "Instruction, can be left empty" }).fill(all)
    await ravi.room.press("Propose", add)
  }
  for (const text of payloads) await expect(priya.room.actions.getByText(text).first()).toBeVisible()

  // Opened for a contact whose name and organisation are markup too, who reports in markup.
  await priya.room.press(/^Open A-\d+$/, priya.room.action(first).first())
  const open = priya.room.dialog(/^Open A-/)
  await priya.room.press("Add a contact", open)
  await open.getByRole("textbox", { name: "Name", exact: true }).fill(first)
  await open.getByRole("textbox", { name: "Organisation, can be left empty" }).fill(payloads[2] ?? "")
  await priya.room.press("Add this contact", open)
  await priya.room.press("+15 min", open)
  await priya.room.press("Open the action", open)
  await priya.room.openAction(`Ravi’s: ${payloads[3] ?? ""}`, ravi.account.id, 30)
  const own = ({ room }: Seat): ReturnType<typeof room.action> => room.action("Ravi’s:")
  await ravi.room.press(/^Report on A-/, own(ravi))
  await ravi.room.dialog(/^Report on A-/).getByRole("radio", { name: "Blocked" }).check()
  await ravi.room.dialog(/^Report on A-/).getByRole("textbox").fill(all)
  await ravi.room.press("Report", ravi.room.dialog(/^Report on A-/))
  await expect(tom.room.action("Ravi’s:")).toContainText("Blocked")
  await tom.room.press(/^Ravi’s:/, own(tom))
  const whole = tom.room.dialog(/Ravi’s:/)
  for (const text of payloads) await expect(whole.getByRole("listitem").filter({ hasText: text })).toHaveCount(1)
  await tom.room.press("Close", whole)

  // Recommended, asked about, replied to, declined.
  await ravi.room.press("Recommend")
  await ravi.room.dialog("Recommend").getByRole("textbox", { name: "Recommendation" }).fill(all)
  await ravi.room.press("Recommend", ravi.room.dialog("Recommend"))
  const card = ({ room }: Seat): ReturnType<typeof room.now.getByRole> => room.now.getByRole("article", { name: /^R-\d+$/ })
  await priya.room.press(/^Ask a question on R-/, card(priya))
  await priya.room.dialog(/^Ask about R-/).getByRole("textbox", { name: "Question" }).fill(all)
  await priya.room.press("Ask", priya.room.dialog(/^Ask about R-/))
  await expect(card(ravi)).toContainText("Priya Nair asks:")
  for (const text of payloads) {
    await ravi.room.press(/^Reply to R-/, card(ravi))
    await card(ravi).getByRole("textbox", { name: /^Reply to R-/ }).fill(text)
    await ravi.room.press("Send", card(ravi))
  }
  await expect(card(tom).getByRole("listitem")).toHaveCount(payloads.length)
  expect(await card(tom).getByRole("listitem").allTextContents()).toEqual(payloads.map((text) => `Ravi Menon ${text}`))
  await allQuiet(seats, seen)
  await priya.room.press(/^Decline R-/, card(priya))
  await priya.room.dialog(/^Decline R-/).getByRole("textbox", { name: "Reason" }).fill(all)
  await priya.room.press("Decline", priya.room.dialog(/^Decline R-/))
  for (const { room } of seats) await expect(room.entry("declined R-").filter({ hasText: first })).toHaveCount(1)
  await allQuiet(seats, seen)
})

test("markup in hand-overs, proposals, suggestions, questions after the manager and systems is shown as it was typed", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, command, seats } = await stage.meet([["Tom Okafor", "deputy", "incident_manager"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  const seen = new Map<Seat, readonly string[]>()
  for (const seat of seats) {
    seen.set(seat, await watch(seat))
    await seat.enter(id)
  }
  await priya.room.press("Add a system")
  const system = priya.room.dialog("Add a system")
  await system.getByRole("textbox", { name: "System", exact: true }).fill(first)
  await system.getByRole("textbox", { name: "How it is watched" }).fill(payloads[4] ?? "")
  await priya.room.press("Add", system)
  for (const text of payloads) await ravi.client.command(id, { name: "propose", text, kind: "observation", why: text, about: text })
  for (const text of payloads) {
    await expect(priya.room.now.getByRole("article", { name: "Proposed words, Ravi Menon" }).filter({ has: priya.page.getByText(text, { exact: true }) })).toHaveCount(1)
  }
  await tom.client.command(id, { name: "suggest_escalation", level: "silver", because: "complexity", reason: all })
  await expect(priya.room.now.getByRole("article", { name: /^Suggested escalation/ })).toContainText(first)
  await command.command(id, { name: "set_clocks", next_call: new Date(Date.now() + 600_000).toISOString(), reason: all }, 1)
  await ravi.client.command(id, { name: "challenge", reason: all }, 1)
  await ravi.room.press("Command")
  await expect(ravi.room.dialog("Command")).toContainText(first)
  await ravi.room.press("Close", ravi.room.dialog("Command"))
  await priya.room.press("I am here", priya.room.state)
  await allQuiet(seats, seen)

  const packet = { role: "deputy", where_we_are: all, worried_about: all, decisions: all, actions: all }
  await command.command(id, { name: "offer_command", to: tom.account.id, packet }, 1)
  const accept = tom.room.dialog("Priya Nair is handing you command as Incident Manager")
  // Once in each of the four texts.
  await expect(accept.getByRole("listitem").filter({ hasText: first })).not.toHaveCount(0)
  const lines = await accept.getByRole("listitem").allTextContents()
  for (const text of payloads) expect(lines.filter((line) => line === text), text).toHaveLength(4)
  await tom.room.press("Accept and take command", accept)
  for (const { room } of seats) await expect(room.entry("Tom Okafor accepted command")).toContainText(first)
  await tom.client.command(id, { name: "remove_member", person: ravi.account.id, reason: all }, 2)
  await expect(priya.room.entry("Ravi Menon left the incident.")).toContainText(first)
  await allQuiet(seats, seen)
})

test("markup in lessons, steps, outcomes, reasons and the register of documents is shown as it was typed", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, seats } = await stage.meet([["Maeve Lindqvist", "secretariat"]])
  const [priya, maeve] = seats as [Seat, Seat]
  const seen = new Map<Seat, readonly string[]>()
  for (const seat of seats) {
    seen.set(seat, await watch(seat))
    await seat.page.goto(`/incidents/${id}/review`)
    await seat.room.isLive()
  }
  const row = ({ page }: Seat, text: string): ReturnType<Seat["page"]["getByRole"]> => page.getByRole("row").filter({ hasText: text })
  await maeve.room.press("Add a lesson")
  const add = maeve.room.dialog("Add a lesson")
  await add.getByRole("textbox", { name: "What was learned" }).fill(all)
  await maeve.room.press("Add", add)
  for (const text of payloads) await expect(row(priya, "L-1")).toContainText(text)
  // Every one of them as a step, while the lesson is changed; then as the reason for which it is dropped, and as a place.
  for (const text of payloads) {
    await maeve.room.press("Change L-1")
    const change = maeve.room.dialog("Change L-1")
    await change.getByRole("textbox", { name: /^Preventive step/ }).fill(text)
    await maeve.room.press("Save", change)
    await expect(row(priya, "L-1").getByRole("cell").nth(1)).toHaveText(text)
  }
  await maeve.room.press("Drop L-1")
  await maeve.room.dialog("Drop: L-1").getByRole("textbox").fill(first)
  await maeve.room.press("Drop it", maeve.room.dialog("Drop: L-1"))
  await expect(row(priya, "L-1")).toContainText(`Reason: ${first}`)
  for (const text of payloads) {
    await maeve.room.press("Add a document")
    const document = maeve.room.dialog("Add a document")
    await document.getByRole("textbox", { name: "Document", exact: true }).fill(text)
    await document.getByRole("textbox", { name: "Where it is kept" }).fill(text)
    await maeve.room.press("Add", document)
  }
  for (const text of payloads) await expect(priya.page.getByRole("cell", { name: text, exact: true }).first()).toBeVisible()
  await maeve.room.press("Leave it: Post-incident review")
  await maeve.room.dialog("Leave a duty").getByRole("textbox").fill(first)
  await maeve.room.press("Leave it", maeve.room.dialog("Leave a duty"))
  await expect(priya.page.getByText(`Reason: ${first}`).last()).toBeVisible()
  await allQuiet(seats, seen)
})
