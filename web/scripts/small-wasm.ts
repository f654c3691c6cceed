/** Takes out of a WebAssembly module what only a debugger reads: the names of its functions, a tenth of what is sent. */
import type { Plugin } from "vite"

const headerBytes = 8
const customSection = 0
const debugging: ReadonlySet<string> = new Set(["name", "producers"])

/** The same module without its names. Throws when the result is not valid. */
export function withoutNames(module: Uint8Array): Uint8Array<ArrayBuffer> {
  const kept: Uint8Array[] = [module.subarray(0, headerBytes)]
  for (let at = headerBytes; at < module.length;) {
    const [size, content] = readSize(module, at + 1)
    const isDebugging = module[at] === customSection && debugging.has(nameAt(module, content))
    if (!isDebugging) kept.push(module.subarray(at, content + size))
    at = content + size
  }
  const small = new Uint8Array(Buffer.concat(kept))
  if (!WebAssembly.validate(small)) throw new Error("the module is not valid without its names")
  return small
}

/** An unsigned LEB128 number, and where what follows it begins. */
function readSize(bytes: Uint8Array, at: number): readonly [size: number, next: number] {
  let size = 0
  for (let index = at, shift = 0; ; index += 1, shift += 7) {
    const byte = bytes[index] ?? 0
    size |= (byte & 0x7f) << shift
    if (byte < 0x80) return [size, index + 1]
  }
}

function nameAt(bytes: Uint8Array, at: number): string {
  const [length, from] = readSize(bytes, at)
  return Buffer.from(bytes.subarray(from, from + length)).toString()
}

export function smallWasm(): Plugin {
  return {
    name: "small-wasm",
    generateBundle(_, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type === "asset" && file.fileName.endsWith(".wasm")) file.source = withoutNames(Buffer.from(file.source))
      }
    },
  }
}
