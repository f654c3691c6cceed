/** How soon the briefing of a long incident is there, on a mid-range phone: from the room, and when the page is opened anew. JSON lines. */
import { Measures, quantiles, report } from "../src/measures.ts"
import { openTargetMs, phone, slowdown } from "../src/slow-phone.ts"
import { expect, test } from "../src/test.ts"

const entries = 2_000
const times = 7
const targetMs = 1_000

test("brief me of two thousand entries (SEC-03)", async ({ stage }) => {
  test.setTimeout(600_000)
  const all = await phone(stage, entries)
  const { seat: { page, room }, id, command } = all
  for (let at = 1; at <= 40; at += 1) {
    await command.command(id, { name: "append_entry", kind: "decision", text: `Decision ${at}: recall what was sent to court ${at}.`, why: "It can be undone." }, 1)
  }
  await page.goto(`/incidents/${id}`)
  await room.isLive()
  const brief = page.getByRole("article", { name: "Brief me" })
  await page.getByRole("link", { name: /^More/ }).click()
  const way = page.getByRole("link", { name: "Brief me" }).filter({ visible: true })
  const measures = await Measures.of(page, all.devtools)
  const fromRoom: number[] = []
  for (let at = 0; at < times; at += 1) {
    fromRoom.push(await measures.until(() => way.click(), "Brief me", "Decision 40: recall"))
    await page.goBack()
    await expect(way).toBeVisible()
  }
  report("brief", { unit: "ms", from: "room", entries, slowdown, target: targetMs, ...quantiles(fromRoom) })

  expect.soft(quantiles(fromRoom).p50).toBeLessThan(targetMs)

  // Opened anew, a slow phone has the app to start first, which has the bound of a room that is opened.
  for (const [rate, target] of [[1, targetMs], [slowdown, openTargetMs]] as const) {
    await all.devtools.send("Emulation.setCPUThrottlingRate", { rate })
    const anew: number[] = []
    for (let at = 0; at < times; at += 1) {
      await page.goto("about:blank")
      const from = Date.now()
      await page.goto(`/incidents/${id}/brief`, { waitUntil: "commit" })
      await expect(brief).toContainText("Decision 40: recall")
      anew.push(Date.now() - from)
    }
    report("brief", { unit: "ms", from: "nothing open", entries, slowdown: rate, target, ...quantiles(anew) })
    expect.soft(quantiles(anew).p50).toBeLessThan(target)
  }
})
