/** What is sealed stays as it was sealed, whoever tries by whatever way. */
import { forgeries } from "../src/forgery.ts"
import { uuid, now } from "../src/client.ts"
import { expect, test } from "../src/test.ts"
import { Wire } from "../src/wire.ts"

interface Row { readonly entries: number }

test("Ctrl+Enter seals: number, time and author come from the server", async ({ stage }) => {
  const { id, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const seat = await stage.sit(maeve!)
  await seat.enter(id)
  const before = (await seat.client.must<Row>("GET", `/api/incidents/${id}`)).entries
  const from = Date.now()
  const entry = await seat.room.record("38 of 41 recipient mailboxes have confirmed the message is deleted.")
  const until = Date.now()
  await expect(entry).toContainText(`#${before + 1}`)
  await expect(entry).toContainText("Maeve Lindqvist, Secretariat")
  const shown = Date.parse(await entry.getByRole("time").first().getAttribute("datetime") ?? "")
  expect(shown).toBeGreaterThanOrEqual(from)
  expect(shown).toBeLessThanOrEqual(until)
  await expect(seat.room.box).toHaveValue("")
  await expect(seat.room.box).toBeFocused()
  // The next one has the next number.
  await expect(await seat.room.record("Three have not replied.")).toContainText(`#${before + 2}`)
})

test("the page offers no way to change or remove an entry; correcting adds another beside it", async ({ stage }) => {
  const { id, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const seat = await stage.sit(maeve!)
  await seat.enter(id)
  const entry = await seat.room.record("The attachment was opened by all three.")
  await expect(entry.getByRole("textbox")).toHaveCount(0)
  await expect(entry.getByRole("button")).toHaveText([/^Correct/])
  await entry.hover()
  await entry.getByRole("button", { name: /^Correct/ }).click()
  await expect(seat.room.composer.getByRole("textbox", { name: "Correction" })).toBeFocused()
  await seat.room.type("One of the three opened it.")
  await seat.room.seal()
  const correction = seat.room.entry("One of the three opened it.")
  await expect(correction).toContainText(/Corrects #\d+/)
  await expect(entry.first()).toContainText("Struck through, original kept")
  await expect(entry.first()).toContainText("The attachment was opened by all three.")
})

test("over HTTP there is no way to change or remove an entry", async ({ stage }) => {
  const { id, command } = await stage.incident([])
  const receipt = await command.command(id, { name: "append_entry", kind: "observation", text: "As it was sealed." })
  const number = receipt.number ?? 0
  expect(number).toBeGreaterThan(0)
  for (const method of ["PUT", "PATCH", "DELETE", "POST"] as const) {
    for (const path of [`/api/incidents/${id}/log/${number}`, `/api/incidents/${id}/entries/${number}`, `/api/incidents/${id}/log`, `/api/incidents/${id}`]) {
      const { status } = await command.ask(method, path, { text: "changed" })
      expect([404, 405], `${method} ${path}`).toContain(status)
    }
  }
  // Named edits reach drafts and facts, and nothing else.
  for (const edit of [
    { name: "edit_draft", edit: { draft: String(number).padStart(6, "0"), field: "text", text: "changed" } },
    { name: "set_draft", edit: { draft: uuid(), field: "text", value: "changed" } },
    { name: "edit_log", edit: { entry: number, text: "changed" } },
    { name: "discard_draft", edit: { draft: String(number).padStart(6, "0") } },
  ]) {
    const answer = await command.ask<{ receipt?: { outcome: string } }>("POST", `/api/incidents/${id}/intents`, {
      intent: uuid(), kind: "edit", written_at: now(), ...edit,
    })
    expect(answer.body.receipt?.outcome ?? answer.status, edit.name).not.toBe("recorded")
  }
  const wire = await Wire.open({ origin: stage.house.server.origin, incident: id, cookie: command.cookie })
  expect((await wire.log()).get(number)).toContain("As it was sealed.")
  wire.close()
})

for (const forgery of forgeries) {
  test(`over the socket ${forgery.title} is refused, and the entry stays`, async ({ stage }) => {
    const { id, manager, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
    const seat = await stage.sit(maeve!)
    await seat.enter(id)
    await seat.room.record("As it was sealed.")
    const wire = await Wire.open({ origin: stage.house.server.origin, incident: id, cookie: (await stage.house.client(manager)).cookie })
    const document = await wire.document()
    const before = await wire.log()
    const intent = uuid()
    wire.send({ t: "submit", intent, kind: "edit", name: "edit_draft", change: forgery.change(document), written_at: now() })
    expect(await wire.receipt(intent)).toMatchObject({ outcome: "refused", code: forgery.code })
    // Nobody was sent anything, and a new replica reads what was there.
    const after = await Wire.open({ origin: stage.house.server.origin, incident: id, cookie: seat.client.cookie })
    expect(await after.log()).toEqual(before)
    await expect(seat.room.entry("As it was sealed.")).toHaveCount(1)
    wire.close()
    after.close()
  })
}
