/** The log and the box under it: being written in, corrected, searched, read only. */
import { isAccessible, withAxe } from "../../src/axe.ts"
import { now, uuid } from "../../src/client.ts"
import { fullRoom } from "../../src/night.ts"
import { expect, test } from "../../src/test.ts"

test("the room while others write, and for whoever may only read", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, priya, maeve, jo } = await fullRoom(stage)
  await Promise.all([priya, maeve, jo].map((seat) => seat.enter(id)))
  await isAccessible(priya.page, "room")
  await maeve.room.type("Ravi reports the gateway trace is complete. The copy was forwarded once, to another address at the same prov", 0)
  await expect(priya.room.draft("Ravi reports")).toContainText("being written by Maeve Lindqvist")
  await isAccessible(priya.page, "room-draft")
  await maeve.room.press("Put aside", maeve.room.composer)
  await maeve.room.type("A second one of hers.", 0)
  await priya.room.type("And one of the manager’s own, in the box", 0)
  await expect(priya.room.draft("A second one")).toBeVisible()
  await isAccessible(priya.page, "room-drafts")
  await expect(jo.room.pill).toHaveText("Read-only")
  await isAccessible(jo.page, "room-read-only")
})

test("a decision and a correction in the box, with every detail open", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, priya, maeve } = await fullRoom(stage)
  await Promise.all([priya, maeve].map((seat) => seat.enter(id)))
  const { page, room } = priya
  await room.kind("Decision")
  await room.type("Stop the 05:00 listings export.", 0)
  await isAccessible(page, "box-decision")
  await room.press("Put aside", room.composer)
  // Its own drafts wait in the log.
  await expect(room.draft("Stop the 05:00")).toContainText("Not in force until it is sealed")
  await isAccessible(page, "box-put-aside")

  await room.kind("Observation")
  await room.type("Larkfield opened it.", 0)
  await room.press("Said by", room.composer)
  await room.press("Happened at", room.composer)
  await room.composer.getByRole("textbox", { name: "Happened, time by the 24-hour clock" }).fill("01:15")
  await room.press("I suspect this", room.composer)
  await isAccessible(page, "box-details")
  await room.press("Discard", room.composer)

  await room.entry("41 mailboxes").hover()
  await room.press(/^Correct entry/, room.entry("41 mailboxes"))
  await expect(room.composer.getByRole("textbox", { name: "Correction" })).toBeFocused()
  await isAccessible(page, "box-correction")

  // What only the manager seals, written by somebody else.
  await maeve.room.kind("Decision")
  await maeve.room.type("Ring the fourteen first.", 0)
  await maeve.room.seal()
  await expect(maeve.room.composer).toContainText("The Incident Manager seals a decision.")
  await isAccessible(maeve.page, "box-not-theirs")
})

test("long entries, words found and not found, one kind only, an entry that was asked for", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, priya } = await fullRoom(stage)
  const long = `${"The partners’ addresses were read out twice and checked against the list. ".repeat(30)}${"x".repeat(300)}`
  const { number } = await priya.client.command(id, { name: "append_entry", kind: "observation", text: long, said_by: "Ravi Menon", certainty: "suspect" }, 1)
  await priya.enter(id)
  const { page, room } = priya
  await expect(room.entry("The partners’ addresses")).toBeVisible()
  await isAccessible(page, "log-long-entry")
  const find = page.getByRole("searchbox", { name: "Find in log" })
  await find.fill("gateway")
  await expect(room.heading).toHaveText(/^Log \d+ of \d+$/)
  await isAccessible(page, "log-found")
  await find.fill("no such words")
  await expect(room.log).toContainText("No entry matches.")
  await isAccessible(page, "log-not-found")
  await find.fill("")
  const chips = page.getByRole("group", { name: "Show entries" })
  await chips.getByRole("button", { name: "Decisions" }).click()
  await expect(room.entry("Pull the export")).toBeVisible()
  await isAccessible(page, "log-filtered")
  await page.goto(`/incidents/${id}#e${(number ?? 0) - 3}`)
  await room.isLive()
  await expect(room.entryNumber((number ?? 0) - 3)).toBeFocused()
  await isAccessible(page, "log-entry-asked-for")
})

test("before it is declared, with nothing in the log", async ({ stage }) => {
  const seat = await stage.sit(await stage.person("Priya Nair", { trainings: ["incident_manager"], onCall: true }))
  await withAxe(seat.context)
  const { id } = await seat.client.must<{ id: string }>("POST", "/api/incidents", {
    intent: uuid(), title: "Laptop lost on a train", security: true, personal_data: false, written_at: now(),
  })
  await seat.enter(id)
  await expect(seat.room.state).toContainText("This is not declared yet.")
  await isAccessible(seat.page, "room-not-declared")
})
