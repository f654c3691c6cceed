/** What a screen reader is told by itself: new entries together, a change of command at once, and never what is still being written. */
import { expect, test, type Seat } from "../src/test.ts"

declare global {
  interface Window {
    announced: string[]
  }
}

/** Keeps what every live region of the page says, from before it loads. */
async function listen({ page, room }: Seat): Promise<void> {
  await page.addInitScript(() => {
    window.announced = []
    const live = "[aria-live], [role=status], [role=alert], [role=log]"
    new MutationObserver((changes) => {
      const regions = new Set(changes.map(({ target }) => (target instanceof Element ? target : target.parentElement)?.closest(live)))
      for (const region of regions) if (region && region.textContent !== "") window.announced.push(region.textContent)
    }).observe(document, { childList: true, subtree: true, characterData: true })
  })
  await page.reload()
  await room.isLive()
}

async function announced({ page }: Seat): Promise<readonly string[]> {
  return page.evaluate(() => window.announced)
}

/** In the region of new entries, which batches them. */
function newEntries({ page }: Seat): ReturnType<Seat["page"]["getByRole"]> {
  return page.getByRole("log", { name: "New entries" })
}

test("entries that come within ten seconds are said together, one's own at once, drafts and clocks never", async ({ stage }) => {
  const { seats } = await stage.meet([["Maeve Lindqvist", "secretariat"]])
  const [priya, maeve] = seats as [Seat, Seat]
  await listen(priya)
  await maeve.room.type("Letter by letter, nobody is told. ", 10)
  await expect(priya.room.draft("Letter by letter")).toBeVisible()
  await maeve.room.seal()
  await expect(priya.room.entry("Letter by letter")).toHaveCount(1)
  await maeve.room.record("And one more of hers.")
  await expect(priya.room.entry("And one more of hers.")).toHaveCount(1)
  // Both at once, ten seconds after the first: not one and then the other.
  await expect(newEntries(priya)).toHaveText("2 new entries", { timeout: 15_000 })
  await priya.room.record("One of the manager's own.")
  await expect(newEntries(priya)).toHaveText(/^Sealed as entry \d+$/, { timeout: 15_000 })

  const said = await announced(priya)
  expect(said).not.toContain("1 new entry")
  expect(said.join("\n")).not.toMatch(/Letter by|nobody is told|And one more/)
  // Nor seconds and minutes as they pass.
  expect(said.filter((words) => /\d+[ms] \d\ds|\d\d:\d\d:\d\d/.test(words))).toEqual([])
})

test("a decision of another is said as one; command offered and taken is said at once", async ({ stage }) => {
  const { id, command, manager, seats } = await stage.meet([["Tom Okafor", "deputy", "incident_manager"], ["Ravi Menon", "sme"]])
  const [, tom, ravi] = seats as [Seat, Seat, Seat]
  for (const seat of [tom, ravi]) await listen(seat)
  await command.command(id, { name: "append_entry", kind: "decision", text: "Stop the export.", why: "It still sends." }, 1)
  await expect(newEntries(ravi)).toHaveText("1 new entry, 1 decision", { timeout: 15_000 })
  await command.command(id, { name: "offer_command", to: tom.account.id, packet: { role: "deputy" } }, 1)
  await expect(tom.page.getByRole("alert").filter({ hasText: `${manager.name} offers you command as Incident Manager` })).toHaveCount(1)
  await tom.room.press("Accept and take command", tom.room.dialog(/is handing you command/))
  await expect(ravi.page.getByRole("alert").filter({ hasText: "Tom Okafor is now Incident Manager" })).toHaveCount(1)
  // The network and the state of the page are said too, in words.
  ravi.proxy.cut("reset")
  await expect.poll(() => announced(ravi), { timeout: 20_000 }).toContain("Offline")
  expect((await announced(ravi)).some((words) => words.startsWith("You are offline since"))).toBe(true)
})
