/** The network goes away in each of its ways, and comes back. */
import { cuts, type Cut } from "../src/proxy.ts"
import { expect, test, type Seat, type Stage } from "../src/test.ts"

/** From the moment the way is free, unless the browser itself says that it is back. */
const returnMsMax = 15_000
/** From `online`, or from becoming visible. */
const wakeMsMax = 2_000
/** A page without a network waits for the server’s answer who is signed in, and opens from the device. */
const openMsMax = 12_000
/** A connection on which nothing is heard is given up after 25 s. */
const noticeMsMax = 27_000

interface Pair {
  readonly one: Seat
  readonly other: Seat
}

async function pair(stage: Stage): Promise<Pair> {
  const { id, team: [tom, maeve] } = await stage.incident([["Tom Okafor", "deputy"], ["Maeve Lindqvist", "secretariat"]])
  const [one, other] = [await stage.sit(tom!), await stage.sit(maeve!)]
  await Promise.all([one.enter(id), other.enter(id)])
  // The app itself is on the device.
  await one.page.evaluate(async () => { await navigator.serviceWorker.ready })
  return { one, other }
}

async function isAway({ room }: Seat): Promise<void> {
  await expect(room.pill).toHaveText(/Reconnecting|Offline/, { timeout: noticeMsMax })
}

async function isBackWithin({ room }: Seat, ms: number): Promise<number> {
  const since = Date.now()
  await expect(room.pill).toHaveText("Live", { timeout: ms })
  return Date.now() - since
}

/** Numbered words: a missing or doubled one is seen at once. */
function numbered(letter: string, from: number, to: number): string {
  return Array.from({ length: to - from }, (_, index) => `${letter}${from + index} `).join("")
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => { setTimeout(resolve, ms) })
}

/** The phases of a cut differ in how soon a page can know of it. */
function title(way: Cut): string {
  return { reset: "reset", stall: "stalled", black_hole: "swallowed by a black hole", hang: "met by handshakes that hang" }[way]
}

for (const way of cuts) {
  test(`both write while the network is ${title(way)}; after a reload and the return every character is there`, async ({ stage }) => {
    test.setTimeout(90_000)
    const { one, other } = await pair(stage)
    await one.room.type("one: ")
    await other.room.draft("one: ").getByRole("button", { name: "Write in this draft" }).click()
    await expect(other.room.box).toHaveValue("one: ")
    await one.room.box.press("Control+Home")

    // The cut falls into the middle of both their words.
    const typing = Promise.all([one.page.keyboard.type(numbered("a", 0, 24), { delay: 25 }), other.room.type(numbered("b", 0, 24), 25)])
    await pause(700)
    one.proxy.cut(way)
    await typing
    // An entry of its own, queued while nobody can be reached.
    await one.room.composer.getByRole("button", { name: /Put aside|Leave it/ }).click()
    await one.room.type("The bridge is down; I ring everyone.")
    await one.room.seal()
    await expect(one.room.log).toContainText("The bridge is down; I ring everyone.")
    await one.room.type("and half a wor")
    const seen = await one.room.words()
    expect(seen).toContain("and half a wor")
    await one.room.keeps()

    // The page goes in the middle of it. It opens again from the device, while nothing of it can be fetched.
    await one.page.reload({ waitUntil: "commit" })
    await expect(one.room.box).toHaveValue("and half a wor", { timeout: openMsMax })
    await expect(one.room.pill).toHaveText(/Reconnecting|Offline/)
    await expect(one.room.log).toContainText("The bridge is down; I ring everyone.")
    one.proxy.mend()
    await isBackWithin(one, returnMsMax)

    const whole = `${numbered("a", 0, 24)}one: ${numbered("b", 0, 24)}`.trim()
    for (const { room } of [one, other]) await expect.poll(async () => (await room.words()).replaceAll(/\s+/g, " ")).toContain(whole)
    for (const { room } of [one, other]) await expect(room.entry("The bridge is down; I ring everyone.")).toHaveCount(1)
    await expect.poll(() => one.room.words()).toContain("and half a wor")
    await expect.poll(() => other.room.words()).toContain("and half a wor")
    await expect(one.room.state).toHaveCount(0)
  })

  test(`a page left alone comes back by itself from a network that is ${title(way)}`, async ({ stage }) => {
    test.setTimeout(90_000)
    const { one, other } = await pair(stage)
    await one.room.type("before ")
    await expect(other.room.draft("before ")).toBeVisible()
    one.proxy.cut(way)
    await one.room.type("during ")
    await isAway(one)
    // Reconnecting shuts nothing.
    await one.room.type("offline ")
    await expect(one.room.state).toContainText("kept on this device", { timeout: 20_000 })
    await expect(one.room.page.getByRole("banner")).toContainText("unsent")
    await other.room.record("Others go on meanwhile.")
    one.proxy.mend()
    const ms = await isBackWithin(one, returnMsMax)
    test.info().annotations.push({ type: "came back after", description: `${ms} ms` })
    await expect(other.room.draft("before during offline")).toBeVisible()
    await expect(one.room.entry("Others go on meanwhile.")).toBeVisible()
    await expect(one.room.box).toHaveValue("before during offline ")
  })

  test(`when the device says it is online again, the page is back at once from a network that was ${title(way)}`, async ({ stage }) => {
    const { one, other } = await pair(stage)
    await one.room.type("before ")
    await expect(other.room.draft("before ")).toBeVisible()
    one.proxy.cut(way)
    await one.context.setOffline(true)
    await one.room.type("on the train ")
    await pause(3_000)
    one.proxy.mend()
    await one.context.setOffline(false)
    await expect(other.room.draft("before on the train")).toBeVisible({ timeout: wakeMsMax })
    await isBackWithin(one, wakeMsMax)
  })

  test(`a tab that becomes visible is back at once from a network that was ${title(way)}`, async ({ stage }) => {
    test.setTimeout(90_000)
    const { one, other } = await pair(stage)
    await one.room.type("before ")
    await expect(other.room.draft("before ")).toBeVisible()
    one.proxy.cut(way)
    await one.room.type("in the pocket ")
    await isAway(one)
    await pause(5_000)
    one.proxy.mend()
    await becomeVisible(one)
    await expect(other.room.draft("before in the pocket")).toBeVisible({ timeout: wakeMsMax })
    await isBackWithin(one, wakeMsMax)
  })
}

/** As a phone taken out of the pocket: a headless page is never hidden by itself. */
async function becomeVisible({ page }: Seat): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "visible" })
    document.dispatchEvent(new Event("visibilitychange"))
  })
}
