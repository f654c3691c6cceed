/** Before the picture tests the harness is built; after them, pictures that were stored anew are made smaller. */
import { readdir, stat } from "node:fs/promises"
import { fileURLToPath } from "node:url"
import { build } from "./harness.ts"
import { makeSmaller } from "./smaller.ts"

const stored = new URL("../pictures/stored/", import.meta.url)

export default async function setUp(): Promise<() => Promise<void>> {
  await build()
  const begunMs = Date.now()
  return async () => {
    const files = (await readdir(stored)).map((name) => fileURLToPath(new URL(name, stored)))
    const times = await Promise.all(files.map(async (file) => (await stat(file)).mtimeMs))
    await makeSmaller(files.filter((_, index) => (times[index] ?? 0) >= begunMs))
  }
}
