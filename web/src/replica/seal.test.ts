import { createHash } from "node:crypto"
import { describe, expect, test } from "vitest"
import { canonicalJson } from "./canonical.ts"
import { sealHash, sealText, type SealedFields } from "./seal.ts"
import { readCases } from "./testing/cases.ts"

const digest = (bytes: Uint8Array): Promise<Uint8Array> => Promise.resolve(createHash("sha256").update(bytes).digest())

describe("the seal's hash", () => {
  test.each(readCases("seal"))("%s", async (_name, content) => {
    const { draft, canonical, hash } = content as { draft: SealedFields; canonical: string; hash: string }
    expect(sealText(draft)).toBe(canonical)
    expect(await sealHash(draft, digest)).toBe(hash)
  })
})

describe("canonical JSON", () => {
  test("sorts members by UTF-16 unit", () => {
    // RFC 8785, 3.2.3: a surrogate pair sorts before U+FB33.
    const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7 }
    expect(canonicalJson(value)).toBe('{"\\r":2,"1":4,"\u0080":6,"\u00f6":7,"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}')
  })

  test("leaves out what is undefined and keeps null", () => {
    expect(canonicalJson({ b: undefined, a: null, c: [true, -0, "é"] })).toBe('{"a":null,"c":[true,0,"é"]}')
  })

  test("refuses what it cannot say", () => {
    expect(() => canonicalJson(1.5)).toThrow(RangeError)
    expect(() => canonicalJson("\ud83d")).toThrow(RangeError)
  })
})
