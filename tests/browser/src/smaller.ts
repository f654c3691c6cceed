/** Makes pictures smaller without losing a pixel. */
import { readFile, writeFile } from "node:fs/promises"
import optimise, { init } from "@jsquash/oxipng/optimise.js"

const codec = new URL("../node_modules/@jsquash/oxipng/codec/pkg/squoosh_oxipng_bg.wasm", import.meta.url)

export async function makeSmaller(files: readonly string[]): Promise<void> {
  await init(await WebAssembly.compile(await readFile(codec)))
  for (const file of files) {
    const { buffer, byteOffset, byteLength } = await readFile(file)
    await writeFile(file, new Uint8Array(await optimise(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer, { level: 3 })))
  }
}
