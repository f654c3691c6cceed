/** A newer version of the app comes while people work: it is offered, and taken when they ask for it. */
import { Newer } from "../src/newer.ts"
import { expect, test } from "../src/test.ts"

const newer = "A newer version of this page is ready. What you wrote is kept."

test("a newer version is offered and never forced; whoever takes it keeps every word, and other tabs go on", async ({ stage }) => {
  const { id, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const seat = await stage.sit(maeve!)
  await seat.enter(id)
  await seat.page.evaluate(async () => { await navigator.serviceWorker.ready })
  const release = await Newer.listen(stage.house.server.port)
  seat.proxy.forwardTo(release.port)
  // Connections that are open lead to the older one.
  seat.proxy.cut("reset")
  seat.proxy.mend()

  // A second tab: opening it makes the browser look for a newer worker.
  const tab = await seat.context.newPage()
  await tab.goto("/incidents")
  await expect(tab.getByText(newer)).toBeVisible({ timeout: 15_000 })
  await expect(seat.page.getByText(newer)).toBeVisible()
  await seat.room.type("Half a sentence")
  await tab.getByRole("button", { name: "Later" }).click()
  await expect(tab.getByText(newer)).toHaveCount(0)

  await seat.page.getByRole("button", { name: "Use it now" }).click()
  // The page is another one now, and says nothing of a newer one.
  await expect(seat.page.getByText(newer)).toHaveCount(0)
  await seat.room.isLive()
  await expect(seat.room.box).toHaveValue("Half a sentence")
  // The other tab was not touched, is told, and still finds its own files: the room's come late.
  await expect(tab.getByText(newer)).toBeVisible()
  await tab.getByRole("link", { name: "Court lists sent to the wrong people" }).first().click()
  await expect(tab.getByRole("region", { name: "Log entries, oldest first" })).toBeVisible()
  seat.proxy.forwardTo(stage.house.server.port)
  release.close()
})
