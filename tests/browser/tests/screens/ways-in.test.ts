/** Before there is a room: signing in, setting up, the list and the forms, each with its faults. */
import { isAccessible, withAxe } from "../../src/axe.ts"
import { declareWithTeam, password } from "../../src/house.ts"
import { fullRoom } from "../../src/night.ts"
import { Server } from "../../src/server.ts"
import { expect, test, type Seat } from "../../src/test.ts"
import { now, uuid } from "../../src/client.ts"

/** A new incident that nobody has declared. */
async function openedBy({ client }: Seat): Promise<string> {
  const { id } = await client.must<{ id: string }>("POST", "/api/incidents", {
    intent: uuid(), title: "Laptop lost on a train", security: true, personal_data: false, written_at: now(),
  })
  return id
}

test("signing in, and what may be wrong with it", async ({ stage }) => {
  const seat = await stage.sit(await stage.person("Priya Nair"))
  const { page, context } = seat
  await withAxe(context)
  await context.clearCookies()
  await page.goto("/sign-in")
  await expect(page.getByRole("heading", { name: "Sign in to the incident room" })).toBeVisible()
  await isAccessible(page, "sign-in")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("alert")).toContainText("Enter your email address and your password.")
  await page.getByRole("textbox", { name: "Work email" }).fill(seat.account.email)
  await page.getByRole("textbox", { name: "Password" }).fill("not the password at all")
  await page.getByRole("button", { name: "Sign in" }).click()
  await expect(page.getByRole("alert")).toContainText("The email address or the password is not right.")
  await isAccessible(page, "sign-in-wrong-password")
})

test("setting up, its faults, and that it is done once", async ({ browser }) => {
  const server = await Server.start()
  try {
    const context = await browser.newContext({ baseURL: server.origin })
    await withAxe(context)
    const page = await context.newPage()
    await page.goto("/setup")
    await expect(page.getByRole("textbox", { name: "Set-up token" })).toBeVisible()
    await isAccessible(page, "set-up-without-token")
    await page.getByRole("button", { name: "Set up and sign in" }).click()
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("Enter the token that the server printed")
    await isAccessible(page, "set-up-with-errors")
    await page.goto("about:blank")
    await page.goto(/https?:\/\/\S+\/setup#\S+/.exec(server.said)?.[0] ?? "")
    await expect(page.getByRole("heading", { name: "Set up Loggist" })).toBeVisible()
    await isAccessible(page, "set-up")
    await page.getByRole("textbox", { name: "Your name" }).fill("Priya Nair")
    await page.getByRole("textbox", { name: "Work email" }).fill("priya.nair@example.org")
    await page.getByRole("textbox", { name: "Password" }).fill(password)
    await page.getByRole("button", { name: "Set up and sign in" }).click()
    await expect(page.getByRole("heading", { name: "No incidents yet" })).toBeVisible()
    await isAccessible(page, "list-empty")
    await page.goto("/setup")
    await expect(page.getByRole("heading", { name: "Loggist is already set up" })).toBeVisible()
    await isAccessible(page, "set-up-done")
    await context.close()
  } finally {
    await server.stop()
  }
})

test("the demonstration’s people, its strip and its card", async ({ browser }) => {
  test.setTimeout(150_000)
  const server = await Server.start({ demo: true })
  try {
    const context = await browser.newContext({ baseURL: server.origin })
    await withAxe(context)
    const page = await context.newPage()
    await page.goto("/sign-in")
    await expect(page.getByRole("heading", { name: "This is a demonstration" })).toBeVisible()
    await isAccessible(page, "sign-in-demonstration")
    await page.getByRole("button", { name: "Enter as Maeve Lindqvist" }).click()
    await expect(page.getByRole("banner").getByRole("status")).toHaveText("Live")
    await isAccessible(page, "demonstration")
    await page.getByRole("switch", { name: "Cut this tab off the network" }).click()
    await expect(page.getByRole("region", { name: "State of this page" })).toContainText("You cut this tab off at")
    await isAccessible(page, "demonstration-cut")
    await context.close()
  } finally {
    await server.stop()
  }
})

test("the list, and the pages where there is nothing", async ({ stage }) => {
  const { id, priya } = await fullRoom(stage)
  const { page, client } = priya
  // Beside a hot one: not declared, without anybody in command, over.
  await openedBy(priya)
  const left = await declareWithTeam(client, [], "Misdirected email")
  await client.command(left, { name: "vacate", reason: "Unwell." }, 1)
  await page.goto("/incidents")
  for (const words of ["Court lists sent to the wrong people", "Laptop lost on a train", "No one in command"]) {
    await expect(page.getByRole("table").getByText(words).first()).toBeVisible()
  }
  await isAccessible(page, "list")
  for (const [screen, path, heading] of [
    ["not-found", "/nothing/here", "There is nothing at this address"],
    ["no-such-incident", `/incidents/${uuid()}`, "There is no such incident here"],
    ["no-such-member", `/incidents/${id}/members/${uuid()}`, "Roles of somebody"],
  ] as const) {
    await page.goto(path)
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible()
    await isAccessible(page, screen)
  }
})

test("the forms, blank and with their faults", async ({ stage }) => {
  const { id, priya, maeve } = await fullRoom(stage)
  const { page } = priya
  const untrained = await stage.person("Dev Patel")
  const fresh = await openedBy(priya)
  for (const [screen, path, heading, act, fault] of [
    ["open", "/incidents/open", "Open an incident", "Open the incident", "Give the incident a title"],
    ["declare", `/incidents/${fresh}/declare`, "Declare the incident", "Declare and take command", "Choose a severity"],
    ["add-member", `/incidents/${id}/members/add`, "Add a member", "Add to the team", "Choose a person"],
  ] as const) {
    await page.goto(path)
    await expect(page.getByRole("heading", { name: heading, level: 1 })).toBeVisible()
    await isAccessible(page, screen)
    await page.getByRole("button", { name: act }).click()
    await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText(fault)
    await isAccessible(page, `${screen}-with-errors`)
  }
  // Somebody not trained, which needs a reason; then somebody who is in the team.
  await page.getByRole("searchbox", { name: "Find by name or organisation" }).fill("Dev")
  await page.getByRole("radio", { name: new RegExp(untrained.name) }).first().check()
  await page.getByRole("checkbox", { name: "Secretariat" }).check()
  await page.getByRole("button", { name: "Add to the team" }).click()
  await expect(page.getByRole("alert").filter({ hasText: "There is a problem" })).toContainText("Say why they take it all the same")
  await isAccessible(page, "add-member-untrained")
  await page.goto(`/incidents/${id}/members/${maeve.account.id}`)
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Maeve Lindqvist")
  await isAccessible(page, "change-roles")
})
