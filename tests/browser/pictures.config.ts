import { defineConfig } from "@playwright/test"
import { common } from "./src/common.ts"

export default defineConfig({ ...common, testDir: "pictures", workers: 1, globalSetup: "src/harness.ts" })
