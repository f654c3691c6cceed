/** The room beside the design's page, part by part: the same to two pixels in a hundred, but for what is better. */
import { readFileSync } from "node:fs"
import { expect, test, type Browser, type BrowserContext, type Locator, type Page } from "@playwright/test"
import { difference } from "../src/compare.ts"
import { withFont } from "../src/font.ts"
import { origin, withHarness } from "../src/harness.ts"
import { exceptions, frames, sizes, views } from "./target-parts.ts"
import { inProductsWords } from "./target-words.ts"

/** What two pictures of one part may differ by. */
const ratioMax = 0.02

const now = Date.parse("2026-11-23T02:31:38.000Z")
const folder = new URL("../target/", import.meta.url)
const incident = "019360a0-0000-7000-8000-000000000147"

async function theTarget(context: BrowserContext, tab: string): Promise<Page> {
  await context.route(`${origin}/target/*.css`, async (route) => {
    await route.fulfill({ body: readFileSync(new URL(new URL(route.request().url()).pathname.replace("/target/", ""), folder)), contentType: "text/css" })
  })
  const html = inProductsWords(readFileSync(new URL("room.html", folder), "utf8")).replace("<body>", `<body data-tab="${tab}">`)
  await context.route(`${origin}/target/room`, async (route) => { await route.fulfill({ body: html, contentType: "text/html" }) })
  const page = await context.newPage()
  await page.goto(`${origin}/target/room`)
  return page
}

async function theProduct(context: BrowserContext, tab: string): Promise<Page> {
  await withHarness(context, "design")
  const page = await context.newPage()
  await page.clock.setFixedTime(now)
  await page.goto(`${origin}/incidents/${incident}${tab === "log" ? "" : `?tab=${tab}`}`)
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("Live")
  return page
}

/** On whole pixels: above it stands what need not be the same, and letters are drawn otherwise at half a pixel. */
async function pictureOf(part: Locator): Promise<Buffer> {
  await part.scrollIntoViewIfNeeded()
  await part.evaluate((element: HTMLElement) => {
    const { x, y } = element.getBoundingClientRect()
    Object.assign(element.style, { position: "relative", left: `${Math.round(x) - x}px`, top: `${Math.round(y) - y}px` })
  })
  return part.screenshot({ animations: "disabled" })
}

/** The design's page and the product's, side by side. */
async function both(browser: Browser, viewport: { readonly width: number; readonly height: number }, tab: string, targetTab = tab): Promise<readonly [Page, Page]> {
  const open = async (): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport, reducedMotion: "reduce" })
    await withFont(context)
    return context
  }
  return [await theTarget(await open(), targetTab), await theProduct(await open(), tab)]
}

test("the frames stand where the design has them", async ({ browser }) => {
  for (const [size, viewport] of Object.entries(sizes)) {
    const [target, product] = await both(browser, viewport, "log")
    for (const { name, find } of frames) {
      const boxes = await Promise.all([target, product].map(async (page) => find(page).boundingBox()))
      const [there = null, here = null] = boxes
      for (const side of ["x", "y", "width", "height"] as const) {
        expect.soft(Math.abs((there?.[side] ?? 0) - (here?.[side] ?? 0)), `${size}: ${side} of ${name}`).toBeLessThan(1)
      }
    }
  }
})

for (const view of views) {
  test(view.name, async ({ browser }, info) => {
    const pages = await both(browser, view.size, view.tab, "targetTab" in view ? view.targetTab : undefined)
    for (const part of view.parts) {
      const [target, product] = await Promise.all(pages.map(async (page) => pictureOf(part.find(page)))) as [Buffer, Buffer]
      const { ratio, picture } = difference(target, product)
      const exception = exceptions.find((one) => one.view === view.name && one.part === part.name)
      if (exception !== undefined) {
        expect.soft(ratio, `${part.name} is as the design has it: it is no exception any more`).toBeGreaterThan(ratioMax)
        continue
      }
      if (ratio > ratioMax) for (const [name, body] of Object.entries({ target, product, picture })) await info.attach(`${part.name}, ${name}`, { body, contentType: "image/png" })
      expect.soft(ratio, part.name).toBeLessThanOrEqual(ratioMax)
    }
  })
}
