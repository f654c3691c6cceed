import { defineConfig } from "@playwright/test"
import { common } from "./src/common.ts"
import { drawing } from "./src/drawing.ts"

export default defineConfig({
  ...common,
  testDir: "pictures",
  workers: 1,
  globalSetup: "src/pictures.ts",
  use: drawing,
  snapshotPathTemplate: "{testDir}/stored/{arg}{ext}",
  expect: { ...common.expect, toHaveScreenshot: { maxDiffPixelRatio: 0.02, animations: "disabled", caret: "hide", scale: "css" } },
})
