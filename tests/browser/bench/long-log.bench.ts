/**
 * Long logs in Chromium on a mid-range phone, which is this machine slowed down: how soon one can be read, what a key
 * costs in it while nobody and while 25 others write, what finding costs, and what the tab takes of memory. JSON lines.
 */
import type { Page } from "@playwright/test"
import { Measures, quantiles, report } from "../src/measures.ts"
import { RoomPage } from "../src/room-page.ts"
import { scenario } from "../src/scenarios.ts"
import { openTargetMs, phone, slowdown, slowed, type Phone } from "../src/slow-phone.ts"
import { expect, test } from "../src/test.ts"
import { writersIn } from "../src/writers.ts"

const others = 25
/** With what the device has kept. */
const visits = 5
const keyTargetMs = 50
const findTargetMs = 100
/** Between two keys of somebody who looks for something. */
const restMs = 200
const sentence = "They were rung again and have answered, all but one."

/** Until the device has the app and the document whole, as it does a few seconds after a visit. */
async function isKept(page: Page, id: string, entries: number): Promise<void> {
  await page.evaluate(async () => { await navigator.serviceWorker.ready })
  await expect.poll(() => page.evaluate(async (incident) => {
    const { name } = (await indexedDB.databases()).find(({ name: one }) => one?.endsWith(`/${incident}`) === true) ?? {}
    if (name === undefined) return 0
    return new Promise<number>((resolve, reject) => {
      const opening = indexedDB.open(name)
      opening.onerror = () => { reject(new Error(String(opening.error))) }
      opening.onsuccess = () => {
        const asked = opening.result.transaction("document").objectStore("document").get("recorded")
        asked.onsuccess = () => {
          opening.result.close()
          resolve((asked.result as { readonly seq: number } | undefined)?.seq ?? 0)
        }
      }
    })
  }, id), { timeout: 30_000 }).toBeGreaterThan(entries)
}

interface Opened {
  readonly room: RoomPage
  readonly measures: Measures
  /** Until the newest entry could be read, in the median of the visits with what the device has kept. */
  readonly readMs: number
}

/**
 * From nothing, then with what the device has kept: each time in a tab of its own, as an app that is opened anew has it, and
 * never beside another one.
 */
async function open({ seat, id, devtools: first }: Phone, entries: number): Promise<Opened> {
  const [read, live]: [number[], number[]] = [[], []]
  for (let visit = 0; ; visit += 1) {
    const page = visit === 0 ? seat.page : await seat.context.newPage()
    const devtools = visit === 0 ? first : await slowed(page)
    const room = new RoomPage(page)
    const from = Date.now()
    await page.goto(`/incidents/${id}`, { waitUntil: "commit" })
    await expect(room.entries.last()).toBeVisible({ timeout: 60_000 })
    read.push(Date.now() - from)
    await room.isLive()
    live.push(Date.now() - from)
    if (visit === visits) {
      const open = { unit: "ms", entries, slowdown, target: openTargetMs }
      report("long_log_open", { ...open, visit: "first", read: read.shift(), live: live.shift() })
      report("long_log_open", { ...open, visit: "again", until: "read", ...quantiles(read) })
      report("long_log_open", { ...open, visit: "again", until: "live", ...quantiles(live) })
      return { room, measures: await Measures.of(page, devtools), readMs: quantiles(read).p50 }
    }
    await isKept(page, id, entries)
    await page.close()
  }
}

test(scenario(12), async ({ stage }) => {
  test.setTimeout(600_000)
  const entries = 5_000
  const all = await phone(stage, entries)
  const { id, command } = all
  const people = await Promise.all(Array.from({ length: others }, (_, at) => stage.person(`Writer ${at + 1}`, { trainings: ["sme"] })))
  for (const { id: person } of people) await command.command(id, { name: "add_member", person, roles: ["sme"], reason: "Needed tonight." }, 1)
  const { room, measures, readMs } = await open(all, entries)
  expect.soft(readMs).toBeLessThan(openTargetMs)

  await room.box.focus()
  const key = { unit: "ms", entries, slowdown, target: keyTargetMs }
  const alone = await measures.keys(() => room.page.keyboard.type(sentence, { delay: 120 }))
  report("long_log_key", { ...key, others: 0, ...alone })
  report("long_log_memory", { unit: "MB", entries, ...await measures.memory() })

  const writers = await writersIn(stage.house, id, people)
  const seal = { name: "append_entry", kind: "observation", text: "Another mailbox has answered." }
  // A server that is asked to try again later is: the next second comes.
  const sealing = setInterval(() => { command.command(id, seal).catch(() => undefined) }, 1_000)
  // All of them have begun.
  await expect(room.page.getByText(/Writer 25/).first()).toBeAttached({ timeout: 30_000 })
  const from = { at: Date.now(), recorded: writers.recorded() }
  const among = await measures.keys(() => room.page.keyboard.type(`${sentence} ${sentence}`, { delay: 120 }))
  const perSecond = Math.round((writers.recorded() - from.recorded) / ((Date.now() - from.at) / 1000))
  clearInterval(sealing)
  writers.stop()
  report("long_log_key", { ...key, others, changes_per_second: perSecond, ...among })
  expect.soft(alone.p95).toBeLessThan(keyTargetMs)
  expect.soft(among.p95).toBeLessThan(keyTargetMs)
})

test("finding in ten thousand entries", async ({ stage }) => {
  test.setTimeout(600_000)
  const entries = 10_000
  const { room: { page }, measures } = await open(await phone(stage, entries), entries)
  const box = page.getByRole("searchbox", { name: "Find in log" })
  await box.focus()
  const status = page.locator(".find [role=status]")
  const letters: number[] = []
  for (const words of ["mailbox 77", "rung again", "quarter past", "nobody", "#4321"]) {
    for (const key of words) {
      const { ms, said } = await measures.found(status, () => page.keyboard.press(key))
      letters.push(ms)
      await page.waitForTimeout(restMs)
      // It was all there: nothing has followed it since.
      await expect(status).toHaveText(said)
    }
    await box.fill("")
    await page.waitForTimeout(restMs)
  }
  const found = quantiles(letters)
  report("long_log_find", { unit: "ms", entries, slowdown, target: findTargetMs, ...found })
  report("long_log_memory", { unit: "MB", entries, ...await measures.memory() })
  expect.soft(found.p95).toBeLessThan(findTargetMs)
})
