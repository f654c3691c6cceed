import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

/** What the real server sends: the pages must do without inline scripts, inline styles and `innerHTML`. */
const policy = [
  "default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "img-src 'self' data:",
  "require-trusted-types-for 'script'", "trusted-types 'none'",
].join("; ")

export default defineConfig({
  root: import.meta.dirname,
  cacheDir: "../node_modules/.vite-harness",
  plugins: [react()],
  build: { target: "esnext", outDir: "../node_modules/.harness", emptyOutDir: true, minify: false },
  css: { preprocessorOptions: { scss: { loadPaths: [".", "node_modules"] } } },
  preview: { host: "127.0.0.1", port: 7490, strictPort: true, headers: { "content-security-policy": policy } },
})
