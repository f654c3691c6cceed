/** Writes `tests/cases` from real documents. Every id and actor is fixed, so a second run changes nothing. */
import { createHash } from "node:crypto"
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import { initializeWasm } from "@automerge/automerge/slim"
import { sealCases } from "./seal-cases.ts"
import { sealText } from "../src/replica/seal.ts"

const require = createRequire(import.meta.url)
await initializeWasm(readFileSync(require.resolve("@automerge/automerge/automerge.wasm")))
// Automerge must be there before the documents are made.
const { transplantCases } = await import("./transplant-cases.ts")

const root = new URL("../../tests/cases/", import.meta.url)

for (const [name, draft] of Object.entries(sealCases)) {
  const canonical = sealText(draft)
  write("seal", name, { name, draft, canonical, hash: createHash("sha256").update(canonical, "utf8").digest("hex") })
}
for (const made of transplantCases()) write("transplant", made.name, made)

function write(folder: string, name: string, content: unknown): void {
  mkdirSync(new URL(folder, root), { recursive: true })
  writeFileSync(new URL(`${folder}/${name}.json`, root), `${JSON.stringify(content, null, 2)}\n`)
}
