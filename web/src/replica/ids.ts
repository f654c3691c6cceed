/** Ids. Randomness and time come in as arguments, so that a test can repeat them. */
import { toHex } from "./bytes.ts"

export type RandomBytes = (length: number) => Uint8Array

/** UUIDv7: 48 bits of time, then random bits, so that ids made later sort later. */
export function newId(nowMs: number, random: RandomBytes): string {
  const bytes = random(16)
  const time = BigInt(Math.max(0, Math.trunc(nowMs)))
  for (let index = 0; index < 6; index += 1) bytes[index] = Number((time >> BigInt(8 * (5 - index))) & 0xffn)
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = toHex(bytes)
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}

/** An Automerge actor. Taken fresh for every page load and every rebuild, and never stored [W4]. */
export function newActor(random: RandomBytes): string {
  return toHex(random(16))
}

/** RFC 3339 in UTC with three decimals, the one form of times in this project. */
export function timestamp(ms: number): string {
  return new Date(ms).toISOString()
}
