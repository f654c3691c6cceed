import react from "@vitejs/plugin-react"
import { defineConfig } from "vitest/config"

/** The server of `loggist serve`, for `npm run dev`. */
const server = process.env["LOGGIST_SERVER"] ?? "http://127.0.0.1:7474"

export default defineConfig({
  plugins: [react()],
  build: {
    target: "esnext",
    // The service worker reads this list to know which files make the app.
    manifest: "files.json",
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
  },
})
