/** The box to write in, on a phone: as high as its text at once, beside all else that is there, and for whoever watches. */
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

test("on a small phone, cut off, with a long decision in it, it leaves a piece of the log and stays above the tabs", async ({ stage }) => {
  const { id, manager } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const { page, room, proxy, enter } = await stage.sit(manager, { ...phone, viewport: { width: 375, height: 667 } })
  await enter(id)
  await room.box.focus()
  await room.kind("Decision")
  await room.box.fill(`${sentence} `.repeat(8))
  const why = room.composer.getByRole("textbox", { name: "Why" })
  await why.fill("They may be gone by seven.")
  proxy.cut("reset")
  await expect(room.pill).toContainText("Offline")
  const tabs = page.getByRole("navigation", { name: "Room sections" })
  const [log, box, bar] = await Promise.all([room.log, room.composer, tabs].map((each) => each.boundingBox()))
  expect(log?.height).toBeGreaterThan(80)
  expect((box?.y ?? 0) + (box?.height ?? Infinity)).toBeLessThanOrEqual(bar?.y ?? 0)
  await room.press("Put aside", room.composer)
  await expect(room.draft("They may be gone by seven.")).toHaveCount(1)
})

test("the name at the end of a line that somebody writes makes a narrow page no wider", async ({ stage }) => {
  const { id, team } = await stage.incident([["Maeve Lindqvist", "secretariat"], ["Jo Whitmore", "observer"]])
  const [maeve, jo] = await Promise.all([stage.sit(team[0]!), stage.sit(team[1]!, { viewport: { width: 320, height: 640 } })])
  await Promise.all([maeve.enter(id), jo.enter(id)])
  await maeve.room.box.focus()
  const draft = jo.room.draft(/being written by Maeve/)
  const widths: number[] = []
  for (let length = 1; length <= 40; length += 1) {
    await maeve.page.keyboard.type("x")
    await expect(draft).toContainText("x".repeat(length))
    await expect(jo.room.caretOf("Maeve")).toHaveCount(1)
    widths.push(await jo.page.evaluate(() => document.documentElement.scrollWidth))
  }
  expect(Math.max(...widths)).toBe(320)
})
