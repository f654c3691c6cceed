/** Somebody's part in an incident ends: what they see, what stays on their device, what they hand in. */
import { RoomPage } from "../src/room-page.ts"
import { expect, test, type Seat } from "../src/test.ts"
import type { Page } from "@playwright/test"

/** From when the others see it. */
const clearedMsMax = 2_000

async function endsPartOf({ room, page }: Seat, name: string): Promise<void> {
  await page.getByRole("tab", { name: "Team" }).click()
  await room.press(`End part of ${name}`)
  const dialog = room.dialog(`End ${name}’s part in this incident`)
  await dialog.getByRole("textbox", { name: "Reason" }).fill("Their shift is over.")
  await room.press("End their part", dialog)
  await expect(dialog).toHaveCount(0)
}

/** The page that says it is over, and shows nothing else of the incident. */
async function hasEnded(page: Page, within = 10_000): Promise<void> {
  await expect(page.getByRole("heading", { name: "Your part in this incident has ended", level: 1 })).toBeVisible({ timeout: within })
  const room = new RoomPage(page)
  for (const part of [room.log, room.actions, room.head, room.composer]) await expect(part).toHaveCount(0)
  await expect(page.getByRole("main")).not.toContainText("Court lists")
}

/** Every text and byte that the device keeps for this site, as one string. */
async function keptOn(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const kept: string[] = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    const bytes = new TextDecoder("utf-8", { fatal: false })
    const say = (value: unknown): unknown => (ArrayBuffer.isView(value) ? bytes.decode(value) : value instanceof ArrayBuffer ? bytes.decode(value) : value)
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name ?? "")
        opening.onsuccess = () => { resolve(opening.result) }
        opening.onerror = () => { reject(opening.error ?? new Error("not opened")) }
      })
      for (const store of database.objectStoreNames) {
        const rows = await new Promise<unknown[]>((resolve, reject) => {
          const asking = database.transaction(store).objectStore(store).getAll()
          asking.onsuccess = () => { resolve(asking.result as unknown[]) }
          asking.onerror = () => { reject(asking.error ?? new Error("not read")) }
        })
        kept.push(`${store}: ${JSON.stringify(rows, (_, value: unknown) => say(value))}`)
      }
      database.close()
    }
    return kept.join("\n")
  })
}

test("a removed person’s page clears on all tabs at once, says so in neutral words, and keeps nothing of the incident", async ({ stage }) => {
  const { id, seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  await priya.room.openAction("Ring the clerk", ravi.account.id, 30)
  await ravi.room.record("Larkfield opened it at 21:58.")
  const second = await ravi.context.newPage()
  await second.goto(`/incidents/${id}`)
  await new RoomPage(second).isLive()
  const tabs = [ravi.page, second]
  await expect.poll(() => keptOn(ravi.page)).toContain("Larkfield")

  await endsPartOf(tom, "Ravi Menon")
  for (const tab of tabs) await hasEnded(tab, clearedMsMax)
  for (const tab of tabs) {
    await expect(tab.getByRole("main")).toContainText("What you wrote and sent stays in its log, with your name.")
    await expect(tab.getByRole("main")).toContainText("Everything you wrote was sent.")
    await expect(tab.getByRole("main")).not.toContainText(/removed|dismissed|excluded|banned|shift/i)
    await expect(tab.getByRole("button", { name: "Hand it in" })).toHaveCount(0)
  }
  await expect.poll(() => keptOn(ravi.page)).not.toMatch(/Larkfield|Ring the clerk/)

  // The others see that he left, by whom he was asked, and what he had to do.
  for (const { room } of [priya, tom]) {
    await expect(room.entry("Ravi Menon left the incident. Asked by Tom Okafor.")).toContainText("Their shift is over.")
    await expect(room.actions.getByRole("heading", { name: "To be given a new owner 1" })).toBeVisible()
    await expect(room.action("Ring the clerk")).toContainText("was Ravi Menon")
    await expect(room.entry("Larkfield opened it at 21:58.")).toHaveCount(1)
  }

  // Coming back to the address opens nothing; added again he is in it again.
  await second.close()
  await ravi.page.reload()
  await expect(ravi.page.getByRole("heading", { level: 1 })).toHaveText(/Your part in this incident has ended|There is no such incident here/)
  await expect(ravi.room.log).toHaveCount(0)
  await priya.client.command(id, { name: "add_member", person: ravi.account.id, roles: ["sme"], reason: "Needed again." }, 1)
  await ravi.enter(id)
  await expect(ravi.room.entry("Larkfield opened it at 21:58.")).toHaveCount(1)
})

test("somebody removed while offline hands in what they had not sent: it is proposed, and adopted with whose words they are", async ({ stage }) => {
  const { seats } = await stage.meet([["Tom Okafor", "deputy"], ["Ravi Menon", "sme"]])
  const [priya, tom, ravi] = seats as [Seat, Seat, Seat]
  await priya.room.record("The sheet is real.")
  await expect(ravi.room.entry("The sheet is real.")).toBeVisible()
  ravi.proxy.cut("reset")
  await ravi.room.type("Larkfield opened it at 21:58.")
  await ravi.room.seal()
  await expect(ravi.room.log).toContainText("Not sent yet")
  await ravi.room.type("And sent it on to")
  await expect.poll(() => keptOn(ravi.page)).toContain("The sheet is real.")

  await endsPartOf(tom, "Ravi Menon")
  ravi.proxy.mend()
  await hasEnded(ravi.page, 20_000)
  const main = ravi.page.getByRole("main")
  await expect(main.getByRole("heading", { name: "2 things you wrote were not sent" })).toBeVisible()
  await expect(main.getByRole("article")).toHaveText([/Larkfield opened it at 21:58\./, /And sent it on to/])
  await expect(main).not.toContainText("The sheet is real.")
  // Kept over a reload, with what is his alone.
  await ravi.page.reload()
  await hasEnded(ravi.page, 20_000)
  await expect(main.getByRole("article")).toHaveCount(2)
  await expect.poll(() => keptOn(ravi.page)).not.toContain("The sheet is real.")

  await ravi.room.press("Hand it in")
  await expect(main.getByRole("status")).toContainText("Handed in. The Incident Manager, the Deputy or the Secretariat decides what becomes of it.")
  await expect(main.getByRole("article")).toHaveCount(0)
  await expect.poll(() => keptOn(ravi.page)).not.toMatch(/Larkfield|sent it on/)

  const waiting = priya.room.now.getByRole("article", { name: "Proposed words, Ravi Menon" })
  await expect(waiting).toHaveCount(2)
  const words = waiting.filter({ hasText: "Larkfield opened it at 21:58." })
  await expect(words).toContainText("They have left the incident")
  await priya.room.press("Adopt the proposal of Ravi Menon", words)
  for (const { room } of [priya, tom]) {
    await expect(room.entry("Larkfield opened it at 21:58.").filter({ hasText: "Written with Ravi Menon" })).toContainText("Priya Nair, Incident Manager")
    await expect(room.now.getByRole("article", { name: "Proposed words, Ravi Menon" })).toHaveCount(1)
  }
})
