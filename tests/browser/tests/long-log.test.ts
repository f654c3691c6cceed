/** A log of a thousand entries and more: what is near its reader is drawn, and nobody loses their place. */
import { expect, test, type Seat, type Stage } from "../src/test.ts"
import { isAccessible, withAxe } from "../src/axe.ts"
import { fill } from "../src/long-log.ts"
import type { Client } from "../src/client.ts"

const entries = 1_000

interface Long {
  readonly id: string
  readonly command: Client
  readonly seat: Seat
  readonly last: number
}

async function long(stage: Stage, viewport?: { readonly width: number; readonly height: number }): Promise<Long> {
  const { id, command, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const last = await fill(command, id, entries)
  const seat = await stage.sit(maeve!, viewport ? { viewport } : {})
  await seat.enter(id)
  await expect(seat.room.entryNumber(last)).toBeInViewport()
  return { id, command, seat, last }
}

/** Where an entry stands in the window. */
async function topOf({ room }: Seat, number: number): Promise<number> {
  const box = await room.entryNumber(number).boundingBox()
  if (box === null) throw new Error(`entry ${number} is not drawn`)
  return box.y
}

/** An entry in the middle of what is seen. */
async function inSight({ page, room }: Seat): Promise<number> {
  const height = page.viewportSize()?.height ?? 0
  for (const entry of await room.entries.all()) {
    const box = await entry.boundingBox()
    const label = await entry.getByRole("link", { name: /^Entry \d+, link$/ }).getAttribute("aria-label")
    if (box !== null && box.y > height * 0.3 && box.y < height * 0.6) return Number(/\d+/.exec(label ?? "")?.[0])
  }
  throw new Error("no entry is in sight")
}

async function say({ command, id }: Long, text: string): Promise<number> {
  const { number = 0 } = await command.command(id, { name: "append_entry", kind: "observation", text })
  return number
}

/** Turns the wheel, and waits until the page has moved and come to rest. */
async function wheel({ page }: Seat, px: number): Promise<void> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  await page.mouse.move(width * 0.45, height * 0.5)
  await page.evaluate(() => {
    let still = 0
    const rest = new Promise<void>((resolve) => {
      const look = (): void => {
        still += 1
        if (still > 8) resolve()
        else requestAnimationFrame(look)
      }
      document.addEventListener("scroll", () => {
        if (still === 0) look()
        still = 1
      }, { capture: true })
    })
    Object.assign(globalThis, { rest })
  })
  await page.mouse.wheel(0, px)
  await page.evaluate(() => (globalThis as { rest?: Promise<void> }).rest)
}

for (const [name, viewport] of [["wide", undefined], ["short", { width: 720, height: 450 }], ["phone", { width: 390, height: 844 }]] as const) {
  test(`${name}: a reader's place is kept while entries come and while rows above are drawn`, async ({ stage }) => {
    const all = await long(stage, viewport)
    const { seat, last } = all
    // Up through rows that nobody has measured yet.
    for (let turn = 0; turn < 12; turn += 1) {
      const before = await inSight(seat)
      const top = await topOf(seat, before)
      await wheel(seat, -150)
      expect(Math.abs(await topOf(seat, before) - top - 150)).toBeLessThanOrEqual(2)
    }
    await wheel(seat, -6_000)
    const here = await inSight(seat)
    const top = await topOf(seat, here)
    expect(here).toBeLessThan(last - 40)
    for (let at = 1; at <= 5; at += 1) await say(all, `Something new, ${at}.`)
    await expect(seat.page.getByRole("button", { name: "5 new entries" })).toBeVisible()
    expect(Math.abs(await topOf(seat, here) - top)).toBeLessThanOrEqual(1)
    await seat.page.getByRole("button", { name: "5 new entries" }).click()
    await expect(seat.room.entryNumber(last + 5)).toBeInViewport()
    // And from there it follows.
    const newest = await say(all, "Something newer.")
    await expect(seat.room.entryNumber(newest)).toBeInViewport()
  })
}

test("few rows are drawn, and a reader of a screen is told how many there are", async ({ stage }) => {
  const { seat, last } = await long(stage)
  expect(await seat.room.entries.count()).toBeLessThan(150)
  await expect(seat.room.heading).toHaveText(`Log ${last.toLocaleString("en-GB")}`)
  const row = seat.room.entryNumber(last)
  const [at, of] = [await row.getAttribute("aria-posinset"), await row.getAttribute("aria-setsize")]
  expect(at).toBe(of)
  expect(Number(of)).toBeGreaterThanOrEqual(last)
})

test("the address of an old entry leads to it, and the focus stays on it", async ({ stage }) => {
  const { seat, id, last } = await long(stage)
  await seat.page.goto(`/incidents/${id}#e123`)
  await expect(seat.room.entryNumber(123)).toBeFocused()
  await expect(seat.room.entryNumber(123)).toBeInViewport()
  await expect(seat.room.entryNumber(122)).toBeInViewport()
  // Somewhere else the row stays drawn, for whoever comes back to it by the keyboard.
  await wheel(seat, 9_000)
  await expect(seat.room.entryNumber(123)).not.toBeInViewport()
  await expect(seat.room.entryNumber(123)).toBeFocused()
  await seat.page.keyboard.press("j")
  await expect(seat.room.entryNumber(124)).toBeFocused()
  await expect(seat.room.entryNumber(124)).toBeInViewport()
  await seat.page.keyboard.press("End")
  await expect(seat.room.entryNumber(last)).toBeFocused()
  await expect(seat.room.entryNumber(last)).toBeInViewport()
})

test("j and k go through all entries, and Tab from one to the next", async ({ stage }) => {
  const { seat, last } = await long(stage)
  await seat.room.log.focus()
  const steps = 160
  for (let step = 0; step < steps; step += 1) await seat.page.keyboard.press("k")
  await expect(seat.room.entryNumber(last - steps + 1)).toBeFocused()
  await expect(seat.room.entryNumber(last - steps + 1)).toBeInViewport()
  await seat.page.keyboard.press("j")
  await expect(seat.room.entryNumber(last - steps + 2)).toBeFocused()
  await seat.page.keyboard.press("Tab")
  await seat.page.keyboard.press("Tab")
  await seat.page.keyboard.press("Tab")
  await expect(seat.page.getByRole("link", { name: `Entry ${last - steps + 3}, link` })).toBeFocused()
})

test("finding shows the newest match, walks back by Enter, and leads back to where one was", async ({ stage }) => {
  const { seat, last } = await long(stage)
  await wheel(seat, -7_000)
  const here = await inSight(seat)
  const top = await topOf(seat, here)
  const box = seat.page.getByRole("searchbox", { name: "Find in log" })
  await box.fill("rung again")
  await expect(seat.page.getByText("142 entries found")).toBeAttached()
  const newest = seat.room.entries.last()
  await expect(newest).toBeInViewport()
  await expect(newest.getByText("rung", { exact: true }).first()).toBeVisible()
  await box.press("Enter")
  const current = seat.room.log.getByRole("listitem").and(seat.page.locator("[aria-current]"))
  await expect(current).toContainText(/Mailbox 994 /)
  await box.press("Enter")
  await expect(current).toContainText(/Mailbox 987 /)
  await expect(seat.page.getByText(/Entry \d+, 2 of 142 found/)).toBeAttached()
  await box.press("Shift+Enter")
  await expect(current).toContainText(/Mailbox 994 /)
  for (let step = 0; step < 60; step += 1) await box.press("Enter")
  await expect(current).toContainText(/Mailbox 574 /)
  await expect(current).toBeInViewport()
  await expect(box).toBeFocused()
  await box.fill("")
  await expect(seat.room.heading).toHaveText(`Log ${last.toLocaleString("en-GB")}`)
  await expect.poll(async () => Math.abs(await topOf(seat, here) - top)).toBeLessThanOrEqual(2)
  // A filter likewise.
  await seat.page.getByRole("button", { name: "Decisions" }).click()
  await expect(seat.room.log.getByText("No entry matches.")).toBeVisible()
  await seat.page.getByRole("button", { name: "All", exact: true }).click()
  await expect.poll(async () => Math.abs(await topOf(seat, here) - top)).toBeLessThanOrEqual(2)
})

test("what was found fills a tall window, at its end and further up", async ({ stage }) => {
  const { seat } = await long(stage, { width: 1440, height: 2_000 })
  await seat.page.getByRole("searchbox", { name: "Find in log" }).fill("rung again")
  await expect(seat.page.getByText("142 entries found")).toBeAttached()
  await expect(seat.room.entries.last()).toBeInViewport()
  expect(await emptyIn(seat)).toEqual([])
  await wheel(seat, -4_000)
  await expect(seat.room.entries.last()).not.toBeInViewport()
  expect(await emptyIn(seat)).toEqual([])
})

/** Places in the log's window, from its top, in pixels, where no row is drawn. */
async function emptyIn({ room }: Seat): Promise<readonly number[]> {
  return room.log.evaluate((pane) => {
    const { left, top, width, height } = pane.getBoundingClientRect()
    const rows = [...pane.querySelectorAll("li")].map((row) => row.getBoundingClientRect())
    const places = Array.from({ length: Math.floor((height - 40) / 40) }, (_, at) => top + 20 + at * 40)
    return places.filter((y) => !rows.some((row) => row.top - 40 <= y && row.bottom + 40 >= y && row.left < left + width)).map((y) => y - top)
  })
}

test("a window that changes its size keeps the place", async ({ stage }) => {
  const { seat, last } = await long(stage)
  await wheel(seat, -5_000)
  const number = await inSight(seat)
  expect(number).toBeLessThan(last - 40)
  for (const size of [{ width: 900, height: 900 }, { width: 1440, height: 500 }, { width: 390, height: 700 }, { width: 1440, height: 900 }]) {
    await seat.page.setViewportSize(size)
    await expect(seat.room.entryNumber(number)).toBeInViewport()
  }
})

test("nothing for axe to find in a long log", async ({ stage }) => {
  const { id, command, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  await fill(command, id, 400)
  const seat = await stage.sit(maeve!)
  await withAxe(seat.context)
  await seat.enter(id)
  await wheel(seat, -3_000)
  await isAccessible(seat.page, "long-log")
})
