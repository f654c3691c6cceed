/** Names and titles as long as life makes them: nothing is cut off, and the way to hand over stays clear of the clocks. */
import { isAccessible, withAxe } from "../../src/axe.ts"
import { declareWithTeam } from "../../src/house.ts"
import { expect, test } from "../../src/test.ts"

const title = "Spreadsheet with the addresses of people under non-disclosure orders sent to forty-one chambers by the Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch listing office, twice"

test("a long title and long names, in the room and in the list", async ({ stage }) => {
  const manager = await stage.person("Alexandrina Featherstonehaugh-Cholmondeley", { trainings: ["incident_manager"], onCall: true })
  const deputy = await stage.person("Bartholomew Wriothesley-Fiennes-Twisleton", { trainings: ["deputy"] })
  const secretariat = await stage.person("Wilhelmina Aethelthryth-Ponsonby-Smythe", { trainings: ["secretariat"] })
  const id = await declareWithTeam(await stage.house.client(manager), [[deputy, "deputy"], [secretariat, "secretariat"]], title)
  const { page, context, enter } = await stage.sit(manager)
  await withAxe(context)
  await enter(id)
  await expect(page.getByRole("heading", { name: title })).toBeVisible()
  await isAccessible(page, "room-long-words")
  const head = page.getByRole("region", { name: "Incident", exact: true })
  const [clocks, way] = await Promise.all([head.getByText("Open for"), head.getByRole("button", { name: "Hand over" })].map((each) => each.boundingBox()))
  expect((way?.x ?? Infinity) + (way?.width ?? 0), "the way to hand over lies beside the clocks").toBeLessThan(clocks?.x ?? 0)
  await page.getByRole("link", { name: "All incidents" }).click()
  await expect(page.getByRole("link", { name: title })).toBeVisible()
  await isAccessible(page, "list-long-words")
})
