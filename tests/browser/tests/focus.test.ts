/** Nothing takes the focus from whoever types, and no key that they press is lost or waits. */
import { expect, test, type Seat } from "../src/test.ts"

const words = "The clerk rang at 21:46 and read three columns aloud: name, rôle, phone. "

/** Types while other things happen; afterwards every key is in the box, where it was typed. */
async function typesThrough(seat: Seat, happens: () => Promise<void>): Promise<void> {
  const before = await seat.room.box.inputValue()
  await expect(seat.room.box).toBeFocused()
  await Promise.all([seat.page.keyboard.type(words.repeat(3), { delay: 12 }), happens()])
  expect(await seat.room.box.inputValue()).toBe(before + words.repeat(3))
  await expect(seat.room.box).toBeFocused()
  await expect(seat.page.getByRole("dialog")).toHaveCount(0)
}

test("while others write, seal, offer command and leave it, and the session ends, every key lands where it was typed", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, command, seats } = await stage.meet([["Tom Okafor", "deputy", "incident_manager"], ["Maeve Lindqvist", "secretariat"]])
  const [priya, tom, maeve] = seats as [Seat, Seat, Seat]
  await tom.room.box.focus()
  await typesThrough(tom, async () => {
    await maeve.room.type("Forty-one mailboxes.", 0)
    await maeve.room.seal()
    await expect(tom.room.entry("Forty-one mailboxes.")).toHaveCount(1)
    await command.command(id, { name: "set_severity", severity: 2 }, 1)
    await expect(tom.room.head).toContainText("Severity 2")
  })
  await typesThrough(tom, async () => {
    await priya.room.openAction("Ring the clerk", tom.account.id, 15)
    await expect(tom.room.action("Ring the clerk")).toHaveCount(1)
    await command.command(id, { name: "offer_command", to: tom.account.id, packet: { role: "deputy" } }, 1)
    await expect(tom.room.state).toContainText("Priya Nair offers you command.")
  })
  await typesThrough(tom, async () => {
    await command.command(id, { name: "withdraw_offer" }, 1)
    await expect(tom.room.state).toHaveCount(0)
    await command.command(id, { name: "vacate", reason: "Unwell." }, 1)
    await expect(tom.room.state).toContainText("No one is in command.")
  })
  await typesThrough(tom, async () => {
    await tom.client.must("DELETE", "/api/session")
    await expect(tom.room.state).toContainText("You are signed out.")
  })
  // As soon as nobody types it is asked for.
  await tom.room.box.press("Escape")
  await expect(tom.room.dialog("Sign in again")).toBeVisible()
})

test("typing never waits for the network, whichever way it goes", async ({ stage }) => {
  const { seats } = await stage.meet([["Maeve Lindqvist", "secretariat"]])
  const [, maeve] = seats as [Seat, Seat]
  await maeve.room.box.focus()
  for (const way of ["stall", "black_hole", "reset"] as const) {
    await typesThrough(maeve, async () => {
      maeve.proxy.cut(way)
      if (way === "reset") await expect(maeve.room.pill).toHaveText(/Reconnecting|Offline/)
    })
    maeve.proxy.mend()
  }
})

test("what is typed in a dialog stays there while others change what it is about", async ({ stage }) => {
  const { id, command, seats } = await stage.meet([["Tom Okafor", "deputy", "incident_manager"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  await tom.room.press("Add an action")
  const dialog = tom.room.dialog("Add an action")
  const title = dialog.getByRole("textbox", { name: "What is to be done" })
  await expect(title).toBeFocused()
  await Promise.all([tom.page.keyboard.type(words, { delay: 30 }), (async (): Promise<void> => {
    await ravi.room.record("Sealed meanwhile.")
    await command.command(id, { name: "offer_command", to: tom.account.id, packet: { role: "deputy" } }, 1)
    await priya.room.openAction("Ring the clerk", ravi.account.id, 15)
    await expect(tom.room.state).toContainText("Priya Nair offers you command.")
  })()])
  expect(await title.inputValue()).toBe(words)
  await expect(title).toBeFocused()
  await expect(tom.page.getByRole("dialog")).toHaveCount(1)
})
