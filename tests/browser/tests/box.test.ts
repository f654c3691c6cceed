/** The box to write in, beside somebody who writes in it: what the key itself shows, before anything else is drawn. */
import { expect, test } from "../src/test.ts"

const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
const sentence = "Everybody has been rung, and all but one have answered; the last is rung again at a quarter past, by Tom."

test("it is as high as its text in the frame of the key", async ({ stage }) => {
  const { id, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const seat = await stage.sit(maeve!, phone)
  await seat.enter(id)
  const { page, room } = seat
  await room.box.focus()
  await room.box.evaluate((box) => {
    const hidden: number[] = []
    Object.assign(globalThis, { hidden })
    box.addEventListener("input", () => { requestAnimationFrame(() => { hidden.push(box.scrollHeight - box.clientHeight) }) })
  })
  const before = await room.box.evaluate((box) => box.clientHeight)
  await page.keyboard.type(sentence, { delay: 20 })
  await expect(room.box).toHaveValue(sentence)
  const hidden = await page.evaluate(() => (globalThis as unknown as { hidden: number[] }).hidden)
  expect(hidden.length).toBeGreaterThan(10)
  expect(Math.max(...hidden)).toBe(0)
  expect(await room.box.evaluate((box) => box.clientHeight)).toBeGreaterThan(before)
})
