import { readdirSync, readFileSync } from "node:fs"

/** The recorded cases of `tests/cases/<folder>`, by file. */
export function readCases(folder: string): readonly (readonly [name: string, content: unknown])[] {
  const root = new URL(`../../../../tests/cases/${folder}/`, import.meta.url)
  return readdirSync(root).sort().map((file) => [file, JSON.parse(readFileSync(new URL(file, root), "utf8"))] as const)
}
