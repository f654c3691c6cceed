/** The night on which an hour happens twice. */
import { House } from "../src/house.ts"
import { scenario } from "../src/scenarios.ts"
import { expect, test, type Seat } from "../src/test.ts"

/** 01:30:05 by the clocks of London, before they go back; and an hour later, when it is 01:30:05 again. */
const before = new Date("2026-10-25T00:30:05Z")
const after = new Date("2026-10-25T01:30:05Z")

test.use({ house: [async ({}, use) => {
  const house = await House.open({ clock: before })
  await use(house)
  await house.close()
}, { scope: "worker" }] })

/** Entries as the log shows them, in its order: what their first time says, and their text. */
async function timed({ room }: Seat): Promise<readonly string[]> {
  const rows = await room.entry(/The (first|second) half past one/).all()
  return Promise.all(rows.map(async (row) => `${await row.getByRole("time").first().innerText()} ${/The \w+ half past one/.exec(await row.innerText())?.[0] ?? ""}`))
}

test(scenario(6), async ({ stage }) => {
  const { id, team: [maeve, tom] } = await stage.incident([["Maeve Lindqvist", "secretariat"], ["Tom Okafor", "deputy"]])
  const seats = [await stage.sit(maeve!), await stage.sit(tom!)] as const
  const [one, other] = seats
  for (const { page } of seats) await page.clock.install({ time: before })
  for (const seat of seats) await seat.enter(id)
  await one.room.record("The first half past one.")
  await expect(other.room.entry("The first half past one.")).toHaveCount(1)

  // An hour passes: for the server, and on both screens.
  await stage.house.powerCut()
  await stage.house.powerOn(after)
  for (const { page } of seats) await page.clock.fastForward("01:00:00")
  for (const { room } of seats) await room.isLive()
  await other.room.record("The second half past one.")
  for (const seat of seats) {
    await expect(seat.room.entry("The second half past one.")).toHaveCount(1)
    await expect.poll(() => timed(seat)).toEqual([expect.stringMatching(/^01:3\d:\d\d BST The first half past one$/), expect.stringMatching(/^01:3\d:\d\d GMT The second half past one$/)])
  }
  // The same whoever comes to it later, and in the clock of the page.
  await one.page.reload()
  await one.room.isLive()
  expect(await timed(one)).toEqual(await timed(other))
  await expect(one.page.getByRole("banner")).toContainText(/01:3\d(:\d\d)? GMT/)

  // Whoever says that something happened at half past one is asked which.
  await one.room.type("The clerk rang. ")
  await one.room.press("Happened at", one.room.composer)
  await one.room.composer.getByRole("textbox", { name: "Happened, time by the 24-hour clock" }).fill("01:31")
  const which = one.room.composer.getByRole("combobox", { name: "This hour happens twice. Which one?" })
  await expect(which.getByRole("option")).toHaveText(["BST", "GMT"])
  await which.selectOption("BST")
  await one.room.seal()
  for (const { room } of seats) await expect(room.entry("The clerk rang.")).toContainText("Happened 01:31 BST")
})
