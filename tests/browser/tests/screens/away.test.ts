/** Without a network, a session, a place to keep things, or a part in the incident. */
import { isAccessible, withAxe } from "../../src/axe.ts"
import { Newer } from "../../src/newer.ts"
import { fullRoom } from "../../src/night.ts"
import { expect, test } from "../../src/test.ts"

test("offline with what waits, and back with what was refused", async ({ stage }) => {
  test.setTimeout(150_000)
  const { id, priya, maeve } = await fullRoom(stage)
  await Promise.all([priya, maeve].map((seat) => seat.enter(id)))
  const { page, room, proxy } = maeve
  proxy.cut("hang")
  await expect(room.state).toContainText("Reconnecting.", { timeout: 15_000 })
  await isAccessible(page, "room-reconnecting")
  proxy.cut("reset")
  await room.type("Queued without a network.", 0)
  await room.seal()
  await room.kind("Decision")
  await room.type("Ring the fourteen first.", 0)
  await room.press("Put aside", room.composer)
  await room.type("And half a wor", 0)
  await expect(room.pill).toHaveText("Offline", { timeout: 20_000 })
  await expect(room.draft("Ring the fourteen first.")).toContainText("Tell people by phone.")
  await isAccessible(page, "room-offline")

  await priya.client.command(id, { name: "set_roles", person: maeve.account.id, roles: ["observer"], reason: "The log passes on." }, 1)
  proxy.mend()
  await expect(room.pill).toHaveText("Read-only", { timeout: 20_000 })
  await expect(room.state).toContainText("could not be accepted")
  await isAccessible(page, "room-with-refusals")
  const tray = await room.openTray()
  await tray.getByRole("button", { name: "Discard" }).first().click()
  await expect(tray.getByRole("button", { name: "Yes, discard" })).toBeVisible()
  await isAccessible(page, "tray")
})

test("signed out, and asked to sign in again", async ({ stage }) => {
  const { id, priya } = await fullRoom(stage)
  await priya.enter(id)
  const { page, room, client } = priya
  await client.must("DELETE", "/api/session")
  const dialog = room.dialog("Sign in again")
  await expect(dialog).toBeVisible()
  await isAccessible(page, "sign-in-again")
  await dialog.getByRole("textbox", { name: "Password" }).fill("not the password at all")
  await room.press("Sign in", dialog)
  await expect(dialog.getByRole("alert")).toContainText("The email address or the password is not right.")
  await isAccessible(page, "sign-in-again-wrong-password")
  await room.press("Not now", dialog)
  await expect(room.state).toContainText("You are signed out.")
  await isAccessible(page, "signed-out")
})

test("a browser that keeps nothing, and one that stops keeping", async ({ stage }) => {
  const { id, priya, maeve } = await fullRoom(stage)
  await priya.page.addInitScript(() => {
    Object.defineProperty(IDBFactory.prototype, "open", { value: () => { throw new DOMException("storage is shut", "SecurityError") } })
  })
  await Promise.all([priya, maeve].map((seat) => seat.enter(id)))
  await expect(priya.room.state).toContainText("This browser keeps nothing.")
  await isAccessible(priya.page, "keeps-nothing")
  await maeve.page.evaluate(() => {
    Object.defineProperty(IDBDatabase.prototype, "transaction", { value: () => { throw new DOMException("the disk is full", "QuotaExceededError") } })
  })
  await maeve.room.type("written on a full disk", 0)
  await expect(maeve.room.state).toContainText("This device has stopped keeping what you write.")
  await isAccessible(maeve.page, "stopped-keeping")
})

test("a part in the incident that has ended, with and without what was not sent", async ({ stage }) => {
  const { id, seats: [priya, ravi, tom] } = await stage.meet([["Ravi Menon", "sme"], ["Tom Okafor", "sme"]])
  for (const { context } of [ravi!, tom!]) await withAxe(context)
  for (const { page, room } of [ravi!, tom!]) {
    await page.reload()
    await room.isLive()
  }
  ravi!.proxy.cut("reset")
  await ravi!.room.type("Larkfield opened it at 21:58.", 0)
  await ravi!.room.seal()
  await expect(ravi!.room.log).toContainText("Not sent yet")
  for (const { account } of [ravi!, tom!]) await priya!.client.command(id, { name: "remove_member", person: account.id, reason: "Their shift is over." }, 1)
  await expect(tom!.page.getByRole("main")).toContainText("Everything you wrote was sent.")
  await isAccessible(tom!.page, "removed")
  ravi!.proxy.mend()
  await expect(ravi!.page.getByRole("heading", { name: "1 thing you wrote was not sent" })).toBeVisible({ timeout: 20_000 })
  await isAccessible(ravi!.page, "removed-with-unsent")
})

test("opening without a network: no copy of the room, no list", async ({ stage }) => {
  const { id, priya } = await fullRoom(stage)
  const { page, proxy } = priya
  await page.goto("/incidents")
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
  // Everything the app needs is on the device, who is signed in and whose installation it is, too; nothing of the incident is.
  await page.reload({ waitUntil: "networkidle" })
  proxy.cut("reset")
  await page.goto(`/incidents/${id}`)
  await expect(page.getByRole("heading", { name: "There is no connection" })).toBeVisible({ timeout: 20_000 })
  await isAccessible(page, "no-copy-and-no-network")
  await page.goto("/incidents")
  await expect(page.getByRole("alert")).toContainText("There is no connection to the server.", { timeout: 20_000 })
  await isAccessible(page, "list-without-network")
})

test("while a room opens, and where its scripts fail", async ({ stage }) => {
  const { id, manager } = await stage.incident([])
  const seat = await stage.sit(manager, { serviceWorkers: "block" })
  await withAxe(seat.context)
  const { page } = seat
  await page.route("**/api/session", async () => undefined)
  await page.goto(`/incidents/${id}`)
  await expect(page.getByRole("heading", { name: "Opening", level: 1 })).toBeVisible()
  await isAccessible(page, "opening")
  await page.unroute("**/api/session")
  await page.route("**/*.wasm", (route) => route.abort("failed"))
  await page.goto(`/incidents/${id}`)
  await expect(page.getByRole("main")).toContainText(/cannot be shown|no connection|stopped/i, { timeout: 20_000 })
  await isAccessible(page, "room-cannot-be-shown")
})

test("a newer version of the app is offered, in the room and over the list", async ({ stage }) => {
  const { id, priya } = await fullRoom(stage)
  await priya.enter(id)
  const { page, context, proxy } = priya
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
  const release = await Newer.listen(stage.house.server.port)
  proxy.forwardTo(release.port)
  proxy.cut("reset")
  proxy.mend()
  const list = await context.newPage()
  await list.goto("/incidents")
  for (const each of [page, list]) await expect(each.getByRole("button", { name: "Use it now" })).toBeVisible({ timeout: 15_000 })
  await isAccessible(page, "newer-in-the-room")
  await isAccessible(list, "newer-over-the-list")
  proxy.forwardTo(stage.house.server.port)
  release.close()
})
