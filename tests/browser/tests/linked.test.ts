/** Rooms beside a room: a team that is split off, the room of two, silver command over several incidents. */
import { isAccessible, withAxe } from "../src/axe.ts"
import { declareWithTeam, type Account } from "../src/house.ts"
import { expect, test, type Seat, type Teammate } from "../src/test.ts"

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const twelve = ["Ravi Menon", "Dev Patel", "Hannah Boyle", "Ewa Nowak", "Femi Ade", "Grace Hall", "Hugh Ross", "Isla Kerr", "Jon Webb", "Kit Moss", "Lena Fox", "Mina Shah"]

async function team({ page, room }: Seat, incident: string): Promise<void> {
  await page.goto(`/incidents/${incident}?side=team&tab=situation`)
  await room.isLive()
}

const meter = ({ page }: Seat): ReturnType<Seat["page"]["getByRole"]> => page.getByRole("img", { name: /report to the Incident Manager$/ })

test("twelve experts join, the meter turns, and a team that is split off takes its actions along and loses nothing (IM-12, IM-13, CMD-06, CMD-08, TEAM-07)", async ({ stage }) => {
  test.setTimeout(180_000)
  const { id, manager, command, team: first } = await stage.incident(twelve.slice(0, 6).map((name): Teammate => [name, "sme"]))
  const priya = await stage.sit(manager)
  await withAxe(priya.context)
  await team(priya, id)
  await expect(meter(priya)).toHaveAccessibleName("6 people of 7 report to the Incident Manager")
  const everybody = [...first]
  const joins = async (name: string): Promise<void> => {
    const account = await stage.person(name, { trainings: ["sme"] })
    await command.command(id, { name: "add_member", person: account.id, roles: ["sme"] }, 1)
    everybody.push(account)
  }
  await joins(twelve[6]!)
  const panel = priya.page.getByRole("tabpanel")
  await expect(meter(priya)).toHaveAccessibleName("7 people of 7 report to the Incident Manager")
  await expect(panel).toContainText("At 8 it is time to split off a team.")
  for (const name of twelve.slice(7)) await joins(name)
  const ids = everybody.map((account) => account.id)
  await expect(meter(priya)).toHaveAccessibleName("12 people of 7 report to the Incident Manager")
  await expect(panel).toContainText("More than one person can hold together. Split off a team.")
  await expect(priya.page.getByText("12 people report to the Incident Manager", { exact: true })).toBeVisible()

  await priya.room.openAction("Ring the clerk", ids[1]!, 30)
  await priya.room.openAction("Trace the mails", ids[0]!, 15)
  await priya.room.openAction("Watch the gateway", ids[11]!, 60)
  await priya.room.press("Split off a team")
  const box = priya.room.dialog("Split off a team")
  await box.getByRole("textbox", { name: "What the team is for" }).fill("Mail trace")
  await box.getByRole("combobox", { name: "Lead" }).selectOption(ids[0]!)
  for (const name of twelve.slice(1, 6)) await box.getByRole("checkbox", { name }).check()
  await expect(box.getByRole("checkbox", { name: /Ring the clerk/ })).toBeChecked()
  await expect(box.getByRole("checkbox", { name: /Watch the gateway/ })).not.toBeChecked()
  await isAccessible(priya.page, "split-off-a-team")
  await priya.room.press("Split it off", box)
  await expect(priya.room.entry(/Priya Nair split off a team: Mail trace, led by Ravi Menon\./)).toBeVisible()
  // Six are left, and the lead: the others report to Ravi.
  await expect(meter(priya)).toHaveAccessibleName("7 people of 7 report to the Incident Manager")
  const rooms = priya.page.getByRole("region", { name: /^Rooms beside this one/ })
  await expect(rooms).toContainText("Team that was split off. Hot. Ravi Menon commands there.")
  await isAccessible(priya.page, "rooms-beside")
  await expect(priya.room.actions.getByRole("listitem").filter({ hasText: "Ring the clerk" })).toContainText("Went to Mail trace")

  // The team's room, on the phone of one who is in both: the action goes on there with its time.
  const dev = await stage.sit(first[1]!, phone)
  await dev.page.goto("/incidents")
  await dev.page.getByRole("link", { name: "Mail trace" }).click()
  await dev.room.isLive()
  await expect(dev.page.getByRole("link", { name: /^INC-.*, Court lists/ })).toBeVisible()
  await dev.page.getByRole("link", { name: /^Decide, do/ }).click()
  const theirs = dev.room.actions.getByRole("listitem").filter({ hasText: "Ring the clerk" })
  await expect(theirs).toContainText("Was A-1 of INC-")
  await dev.room.press(/^Acknowledge/, theirs)
  await expect(theirs).toContainText("Acknowledged")
  await expect(dev.room.actions.getByRole("listitem").filter({ hasText: "Trace the mails" })).toContainText("was Ravi Menon")

  // Who is in both reads both; who is in one reads one.
  const teams = new URL(dev.page.url()).pathname.split("/").at(-1) ?? ""
  const reads = async (account: Account, incident: string): Promise<number> => (await (await stage.house.client(account)).ask("GET", `/api/incidents/${incident}`)).status
  const [inBoth, inOne, inNone] = [everybody[1]!, everybody[11]!, await stage.person("Olu Outside")]
  expect([await reads(inBoth, id), await reads(inBoth, teams)]).toEqual([200, 200])
  expect([await reads(inOne, id), await reads(inOne, teams)]).toEqual([200, 404])
  expect([await reads(inNone, id), await reads(inNone, teams)]).toEqual([404, 404])
})

test("manager and deputy talk apart in a room that follows command, and nobody else reads it (IM-10, DEP-01)", async ({ stage }) => {
  const { id, seats } = await stage.meet([["Tom Okafor", "deputy", "incident_manager"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  await Promise.all([team(tom, id), team(ravi, id)])
  await expect(ravi.page.getByRole("button", { name: "Open a room of two" })).toHaveCount(0)
  await tom.room.press("Open a room of two")
  const link = tom.page.getByRole("link", { name: "Incident Manager and Deputy" })
  await link.click()
  await tom.room.isLive()
  await expect(tom.room.head).toContainText("Belongs to INC-")
  await tom.room.record("Do we escalate? The clerk has told the press.")
  await priya.page.goto("/incidents")
  await priya.page.getByRole("link", { name: "Incident Manager and Deputy" }).click()
  await expect(priya.room.entry("Do we escalate? The clerk has told the press.")).toBeVisible()
  await expect(ravi.page.getByRole("region", { name: /^Rooms beside this one/ })).toContainText("You are not in it.")
  await ravi.page.goto(new URL(tom.page.url()).pathname)
  await expect(ravi.page.getByRole("heading", { name: "There is no such incident here" })).toBeVisible()

  // Command passes in the incident, and the room of two follows.
  await tom.client.command(id, { name: "step_in", reason: "Priya is unwell." }, 1)
  await expect(tom.room.entry(/Tom Okafor is Incident Manager/)).toBeVisible()
})

test("one silver command holds two incidents, which stand side by side (CMD-01, CMD-02, CMD-03, CMD-04, CMD-05)", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, manager, command } = await stage.incident([])
  const nadia = await stage.person("Nadia Clarke", { trainings: ["incident_manager"], onCall: true })
  const hers = await stage.house.client(nadia)
  const other = await declareWithTeam(hers, [], "The same sender at another court")
  await command.command(id, { name: "set_level", level: "silver", because: "complexity", reason: "Two courts." }, 1)
  const priya = await stage.sit(manager)
  await withAxe(priya.context)
  await team(priya, id)
  await priya.room.press("Open silver command")
  const box = priya.room.dialog("Open silver command")
  await box.getByRole("textbox", { name: "What it coordinates" }).fill("Both courts")
  await box.getByRole("combobox", { name: "Commander" }).selectOption(nadia.id)
  await isAccessible(priya.page, "open-silver")
  await priya.room.press("Open it", box)
  await expect(priya.room.entry("Priya Nair opened silver command: Both courts. Nadia Clarke commands it.")).toBeVisible()
  await expect(priya.page.getByRole("link", { name: "Both courts" })).toBeVisible()

  const commander = await stage.sit(nadia)
  await withAxe(commander.context)
  await team(commander, other)
  await commander.room.press("Link an incident")
  const linking = commander.room.dialog("Link an incident")
  await linking.getByRole("radio", { name: /^A silver command/ }).check()
  await linking.getByRole("combobox", { name: "Incident" }).selectOption({ label: await linking.getByRole("option", { name: /Both courts/ }).innerText() })
  await linking.getByRole("textbox", { name: "Reason" }).fill("The same sender.")
  await isAccessible(commander.page, "link-an-incident")
  await commander.room.press("Link it", linking)
  await commander.page.getByRole("link", { name: "Both courts" }).click()
  await commander.room.isLive()
  await commander.page.getByRole("tab", { name: "Team" }).click()
  await commander.page.getByRole("link", { name: "See them side by side" }).click()
  await expect(commander.page.getByRole("region", { name: "The same sender at another court" })).toContainText("Nadia Clarke")
  await expect(commander.page.getByRole("region", { name: /^Court lists/ })).toContainText("You are not in it, so its log is not shown.")
  await isAccessible(commander.page, "side-by-side")
})
