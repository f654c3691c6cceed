/** What a page costs: from a key to the screen, and in memory. */
import { readFile } from "node:fs/promises"
import type { CDPSession, Locator, Page } from "@playwright/test"

export interface Quantiles {
  readonly samples: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

export interface Found {
  readonly ms: number
  /** How much was found, in the words of the page. */
  readonly said: string
}

/** Event Timing reports none that is shorter, and each to the nearest 8 ms. */
const shortestMs = 16
/** It reports a frame a little after it was presented. */
const saidWithinMs = 500

/** How long each key took to the screen, by when it was pressed; 0 until that is reported. */
interface Keys { readonly keys: Map<number, number> }

export class Measures {
  readonly #page: Page
  readonly #devtools: CDPSession

  private constructor(page: Page, devtools: CDPSession) {
    this.#page = page
    this.#devtools = devtools
  }

  static async of(page: Page, devtools: CDPSession): Promise<Measures> {
    await devtools.send("Performance.enable")
    await page.evaluate((durationThreshold) => {
      const keys: Keys["keys"] = new Map()
      Object.assign(globalThis, { keys })
      addEventListener("keydown", ({ timeStamp }) => { keys.set(timeStamp, 0) }, true)
      const observer = new PerformanceObserver((list) => {
        // One key is several events.
        for (const { startTime, duration } of list.getEntries()) if (keys.has(startTime)) keys.set(startTime, Math.max(duration, keys.get(startTime) ?? 0))
      })
      observer.observe({ type: "event", durationThreshold } as PerformanceObserverInit)
    }, shortestMs)
    return new Measures(page, devtools)
  }

  /** From each key that is pressed meanwhile until the browser has presented the frame that shows it, as it says itself. */
  async keys(press: () => Promise<void>): Promise<Quantiles> {
    await this.#page.evaluate(() => { (globalThis as unknown as Keys).keys.clear() })
    await press()
    await this.#page.evaluate(() => new Promise((resolve) => { requestAnimationFrame(() => { requestAnimationFrame(resolve) }) }))
    await this.#page.waitForTimeout(saidWithinMs)
    const keys = await this.#page.evaluate(() => [...(globalThis as unknown as Keys).keys.values()])
    if (keys.every((ms) => ms === 0)) throw new Error("the browser has reported no key")
    return quantiles(keys.map((ms) => Math.max(ms, shortestMs)))
  }

  /** From a key that looks for something to the end of the frame that shows what was found; `status` says how much that is. */
  async found(status: Locator, press: () => Promise<void>): Promise<Found> {
    const handle = await status.evaluateHandle((element) => ({ shown: new Promise<Found>((resolve) => {
      let pressedAt = 0
      addEventListener("keydown", ({ timeStamp }) => { pressedAt = timeStamp }, { capture: true, once: true })
      const look = (): void => {
        const said = element.textContent
        if (said === "") requestAnimationFrame(look)
        else setTimeout(() => { resolve({ ms: performance.now() - pressedAt, said }) })
      }
      addEventListener("input", () => { requestAnimationFrame(look) }, { once: true })
    }) }))
    await press()
    return handle.evaluate(({ shown }) => shown)
  }

  /** From a press of the pointer to the end of the frame in which the article of that name has the words. */
  async until(press: () => Promise<void>, article: string, words: string): Promise<number> {
    const shown = this.#page.evaluate(([name, wanted]) => new Promise<number>((resolve) => {
      let pressedAt = 0
      addEventListener("pointerdown", ({ timeStamp }) => { pressedAt = timeStamp }, { capture: true, once: true })
      const look = (): void => {
        if (document.querySelector(`article[aria-label="${name}"]`)?.textContent.includes(wanted) === true) setTimeout(() => { resolve(performance.now() - pressedAt) })
        else requestAnimationFrame(look)
      }
      look()
    }), [article, words] as const)
    await press()
    return shown
  }

  /**
   * `js_heap` is what the page's JavaScript objects take after a collection; `process` what the operating system has
   * given to the tab alone, with Automerge's WASM memory in it, which the heap does not count.
   */
  async memory(): Promise<Readonly<Record<string, number>>> {
    await this.#devtools.send("HeapProfiler.collectGarbage")
    const { metrics } = await this.#devtools.send("Performance.getMetrics")
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0
    return { js_heap: megabytes(heap), process: megabytes(await largestRenderer(this.#page)) }
  }
}

/** The tab's process is the largest of those that draw pages: the others are empty. */
async function largestRenderer(page: Page): Promise<number> {
  const devtools = await page.context().browser()?.newBrowserCDPSession()
  const { processInfo = [] } = await devtools?.send("SystemInfo.getProcessInfo") ?? {}
  const sizes = await Promise.all(processInfo.filter(({ type }) => type === "renderer").map(({ id }) => ownBytes(id)))
  await devtools?.detach()
  return Math.max(0, ...sizes)
}

/** Private memory of a process; 0 where the system does not say (only Linux does). */
async function ownBytes(process: number): Promise<number> {
  const said = await readFile(`/proc/${process}/smaps_rollup`, "utf8").catch(() => "")
  const kilobytes = [...said.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].map(([, number]) => Number(number))
  return kilobytes.reduce((sum, one) => sum + one, 0) * 1024
}

export function quantiles(samples: readonly number[]): Quantiles {
  const sorted = [...samples].sort((one, other) => one - other)
  const at = (share: number): number => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0)
  return { samples: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) }
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 100_000) / 10
}

export function report(bench: string, fields: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ bench, ...fields })}\n`)
}
