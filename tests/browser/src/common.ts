/** What the tests and the benchmark are run with. */
import type { PlaywrightTestConfig } from "@playwright/test"
import { existsSync } from "node:fs"

/** Where Debian puts it, unless the environment names another. */
const chromium = process.env["LOGGIST_CHROMIUM"] ?? "/usr/bin/chromium"

/** No sandbox, because tests run as root in containers; no QUIC, because the proxy is TCP; nothing that phones out. */
const args = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
]

if (!existsSync(chromium)) throw new Error(`There is no Chromium at ${chromium}. Name it in LOGGIST_CHROMIUM.`)

export const common = {
  outputDir: "results/runs",
  testMatch: /.*\.(test|bench)\.ts/,
  timeout: 90_000,
  // A machine that does nothing else for a moment: a test that needs its second try is listed as flaky, and is a defect.
  retries: process.env["CI"] === undefined ? 0 : 1,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    timezoneId: "Europe/London",
    viewport: { width: 1440, height: 900 },
    actionTimeout: 10_000,
    screenshot: "only-on-failure",
    launchOptions: { executablePath: chromium, args },
  },
} satisfies PlaywrightTestConfig
