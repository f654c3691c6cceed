/** The app on a replica that is not there, every state of it, without a server: its files are answered from the disk. */
import { execFile } from "node:child_process"
import { existsSync } from "node:fs"
import { extname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import type { BrowserContext } from "@playwright/test"

const web = fileURLToPath(new URL("../../../web", import.meta.url))
const built = join(web, "node_modules/.harness")

/** Nothing listens there. A name that browsers take for this machine, so that pages may do what https lets them do. */
export const origin = "http://localhost"

const types: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm", ".html": "text/html" }

/** What the real server sends with its pages. */
const policy = [
  "default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:",
  "require-trusted-types-for 'script'", "trusted-types 'none'",
].join("; ")

/** Once, before all tests. */
export async function build(): Promise<void> {
  await promisify(execFile)("npm", ["run", "--silent", "harness:build"], { cwd: web })
}

export async function withHarness(context: BrowserContext, state: string): Promise<void> {
  await context.addInitScript((name) => { Object.assign(window, { harnessState: name }) }, state)
  await context.route(`${origin}/**`, async (route) => {
    const { pathname } = new URL(route.request().url())
    const asked = join(built, pathname)
    const path = existsSync(asked) && extname(asked) !== "" ? asked : join(built, "index.html")
    await route.fulfill({ path, contentType: types[extname(path)] ?? "application/octet-stream", headers: { "content-security-policy": policy } })
  })
}
