/** What goes wrong is one clear page or one clear line, with what to do. */
import { uuid } from "../src/client.ts"
import { expect, test } from "../src/test.ts"

test("an unknown incident, and one that is somebody else's, are one page", async ({ stage }) => {
  const own = await stage.incident([])
  const other = await stage.incident([])
  const seat = await stage.sit(own.manager)
  for (const incident of [uuid(), other.id, "not-an-id"]) {
    await seat.page.goto(`/incidents/${incident}`)
    await expect(seat.page.getByRole("heading", { level: 1 })).toHaveText("There is no such incident here")
    await expect(seat.page.getByText("Or you are not in it. Ask its Incident Manager to add you.")).toBeVisible()
  }
  await seat.page.getByRole("main").getByRole("link", { name: "Go to the incidents" }).click()
  await expect(seat.page.getByRole("heading", { name: "Incidents", level: 1 })).toBeVisible()
})

test("an address with nothing behind it", async ({ stage }) => {
  const { manager } = await stage.incident([])
  const seat = await stage.sit(manager)
  const response = await seat.page.goto("/no/such/page")
  expect(response?.headers()["content-type"]).toContain("text/html")
  await expect(seat.page.getByRole("heading", { level: 1 })).toHaveText("There is nothing at this address")
})

test("a session that ended before the page was opened: sign in, and go where you were going", async ({ stage }) => {
  const { id, manager } = await stage.incident([])
  const seat = await stage.sit(manager)
  await seat.context.clearCookies()
  await seat.page.goto(`/incidents/${id}?side=team`)
  await seat.page.getByRole("textbox", { name: "Work email" }).fill(manager.email)
  await seat.page.getByRole("textbox", { name: "Password" }).fill("not the password at all")
  await seat.page.getByRole("button", { name: "Sign in" }).click()
  await expect(seat.page.getByRole("alert")).toContainText("The email address or the password is not right.")
  await seat.page.getByRole("textbox", { name: "Password" }).fill(manager.password)
  await seat.page.getByRole("button", { name: "Sign in" }).click()
  await seat.room.isLive()
  expect(new URL(seat.page.url()).pathname).toBe(`/incidents/${id}`)
  await expect(seat.page.getByRole("tab", { name: "Team" })).toHaveAttribute("aria-selected", "true")
})

test("the access token ran out: the page renews it and nobody notices", async ({ stage }) => {
  const { id, manager } = await stage.incident([])
  const seat = await stage.sit(manager)
  await seat.context.clearCookies({ name: "loggist_access" })
  await seat.enter(id)
  await seat.room.record("Renewed without a word.")
})

test("a person who was removed from the server is signed out, and is told", async ({ stage }) => {
  const { id, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const seat = await stage.sit(maeve!)
  await seat.enter(id)
  await seat.room.type("not sent y")
  await stage.house.server.operate("person", "disable", maeve!.email)
  await expect(seat.room.state).toContainText("You are signed out.", { timeout: 15_000 })
  await seat.room.press("Sign in", seat.room.state)
  await seat.page.getByRole("dialog").getByRole("button", { name: "Not now" }).click()
  await expect(seat.room.box).toHaveValue("not sent y")
})

test("the server is away: the list says so in a line, the form keeps what was typed", async ({ stage }) => {
  const { manager } = await stage.incident([])
  const seat = await stage.sit(manager)
  await seat.page.goto("/incidents/open")
  await seat.page.getByRole("textbox", { name: "Title" }).fill("Written before the server went")
  seat.proxy.cut("reset")
  await seat.page.getByRole("button", { name: "Open the incident" }).click()
  await expect(seat.page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("There is no connection to the server. Try again when you are connected.")
  await expect(seat.page.getByRole("textbox", { name: "Title" })).toHaveValue("Written before the server went")
  await seat.page.getByRole("link", { name: "Incidents", exact: true }).first().click()
  await expect(seat.page.getByRole("alert")).toContainText("There is no connection to the server.", { timeout: 15_000 })
  seat.proxy.mend()
  await seat.page.goto("/incidents/open")
  await expect(seat.page.getByRole("textbox", { name: "Title" })).toHaveValue("Written before the server went")
  await seat.page.getByRole("button", { name: "Open the incident" }).click()
  await seat.room.isLive()
})

test("a lost answer opens no second incident", async ({ stage }) => {
  const { manager } = await stage.incident([])
  const seat = await stage.sit(manager)
  await seat.page.goto("/incidents/open")
  await seat.page.getByRole("textbox", { name: "Title" }).fill("Opened once")
  // The server does it, and its answer never arrives.
  await seat.page.route("**/api/incidents", async (route) => {
    if (route.request().method() !== "POST") return route.continue()
    await route.fetch()
    return route.abort("connectionreset")
  }, { times: 1 })
  await seat.page.getByRole("button", { name: "Open the incident" }).click()
  await expect(seat.page.getByRole("alert").filter({ hasText: "There is a problem" })).toBeVisible()
  await seat.page.getByRole("button", { name: "Open the incident" }).click()
  await seat.room.isLive()
  const { incidents } = await seat.client.must<{ incidents: readonly { title: string }[] }>("GET", "/api/incidents")
  expect(incidents.filter(({ title }) => title === "Opened once")).toHaveLength(1)
})

test("a browser that keeps nothing: the room works, and says what that means", async ({ stage }) => {
  const { id, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const seat = await stage.sit(maeve!)
  await seat.page.addInitScript(() => {
    Object.defineProperty(IDBFactory.prototype, "open", { value: () => { throw new DOMException("storage is shut", "SecurityError") } })
  })
  await seat.enter(id)
  await expect(seat.room.state).toContainText("This browser keeps nothing.")
  await expect(seat.room.state).toContainText("Do not close or reload it.")
  await expect(seat.room.composer).toContainText("Kept in this tab only")
  await seat.room.record("Sealed all the same.")
  await seat.page.screenshot({ path: "results/screens/no-storage.png" })
})

test("the device stops keeping: the page says so, and sealing still works", async ({ stage }) => {
  const { id, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const seat = await stage.sit(maeve!)
  await seat.enter(id)
  await seat.page.evaluate(() => {
    Object.defineProperty(IDBDatabase.prototype, "transaction", { value: () => { throw new DOMException("the disk is full", "QuotaExceededError") } })
  })
  await seat.room.type("written on a full disk")
  await expect(seat.room.state).toContainText("This device has stopped keeping what you write.")
  await seat.room.seal()
  await expect(seat.room.entry("written on a full disk")).toBeVisible()
})

test("a script that fails is a page that says so, not a blank one", async ({ stage }) => {
  const { id, manager } = await stage.incident([])
  const seat = await stage.sit(manager, { serviceWorkers: "block" })
  await seat.page.route("**/*.wasm", (route) => route.abort("failed"))
  await seat.page.goto(`/incidents/${id}`)
  await expect(seat.page.getByRole("heading", { level: 1 })).toHaveText(/.+/)
  await expect(seat.page.getByRole("status").or(seat.page.getByRole("heading", { level: 1 })).first()).toContainText(/cannot be shown|no connection|stopped/i, { timeout: 20_000 })
})

test("while the server takes its time, the window is not empty", async ({ stage }) => {
  const { id, manager } = await stage.incident([])
  const seat = await stage.sit(manager)
  let answer: () => void = () => undefined
  const asked = new Promise<void>((resolve) => { answer = resolve })
  await seat.page.route("**/api/session", async (route) => {
    await asked
    await route.continue().catch(() => undefined)
  })
  await seat.page.goto(`/incidents/${id}`)
  await expect(seat.page.getByRole("status")).toContainText("One moment.", { timeout: 2_000 })
  answer()
  await seat.room.isLive()
})
