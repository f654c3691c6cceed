import { defineConfig } from "@playwright/test"
import { common } from "./src/common.ts"

export default defineConfig({ ...common, testDir: "tests", workers: 2, fullyParallel: true })
