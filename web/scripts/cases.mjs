// Node 20 runs no TypeScript by itself; Vite's module runner does.
import { runnerImport } from "vite"

await runnerImport(new URL("./write-cases.ts", import.meta.url).pathname, { configFile: false })
