import { defineConfig } from "@playwright/test"
import { common } from "./src/common.ts"

export default defineConfig({ ...common, testDir: "bench", workers: 1, reporter: [["./src/quiet.ts"]] })
