/** What a first visit to a room loads, compressed, as the network has it. One JSON line; it means something on a released binary alone. */
import { report } from "../src/measures.ts"
import { expect, test } from "../src/test.ts"

const targetBytes = 1_000_000

test("what a first visit loads", async ({ stage }) => {
  const { id, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  // A worker would load the same files beside the page, out of its sight.
  const seat = await stage.sit(maeve!, { serviceWorkers: "block" })
  seat.page.on("response", (response) => {
    const { pathname } = new URL(response.url())
    // What has its content in its name is never asked for again.
    if (pathname.startsWith("/assets/")) expect.soft(response.headers()["cache-control"], pathname).toContain("immutable")
  })
  await seat.enter(id)
  await seat.page.waitForLoadState("networkidle")
  const files = await seat.page.evaluate(() => {
    const loaded = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")] as PerformanceResourceTiming[]
    return loaded.map(({ name, transferSize }) => ({ path: new URL(name).pathname, size: transferSize }))
  })
  const sum = (ending: string): number => files.filter(({ path }) => path.endsWith(ending)).reduce((total, { size }) => total + size, 0)
  report("first_visit", { unit: "bytes", all: sum(""), wasm: sum(".wasm"), js: sum(".js"), css: sum(".css"), target: targetBytes })
  expect(sum("")).toBeLessThan(targetBytes)
})
