/** Who may read, who may write, and that it is the server who says so. */
import { now, uuid, type Method } from "../src/client.ts"
import { scenario } from "../src/scenarios.ts"
import { expect, test } from "../src/test.ts"
import { Wire } from "../src/wire.ts"

test(scenario(8), async ({ stage }) => {
  const { id, command, team: [jo] } = await stage.incident([["Jo Whitmore", "secretariat"]])
  const seat = await stage.sit(jo!)
  await seat.enter(id)
  await seat.room.record("Keeping the log from here.")
  await command.command(id, { name: "set_roles", person: jo!.id, roles: ["observer"], reason: "The log passes on." }, 1)
  // The page that is open says so at once.
  await expect(seat.room.pill).toHaveText("Read-only")
  await expect(seat.room.state).toContainText("You can read this incident but not change it.")
  await expect(seat.room.composer).toHaveCount(0)
  // Nor does it go past the page.
  const receipt = await seat.client.intent(id, { name: "append_entry", kind: "observation", text: "One more thing." })
  expect(receipt).toMatchObject({ outcome: "refused", code: "role_required" })
  const wire = await Wire.open({ origin: stage.house.server.origin, incident: id, cookie: seat.client.cookie })
  await wire.greet()
  const intent = uuid()
  wire.send({ t: "submit", intent, kind: "command", name: "append_entry", command: { kind: "observation", text: "One more thing." }, written_at: now() })
  expect(await wire.receipt(intent)).toMatchObject({ outcome: "refused", code: "role_required" })
  expect([...(await wire.log()).values()].join()).not.toContain("One more thing.")
  wire.close()
})

test(scenario(9), async ({ stage }) => {
  const own = await stage.incident([])
  const other = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const stranger = own.command
  const secret = await other.command.command(other.id, { name: "append_entry", kind: "observation", text: "Only for that room." })
  expect(secret.number).toBeGreaterThan(0)

  // Whatever the address, a room that is not one's own looks like one that is not there.
  const nowhere = uuid()
  const command = { intent: uuid(), kind: "command", name: "append_entry", command: { kind: "observation", text: "x" }, written_at: now() }
  const ways: readonly (readonly [Method, string, unknown?])[] = [
    ["GET", ""], ["GET", "/snapshot?volume=1&seq=1"], ["GET", "/tray"], ["DELETE", `/tray/${uuid()}`], ["POST", "/intents", command],
  ]
  for (const [method, path, body] of ways) {
    const theirs = await stranger.ask(method, `/api/incidents/${other.id}${path}`, body)
    const none = await stranger.ask(method, `/api/incidents/${nowhere}${path}`, body)
    expect(theirs.status, `${method} ${path}`).toBe(404)
    expect(theirs, `${method} ${path}`).toEqual(none)
  }
  const list = await stranger.must<{ incidents: readonly { id: string }[] }>("GET", "/api/incidents")
  expect(list.incidents.map(({ id }) => id)).toContain(own.id)
  expect(list.incidents.map(({ id }) => id)).not.toContain(other.id)

  // The socket says the same, in the same words.
  const byes = await Promise.all([other.id, nowhere].map(async (incident) => {
    const wire = await Wire.open({ origin: stage.house.server.origin, incident, cookie: stranger.cookie })
    const answer = await wire.greet()
    wire.close()
    return answer
  }))
  expect(byes[0]).toMatchObject({ t: "bye", code: 4404 })
  expect(byes[0]).toEqual(byes[1])

  // Ids of the other room, named in one's own.
  const wire = await Wire.open({ origin: stage.house.server.origin, incident: other.id, cookie: other.command.cookie })
  const document = await wire.document()
  const person = other.team[0]!.id
  const draft = Object.keys(document["drafts"] as object)[0] ?? uuid()
  for (const attempt of [
    { name: "seal_draft", draft, hash: "00".repeat(32) }, { name: "set_roles", person, roles: ["deputy"], reason: "x" },
  ]) expect(await stranger.intent(own.id, attempt, 1)).toMatchObject({ outcome: "refused" })
  wire.close()
  const untouched = await other.command.must<{ entries: number }>("GET", `/api/incidents/${other.id}`)
  expect(untouched.entries).toBe(secret.number)

  // And the page.
  const seat = await stage.sit(own.manager)
  await seat.page.goto(`/incidents/${other.id}`)
  await expect(seat.page.getByRole("heading", { name: "There is no such incident here" })).toBeVisible()
  await expect(seat.page.getByText("Only for that room.")).toHaveCount(0)
})

test(scenario(10), async ({ stage }) => {
  const { id, team: [maeve, ana] } = await stage.incident([["Maeve Lindqvist", "secretariat"], ["Ana Observer", "observer"]])
  const [writer, reader] = [await stage.sit(maeve!), await stage.sit(ana!)]
  await Promise.all([writer.enter(id), reader.enter(id)])
  await expect(reader.room.pill).toHaveText("Read-only")
  await expect(reader.room.state).toContainText("You can read this incident but not change it. Ask the Incident Manager, Priya Nair, for a role if you need one.")
  await writer.room.type("Letter by let")
  await expect(reader.room.draft("Letter by let")).toContainText("being written by Maeve Lindqvist")
  await expect(reader.room.caretOf("Maeve")).toHaveCount(1)
  await writer.room.type("ter.")
  await writer.room.seal()
  await expect(reader.room.entry("Letter by letter.")).toBeVisible()
  // Nothing that would write is there; a sentence in the box's place says why.
  await expect(reader.room.composer).toHaveCount(0)
  await expect(reader.page.getByText("Observers read the log; they do not write in it. Ask the Incident Manager for a role.")).toBeVisible()
  await reader.page.screenshot({ path: "results/screens/read-only.png" })
})

test("another site's page gets neither a socket nor an unsafe request through, cookie or not", async ({ stage }) => {
  const { id, command } = await stage.incident([])
  const { origin } = stage.house.server
  await expect(Wire.open({ origin, incident: id, cookie: command.cookie, from: "https://elsewhere.example" })).rejects.toThrow("HTTP 403")
  const response = await fetch(`${origin}/api/session/refresh`, { method: "POST", headers: { origin: "https://elsewhere.example", cookie: command.cookie } })
  expect(response.status).toBe(403)
})
