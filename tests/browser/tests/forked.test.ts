/** A server whose disk was put back to an earlier day: its record is not the one that a page has seen. */
import { isAccessible, withAxe } from "../src/axe.ts"
import { House } from "../src/house.ts"
import { expect, test } from "../src/test.ts"

test.use({ house: [async ({}, use) => {
  // One of its own, in a file that can be copied.
  const house = await House.open()
  await use(house)
  await house.close()
}, { scope: "worker" }] })

test("who has seen more than the server has is told that they do not agree; nothing of theirs is sent or lost, and others go on", async ({ stage }) => {
  test.setTimeout(120_000)
  const { id, command, team: [maeve, ravi] } = await stage.incident([["Maeve Lindqvist", "secretariat"], ["Ravi Menon", "sme"]])
  const [seat, other] = [await stage.sit(maeve!), await stage.sit(ravi!)]
  await withAxe(seat.context)
  const copy = await stage.house.backUp()
  await seat.enter(id)
  await seat.room.record("Recorded on the day that is lost.")
  await stage.house.putBack(copy)
  await expect(seat.room.state).toContainText("This device and the server do not agree about the record. Nothing is sent.", { timeout: 20_000 })
  await isAccessible(seat.page, "forked")
  // What was recorded and what is written are still on the page, over a reload too.
  await seat.room.type("Rang whoever runs the server.", 0)
  await expect(seat.room.entry("Recorded on the day that is lost.")).toHaveCount(1)
  await seat.room.keeps()
  await seat.page.reload()
  await expect(seat.room.box).toHaveValue("Rang whoever runs the server.")
  await expect(seat.room.entry("Recorded on the day that is lost.")).toHaveCount(1)

  await other.enter(id)
  await expect(other.room.entry("Recorded on the day that is lost.")).toHaveCount(0)
  await command.command(id, { name: "append_entry", kind: "observation", text: "Recorded after it." }, 1)
  await expect(other.room.entry("Recorded after it.")).toHaveCount(1)
  await expect(seat.room.state).toContainText("do not agree")
  await expect(seat.room.log).not.toContainText("Recorded after it.")
  await expect(other.room.log).not.toContainText("Rang whoever runs the server.")
})
