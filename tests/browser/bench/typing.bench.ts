/** From the last key of one person to the other person's screen. One JSON line. */
import { expect, test, type Seat } from "../src/test.ts"

const samples = 40
const targetMs = 200

/**
 * Both clocks are the browser's: one machine, one browser process, so `Date.now()` of the two pages agrees to a
 * millisecond. The stamp behind is taken in the frame in which the character is drawn.
 */
async function pressed({ page }: Seat): Promise<void> {
  await page.evaluate(() => {
    addEventListener("keydown", (event) => { if (event.key.length === 1) (globalThis as { pressedAt?: number }).pressedAt = Date.now() }, true)
  })
}

/** When the frame with the text was drawn. */
async function drawn({ page }: Seat, text: string): Promise<number> {
  return page.evaluate((wanted) => new Promise<number>((resolve) => {
    const log = document.getElementById("log-entries")
    const look = (): void => {
      // The frame after the one in which it is there.
      if (log?.textContent.includes(wanted) === true) requestAnimationFrame(() => { resolve(Date.now()) })
      else requestAnimationFrame(look)
    }
    look()
  }), text)
}

test("last key to the other screen", async ({ stage }) => {
  const { id, team: [tom, maeve] } = await stage.incident([["Tom Okafor", "deputy"], ["Maeve Lindqvist", "secretariat"]])
  const [one, other] = [await stage.sit(tom!), await stage.sit(maeve!)]
  await Promise.all([one.enter(id), other.enter(id)])
  await pressed(one)
  await one.room.type("warm ")
  await expect(other.room.draft("warm ")).toBeVisible()
  const times: number[] = []
  for (let at = 0; at < samples; at += 1) {
    const word = `word${at}`
    const shown = drawn(other, word)
    await one.page.keyboard.type(`${word}`, { delay: 60 })
    const until = await shown
    const since = await one.page.evaluate(() => (globalThis as { pressedAt?: number }).pressedAt ?? 0)
    times.push(until - since)
    await one.page.keyboard.press("Space")
  }
  times.sort((a, b) => a - b)
  const quantile = (share: number): number => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0
  const line = { bench: "typing_to_other_screen", unit: "ms", samples: times.length, p50: quantile(0.5), p95: quantile(0.95), max: times.at(-1), target: targetMs }
  process.stdout.write(`${JSON.stringify(line)}\n`)
  expect(line.p50).toBeLessThan(targetMs)
})
