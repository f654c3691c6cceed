/** Runs a TypeScript file of the harness where Node cannot: `node harness/run.mjs look [state ...]`. */
import { runnerImport } from "vite"

const [, , name = "look"] = process.argv
await runnerImport(new URL(`./${name}.ts`, import.meta.url).pathname, { configFile: false })
