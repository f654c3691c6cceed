/** The app itself is on the device: a room opens, is read and is written in while there is no server, or no way to it. */
import { now, uuid } from "../src/client.ts"
import { House } from "../src/house.ts"
import { expect, test, type Seat } from "../src/test.ts"

test.use({ house: [async ({}, use) => {
  // One of its own: its server is ended.
  const house = await House.open()
  await use(house)
  await house.close()
}, { scope: "worker" }] })

/** Everything that the app is made of is on the device. */
async function isKept({ page }: Seat): Promise<void> {
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
}

test("the server is ended and the page loaded anew: the log is there, an entry is taken, and goes when the server is back", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, seats } = await stage.meet([["Maeve Lindqvist", "secretariat"]])
  const [priya, maeve] = seats as [Seat, Seat]
  await maeve.room.record("Recorded before.")
  await isKept(maeve)
  await stage.house.powerCut()
  await maeve.page.reload({ waitUntil: "commit" })
  await expect(maeve.room.entry("Recorded before.")).toBeVisible({ timeout: 20_000 })
  await expect(maeve.room.pill).toHaveText(/Reconnecting|Offline/)
  await maeve.room.isCommandedBy("Priya Nair")
  await maeve.room.type("Written without a server.", 0)
  await maeve.room.seal()
  await expect(maeve.room.log).toContainText("Not sent yet")
  // Loaded once more, it is still there, and still waits.
  await maeve.page.reload({ waitUntil: "commit" })
  await expect(maeve.room.log).toContainText("Written without a server.", { timeout: 20_000 })
  await expect(maeve.room.log).toContainText("Not sent yet")
  await stage.house.powerOn()
  for (const { room } of seats) await expect(room.pill).toHaveText("Live", { timeout: 20_000 })
  for (const { room } of [priya, maeve]) await expect(room.entry("Written without a server.")).toHaveCount(1)
  await maeve.page.reload()
  await maeve.room.isLive()
  await expect(maeve.room.entry("Written without a server.")).toHaveCount(1)
  const { entries } = await maeve.client.must<{ entries: number }>("GET", `/api/incidents/${id}`)
  await expect(maeve.room.heading).toHaveText(`Log ${entries}`)
})

test("without a way to the server the list says so, a room that was opened opens, one that was not says what it waits for", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, manager, command } = await stage.incident([])
  const other = await command.must<{ id: string }>("POST", "/api/incidents", {
    intent: uuid(), title: "Laptop lost on a train", security: true, personal_data: false, written_at: now(),
  })
  const seat = await stage.sit(manager)
  await seat.enter(id)
  await isKept(seat)
  // Loaded by the worker from here on.
  await seat.page.reload()
  await seat.room.isLive()
  seat.proxy.cut("reset")
  await seat.page.goto("/incidents")
  await expect(seat.page.getByRole("heading", { name: "Incidents", level: 1 })).toBeVisible({ timeout: 20_000 })
  await expect(seat.page.getByRole("alert")).toContainText("There is no connection to the server.", { timeout: 20_000 })
  await seat.page.goto(`/incidents/${other.id}`)
  await expect(seat.page.getByRole("heading", { name: "There is no connection", level: 1 })).toBeVisible({ timeout: 20_000 })
  await expect(seat.page.getByRole("status").filter({ hasText: "This device has no copy of this incident yet." })).toBeVisible()
  await seat.page.goto(`/incidents/${id}`)
  await expect(seat.room.entries.first()).toBeVisible({ timeout: 20_000 })
  await expect(seat.room.pill).toHaveText(/Reconnecting|Offline/)

  // What has no copy here opens by itself once there is a way.
  await seat.page.goto(`/incidents/${other.id}`)
  await expect(seat.page.getByRole("heading", { name: "There is no connection", level: 1 })).toBeVisible({ timeout: 20_000 })
  seat.proxy.mend()
  await seat.room.isLive()
  await expect(seat.room.state).toContainText("This is not declared yet.")
})
