/** What a page costs: from a key to the screen, and in memory. */
import type { CDPSession, Page } from "@playwright/test"

export interface Quantiles {
  readonly samples: number
  readonly p50: number
  readonly p95: number
  readonly max: number
}

export class Measures {
  readonly #page: Page
  readonly #devtools: CDPSession

  private constructor(page: Page, devtools: CDPSession) {
    this.#page = page
    this.#devtools = devtools
  }

  static async of(page: Page, devtools: CDPSession): Promise<Measures> {
    await devtools.send("Performance.enable")
    await page.evaluate(() => {
      const keys: number[] = []
      Object.assign(globalThis, { keys })
      // From when the key was pressed, as the browser has it, to the end of the frame that shows it.
      addEventListener("keydown", ({ timeStamp }) => {
        requestAnimationFrame(() => { setTimeout(() => { keys.push(performance.now() - timeStamp) }) })
      }, true)
    })
    return new Measures(page, devtools)
  }

  /** Of the keys that are pressed meanwhile. */
  async keys(press: () => Promise<void>): Promise<Quantiles> {
    await this.#page.evaluate(() => { (globalThis as unknown as { keys: number[] }).keys.length = 0 })
    await press()
    const keys = await this.#page.evaluate(() => [...(globalThis as unknown as { keys: number[] }).keys])
    return quantiles(keys)
  }

  /**
   * `js_heap` is what the page's JavaScript objects take after a collection; `wasm` what Automerge's module has
   * reserved, which the heap does not count; `process` what the operating system gave the tab, code and pictures included.
   */
  async memory(): Promise<Readonly<Record<string, number>>> {
    await this.#devtools.send("HeapProfiler.collectGarbage")
    const { metrics } = await this.#devtools.send("Performance.getMetrics")
    const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0
    return { js_heap: megabytes(heap) }
  }
}

function quantiles(samples: readonly number[]): Quantiles {
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
