import { defineConfig } from "@playwright/test"
import { common } from "./src/common.ts"
import { drawing } from "./src/drawing.ts"

/** Takes the pictures of `docs/screens` anew: `npm run screens`. */
export default defineConfig({ ...common, testDir: "screens", workers: 1, use: drawing })
