/** A log of 5,000 entries on a phone: how soon it can be read, and what a key costs in it. JSON lines. */
import { scenario } from "../src/scenarios.ts"
import { expect, test } from "../src/test.ts"

const entries = 5_000
/** A mid-range phone against this machine. */
const slowdown = 4
const openTargetMs = 2_000
const keyTargetMs = 50
/** Requests under way at once while the log is made. */
const lanes = 8

test(scenario(12), async ({ stage }) => {
  test.setTimeout(300_000)
  const { id, command, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  let left = entries
  await Promise.all(Array.from({ length: lanes }, async () => {
    while (left > 0) {
      const text = `${left} mailboxes of the partners have answered; the others are rung again at a quarter past the hour.`
      left -= 1
      await command.command(id, { name: "append_entry", kind: "observation", text })
    }
  }))
  const seat = await stage.sit(maeve!, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  const session = await seat.context.newCDPSession(seat.page)
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown })
  for (const visit of ["first", "again"] as const) {
    if (visit === "again") await seat.page.evaluate(async () => { await navigator.serviceWorker.ready })
    await seat.page.goto("about:blank")
    const from = Date.now()
    await seat.page.goto(`/incidents/${id}`, { waitUntil: "commit" })
    await expect(seat.room.entries.last()).toBeVisible({ timeout: 60_000 })
    const readMs = Date.now() - from
    await seat.room.isLive()
    report("long_log_open", { visit, entries, slowdown, read_ms: readMs, live_ms: Date.now() - from, target: openTargetMs })
  }

  await seat.room.box.focus()
  await seat.page.evaluate(() => {
    const keys: number[] = []
    Object.assign(globalThis, { keys })
    // From the key to the end of the frame that shows it.
    addEventListener("keydown", () => {
      const at = performance.now()
      requestAnimationFrame(() => { setTimeout(() => { keys.push(performance.now() - at) }) })
    }, true)
  })
  await seat.page.keyboard.type("They were rung again and have answered.", { delay: 120 })
  const keys = await seat.page.evaluate(() => (globalThis as unknown as { keys: number[] }).keys)
  keys.sort((a, b) => a - b)
  report("long_log_key", {
    samples: keys.length, entries, slowdown, p50: round(keys[Math.floor(keys.length / 2)]), p95: round(keys[Math.floor(keys.length * 0.95)]), target: keyTargetMs,
  })
})

function round(ms: number | undefined): number {
  return Math.round(ms ?? 0)
}

function report(bench: string, fields: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ bench, unit: "ms", ...fields })}\n`)
}
