import { createHash } from "node:crypto"
import { readFileSync } from "node:fs"
import react from "@vitejs/plugin-react"
import type { Plugin } from "vite"
import { defineConfig } from "vitest/config"
import { smallWasm } from "./scripts/small-wasm.ts"

/** The server of `loggist serve`, for `npm run dev`. */
const server = process.env["LOGGIST_SERVER"] ?? "http://127.0.0.1:7474"

/** Tells the service worker which files the build is made of, so that each build has a worker of its own. */
function filesForWorker(): Plugin {
  return {
    name: "files-for-worker",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        const worker = bundle["worker.js"]
        if (worker?.type !== "chunk") return
        const files = Object.keys(bundle).filter((name) => name.startsWith("assets/")).sort().map((name) => `/${name}`)
        const version = createHash("sha256").update(files.join()).update(readFileSync("index.html")).digest("hex").slice(0, 16)
        worker.code = worker.code.replaceAll("__BUILD__", JSON.stringify({ version, files: [...files, "/favicon.svg"] }))
      },
    },
  }
}

export default defineConfig({
  plugins: [react(), smallWasm(), filesForWorker()],
  build: {
    target: "esnext",
    rolldownOptions: {
      input: { app: "index.html", worker: "src/offline/worker.ts" },
      // A service worker keeps its name, so that a browser finds the next one.
      output: { entryFileNames: (chunk) => (chunk.name === "worker" ? "worker.js" : "assets/[name]-[hash].js") },
    },
  },
  // MoJ's Sass names node_modules/govuk-frontend itself, so both paths are needed.
  css: { preprocessorOptions: { scss: { loadPaths: [".", "node_modules"] } } },
  server: { proxy: { "/api": { target: server, ws: true } } },
  test: {
    include: ["src/**/*.test.ts", "src/**/*.test.tsx"],
    setupFiles: ["src/replica/testing/setup.ts"],
    // A hang ends; a loaded machine does not.
    testTimeout: 30_000,
  },
})
