/** Several people in one draft. */
import { scenario } from "../src/scenarios.ts"
import { expect, test, type Seat } from "../src/test.ts"

/** Opens the first person's draft in the second one's box. */
async function join(second: Seat, text: string): Promise<void> {
  await second.room.draft(text).getByRole("button", { name: "Write in this draft" }).click()
  await expect(second.room.box).toHaveValue(text)
}

async function bothRead(seats: readonly Seat[], text: string): Promise<void> {
  for (const { room } of seats) await expect(room.box).toHaveValue(text)
}

test(scenario(1), async ({ stage }) => {
  const { id, team: [tom, maeve] } = await stage.incident([["Tom Okafor", "deputy"], ["Maeve Lindqvist", "secretariat"]])
  const [one, other] = [await stage.sit(tom!), await stage.sit(maeve!)]
  await Promise.all([one.enter(id), other.enter(id)])

  await one.room.type("| ")
  await join(other, "| ")
  // At once, one before the bar and the other behind it: every character has its only right place.
  const front = "At 02:28 the clerk rang; naïve façade, 14 people 👩‍⚖️. "
  const back = "She read three columns aloud: name, rôle, phone — and stopped."
  await one.room.box.press("Control+Home")
  await Promise.all([one.page.keyboard.type(front, { delay: 20 }), other.room.type(back, 20)])
  await bothRead([one, other], `${front}| ${back}`)

  // Each sees where the other writes, by name.
  await expect(one.room.caretOf("Maeve")).toHaveCount(1)
  await expect(other.room.caretOf("Tom")).toHaveCount(1)
  await expect(one.room.composer).toContainText("Maeve Lindqvist is in it too")
  await expect(other.room.composer).toContainText("Tom Okafor began this draft")

  // Taking out while the other writes.
  await one.room.box.press("Control+Home")
  const deleting = async (): Promise<void> => {
    for (const _ of "At 02:28 ") await one.page.keyboard.press("Delete", { delay: 20 })
  }
  await Promise.all([deleting(), other.room.type(" Then she rang off.", 20)])
  await bothRead([one, other], `${front.slice("At 02:28 ".length)}| ${back} Then she rang off.`)
})

test("two people in the same place of one draft: nobody's word is torn apart or lost", async ({ stage }) => {
  const { id, team: [tom, maeve] } = await stage.incident([["Tom Okafor", "deputy"], ["Maeve Lindqvist", "secretariat"]])
  const [one, other] = [await stage.sit(tom!), await stage.sit(maeve!)]
  await Promise.all([one.enter(id), other.enter(id)])
  await one.room.type("Begin:")
  await join(other, "Begin:")
  const words = (letter: string): string => Array.from({ length: 12 }, (_, index) => `${letter}${index}`).join("")
  await Promise.all([one.room.type(words("a"), 25), other.room.type(words("b"), 25)])
  const length = "Begin:".length + words("a").length + words("b").length
  for (const { room } of [one, other]) await expect.poll(async () => (await room.box.inputValue()).length).toBe(length)
  const [text, same] = await Promise.all([one.room.box.inputValue(), other.room.box.inputValue()])
  expect(same).toBe(text)
  // In whatever order, each person's characters come in theirs.
  const only = (letters: string): string => [...text].filter((character) => letters.includes(character)).join("")
  expect(only("a")).toBe("a".repeat(12))
  expect(only("b")).toBe("b".repeat(12))
})

test("a sealed entry names those who wrote it together (SEC-01)", async ({ stage }) => {
  const { id, team: [tom, maeve] } = await stage.incident([["Tom Okafor", "deputy"], ["Maeve Lindqvist", "secretariat"]])
  const [one, other] = [await stage.sit(tom!), await stage.sit(maeve!)]
  await Promise.all([one.enter(id), other.enter(id)])
  await one.room.type("Gateway trace is complete. ")
  await join(other, "Gateway trace is complete. ")
  await other.room.type("Forty-one mailboxes.")
  await bothRead([one, other], "Gateway trace is complete. Forty-one mailboxes.")
  await one.room.seal()
  for (const { room } of [one, other]) {
    await expect(room.entry("Gateway trace is complete. Forty-one mailboxes.")).toContainText("Written with Maeve Lindqvist")
  }
  // The box of whoever was in it too is empty again, and ready.
  await expect(other.room.box).toHaveValue("")
})

test("sealing words that changed meanwhile asks once more", async ({ stage }) => {
  const { id, team: [tom, maeve] } = await stage.incident([["Tom Okafor", "deputy"], ["Maeve Lindqvist", "secretariat"]])
  const [one, other] = [await stage.sit(tom!), await stage.sit(maeve!)]
  await Promise.all([one.enter(id), other.enter(id)])
  await one.room.type("Thirty-six of forty-one confirm. ")
  await join(other, "Thirty-six of forty-one confirm. ")
  // One side hears nothing of what the other writes, and seals what it sees.
  one.proxy.cut("stall")
  await other.room.type("Not Northmoor.")
  await one.room.seal()
  one.proxy.mend()
  const dialog = one.page.getByRole("dialog", { name: "The entry changed while you sealed it" })
  await expect(dialog).toContainText("Not Northmoor.")
  await expect(one.room.entry("Thirty-six")).toHaveCount(0)
  await dialog.getByRole("button", { name: "Seal as it reads now" }).click()
  await expect(other.room.entry("Thirty-six of forty-one confirm. Not Northmoor.")).toBeVisible()
})
