/** The server's power goes. */
import { House } from "../src/house.ts"
import { expect, test } from "../src/test.ts"

test.use({ house: [async ({}, use) => {
  // One of its own: other tests have people in theirs. On PostgreSQL where the tests are lent one.
  const database = process.env["LOGGIST_TEST_POSTGRES"]
  const house = await House.open(database === undefined ? {} : { database })
  await use(house)
  await house.close()
}, { scope: "worker" }] })

test("the server is killed while people write: what was sealed is there, what was not is sent, nothing twice", async ({ stage }) => {
  const { id, team: [tom, maeve] } = await stage.incident([["Tom Okafor", "deputy"], ["Maeve Lindqvist", "secretariat"]])
  const [one, other] = [await stage.sit(tom!), await stage.sit(maeve!)]
  await Promise.all([one.enter(id), other.enter(id)])
  await other.room.record("Recorded before.")
  await one.room.type("kept ")
  await stage.house.powerCut()
  for (const { room } of [one, other]) await expect(room.pill).toHaveText(/Reconnecting|Offline/)
  await Promise.all([one.room.type("while away "), other.room.type("queued meanwhile ")])
  await other.room.seal()
  await expect(other.room.log).toContainText("Not sent yet")
  await stage.house.powerOn()
  await Promise.all([one, other].map(async ({ room }) => { await expect(room.pill).toHaveText("Live", { timeout: 15_000 }) }))
  await expect(other.room.draft("kept while away")).toBeVisible()
  for (const { room } of [one, other]) {
    await expect(room.entry("Recorded before.")).toHaveCount(1)
    await expect(room.entry("queued meanwhile")).toHaveCount(1)
  }
})
