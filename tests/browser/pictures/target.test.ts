/** The room beside the design's page, part by part: the same to two pixels in a hundred, but for what is better. */
import { readFileSync } from "node:fs"
import { expect, test, type BrowserContext, type Locator, type Page } from "@playwright/test"
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

async function openTarget(page: Page, tab: string): Promise<void> {
  await page.route(`${origin}/target/*.css`, async (route) => {
    await route.fulfill({ body: readFileSync(new URL(new URL(route.request().url()).pathname.replace("/target/", ""), folder)), contentType: "text/css" })
  })
  const html = inProductsWords(readFileSync(new URL("room.html", folder), "utf8")).replace("<body>", `<body data-tab="${tab}">`)
  await page.route(`${origin}/target/room`, async (route) => { await route.fulfill({ body: html, contentType: "text/html" }) })
  await page.goto(`${origin}/target/room`)
}

async function openProduct(page: Page, tab: string): Promise<void> {
  await page.clock.setFixedTime(now)
  await page.goto(`${origin}/incidents/${incident}${tab === "log" ? "" : `?tab=${tab}`}`)
  await expect(page.getByRole("banner").getByRole("status")).toHaveText("Live")
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
async function both(context: BrowserContext, size: { readonly width: number; readonly height: number }, tab: string, targetTab = tab): Promise<readonly [Page, Page]> {
  await withFont(context)
  await withHarness(context, "design")
  const pages = [await context.newPage(), await context.newPage()] as const
  for (const page of pages) await page.setViewportSize(size)
  const [target, product] = pages
  await openTarget(target, targetTab)
  await openProduct(product, tab)
  return pages
}

for (const [name, size] of Object.entries(sizes)) {
  test(`${name}: the frames stand where the design has them`, async ({ context }) => {
    const [target, product] = await both(context, size, "log")
    for (const frame of frames) {
      const boxes = await Promise.all([target, product].map(async (page) => frame.find(page).boundingBox()))
      const [there = null, here = null] = boxes
      for (const side of ["x", "y", "width", "height"] as const) {
        expect.soft(Math.abs((there?.[side] ?? 0) - (here?.[side] ?? 0)), `${side} of ${frame.name}`).toBeLessThan(1)
      }
    }
  })
}

for (const view of views) {
  test(view.name, async ({ context }, info) => {
    test.slow()
    const pages = await both(context, view.size, view.tab, "targetTab" in view ? view.targetTab : undefined)
    const taken: [Map<string, Buffer>, Map<string, Buffer>] = [new Map(), new Map()]
    for (const [index, page] of pages.entries()) {
      // A page behind another is drawn once a second.
      await page.bringToFront()
      for (const part of view.parts) taken[index]?.set(part.name, await pictureOf(part.find(page)))
    }
    for (const part of view.parts) {
      const [target, product] = taken.map((pictures) => pictures.get(part.name)) as [Buffer, Buffer]
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
