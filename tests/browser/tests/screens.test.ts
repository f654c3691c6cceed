/** Every screen, at both sizes and in both schemes: nothing that axe can find. */
import { isAccessible, withAxe } from "../src/axe.ts"
import { uuid } from "../src/client.ts"
import { expect, test, type Seat, type Stage } from "../src/test.ts"

/** A room with something of everything in it. */
async function fullRoom(stage: Stage): Promise<{ readonly id: string; readonly priya: Seat; readonly maeve: Seat; readonly jo: Seat }> {
  const { id, manager, command, team: [maeve, jo] } = await stage.incident([["Maeve Lindqvist", "secretariat"], ["Jo Whitmore", "observer"]])
  const seats = { priya: await stage.sit(manager), maeve: await stage.sit(maeve!), jo: await stage.sit(jo!) }
  for (const { context } of Object.values(seats)) await withAxe(context)
  const say = (entry: Readonly<Record<string, unknown>>): Promise<unknown> => command.command(id, { name: "append_entry", ...entry }, 1)
  await say({ kind: "observation", text: "41 mailboxes, all accepted between 21:46:12 and 21:46:40.", certainty: "know", said_by: "Ravi Menon" })
  await say({ kind: "decision", text: "Pull the export by gateway recall.", why: "Recall is reversible; waiting is not.", set_aside: "Phoning each chambers first." })
  await say({ kind: "action", text: "A-17 Run gateway recall. Owner Ravi Menon. Report back 02:40." })
  await say({ kind: "comms", text: "Call 5 held, 11 minutes. Next call 02:45." })
  const { number } = await seats.maeve.client.command(id, { name: "append_entry", kind: "observation", text: "The attachment was opened by all three." })
  await seats.maeve.client.command(id, { name: "append_entry", kind: "correction", text: "One of the three opened it.", corrects: number, why: "Preview fetches were counted as opens." })
  return { id, ...seats }
}

test("signing in, the list and the forms", async ({ stage }) => {
  const { id, priya } = await fullRoom(stage)
  const { page } = priya
  const other = await stage.person("Ravi Menon", { trainings: ["sme"] })
  for (const [screen, path, heading] of [
    ["list", "/incidents", "Incidents"],
    ["open", "/incidents/open", "Open an incident"],
    ["add-member", `/incidents/${id}/members/add`, "Add a member"],
    ["not-there", "/nothing/here", "There is nothing at this address"],
    ["no-such-incident", `/incidents/${uuid()}`, "There is no such incident here"],
  ] as const) {
    await page.goto(path)
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible()
    await isAccessible(page, screen)
  }
  await page.goto("/incidents/open")
  await page.getByRole("button", { name: "Open the incident" }).click()
  await expect(page.getByRole("alert")).toBeVisible()
  await isAccessible(page, "open-with-errors")

  await priya.client.command(id, { name: "add_member", person: other.id, roles: ["sme"] }, 1)
  await page.goto(`/incidents/${id}/members/${other.id}`)
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Ravi Menon")
  await isAccessible(page, "change-roles")

  const { id: fresh } = await priya.client.must<{ id: string }>("POST", "/api/incidents", {
    intent: uuid(), title: "Laptop lost on a train", security: true, personal_data: false, written_at: new Date().toISOString(),
  })
  await priya.enter(fresh)
  await isAccessible(page, "room-not-declared")
  await page.goto(`/incidents/${fresh}/declare`)
  await page.getByRole("button", { name: "Declare and take command" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toBeVisible()
  await isAccessible(page, "declare-with-errors")

  await priya.context.clearCookies()
  await page.goto("/sign-in")
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible()
  await isAccessible(page, "sign-in")
})

test("the room: the log, somebody writing, a decision, the team, the dialogs", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, priya, maeve, jo } = await fullRoom(stage)
  await Promise.all([priya, maeve, jo].map((seat) => seat.enter(id)))
  const { page, room } = priya
  await maeve.room.type("Ravi reports the gateway trace is complete. The copy was forwarded once, to another address at the same prov")
  await expect(room.draft("Ravi reports")).toBeVisible()
  await isAccessible(page, "room")
  await isAccessible(jo.page, "room-read-only")

  await room.kind("Decision")
  await room.type("Stop the 05:00 listings export.")
  await isAccessible(page, "room-decision")
  await room.composer.getByRole("button", { name: "Put aside" }).click()

  // On a phone each part of the room is a tab of its own.
  await page.goto(`/incidents/${id}?side=team&tab=situation`)
  await expect(page.getByRole("heading", { name: /In the team/ })).toBeVisible()
  await isAccessible(page, "room-team")
  await page.goto(`/incidents/${id}?tab=now`)
  await expect(page.getByRole("heading", { name: "Decide and do", exact: true })).toBeVisible()
  await isAccessible(page, "room-now")
  await page.goto(`/incidents/${id}?tab=situation`)
  await page.getByRole("button", { name: "Add to the situation" }).click()
  await expect(page.getByRole("dialog")).toBeVisible()
  await isAccessible(page, "add-to-situation")
  await page.keyboard.press("Escape")
  await room.log.focus()
  await page.keyboard.press("?")
  await expect(page.getByRole("dialog")).toBeVisible()
  await isAccessible(page, "keys")
  await page.setViewportSize({ width: 390, height: 844 })
  await page.goto(`/incidents/${id}?tab=more`)
  await expect(page.getByRole("heading", { name: "More", exact: true })).toBeVisible()
  await isAccessible(page, "room-more")
})

test("the room without a network, without a session, with refusals", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, priya, maeve } = await fullRoom(stage)
  await Promise.all([priya, maeve].map((seat) => seat.enter(id)))
  maeve.proxy.cut("reset")
  await maeve.room.type("Queued without a network.")
  await maeve.room.seal()
  await maeve.room.type("And half a wor")
  await expect(maeve.room.pill).toHaveText("Offline", { timeout: 15_000 })
  await isAccessible(maeve.page, "room-offline")

  await priya.client.command(id, { name: "set_roles", person: maeve.account.id, roles: ["observer"], reason: "The log passes on." }, 1)
  maeve.proxy.mend()
  await expect(maeve.room.pill).toHaveText("Read-only", { timeout: 15_000 })
  await expect(maeve.room.state).toContainText("could not be accepted")
  await isAccessible(maeve.page, "room-with-refusals")
  await maeve.room.openTray()
  await isAccessible(maeve.page, "tray")

  await priya.client.must("DELETE", "/api/session")
  await expect(priya.page.getByRole("dialog", { name: "Sign in again" })).toBeVisible()
  await isAccessible(priya.page, "sign-in-again")
})

test("the room: what waits for an answer, the actions, and the dialogs of both", async ({ stage }) => {
  test.setTimeout(180_000)
  const { id, manager, seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [{ page, room, context }, tom, ravi] = seats as [Seat, Seat, Seat]
  for (const each of [context, tom.context, ravi.context]) await withAxe(each)
  await tom.client.command(id, { name: "suggest_escalation", level: "silver", because: "complexity", reason: "Two departments." })
  await ravi.client.command(id, { name: "raise_concern", text: "Nobody has slept." })
  await tom.client.command(id, { name: "set_severity", severity: 2, spoken_by: manager.id }, 1)
  await Promise.all(seats.map((seat) => seat.enter(id)))
  await ravi.room.press("Recommend")
  await ravi.room.dialog("Recommend").getByRole("textbox", { name: "Recommendation" }).fill("Recall the export at the gateway.")
  await ravi.room.press("Recommend", ravi.room.dialog("Recommend"))
  await room.openAction("Ring the clerk", ravi.account.id, 30)
  await expect(room.now.getByRole("article")).toHaveCount(4)
  await isAccessible(page, "room-waiting")

  const looks = async (screen: string, button: string | RegExp, dialog: string | RegExp): Promise<void> => {
    await room.press(button)
    await expect(room.dialog(dialog)).toBeVisible()
    await isAccessible(page, screen)
    await page.keyboard.press("Escape")
    await expect(room.dialog(dialog)).toHaveCount(0)
  }
  await looks("action", /^Ring the clerk/, /Ring the clerk/)
  await looks("add-action", "Add an action", "Add an action")
  await looks("answer", /^Decline R-/, /^Decline R-/)
  await looks("phase", "Change the phase", "Phase: Hot")
  await looks("hand-over", "Hand over", "Hand over as Incident Manager")
})
