import { describe, expect, it } from "vitest"
import type { Attachment } from "../replica/types.ts"
import { attachedAt, attachmentsOf, isWithheld, markedBy, markOf, marksIn, plainName, sizeWords, typeWords } from "./attachments.ts"

const sha256 = "3fa9c1d2e4b7a005".padEnd(64, "0")
const file = (id: string, name: string, more: Partial<Attachment> = {}): Attachment => ({ id, by: "maeve", name, media_type: "image/png", size: 3, sha256, ...more })
const room = (...all: readonly Attachment[]): { readonly attachments: Readonly<Record<string, Attachment>> } => ({ attachments: Object.fromEntries(all.map((one) => [one.id, one])) })

describe("what an entry says of a file", () => {
  it("names it by the beginning of its hash, and is found in any words", () => {
    const mark = markOf({ name: "gate (1).png", sha256 })
    expect(mark).toBe("Attached: gate (1).png (3fa9c1d2e4b7a005)")
    expect(marksIn(`Seen. ${mark}\n${markOf({ name: "b.txt", sha256: "ab".repeat(32) })} and more`)).toEqual([
      { name: "gate (1).png", hash: "3fa9c1d2e4b7a005" }, { name: "b.txt", hash: "ab".repeat(8) },
    ])
    expect(marksIn("Attached: nothing (3fa9). Attached to the gate")).toEqual([])
  })

  it("leads to the one of that content and name, and to another name of the content where that is gone", () => {
    const [one, other] = [file("a", "gate.png"), file("b", "door.png")]
    const leadsTo = (...all: readonly Attachment[]): readonly unknown[] => marksIn(markOf(other)).map((mark) => markedBy(room(...all), mark))
    expect(leadsTo(one, other)).toEqual([other])
    expect(leadsTo(one)).toEqual([one])
    expect(leadsTo(file("c", "door.png", { sha256: "0".repeat(64) }))).toEqual([undefined])
  })
})

describe("the list", () => {
  it("is newest first, each with when it was attached", () => {
    const [early, late] = [file("019360a0-0000-7000-8000-000000000001", "a"), file("019360a1-0000-7000-8000-000000000000", "b")]
    expect(attachmentsOf(room(early, late))).toEqual([late, early])
    expect(attachedAt(early)).toBe(0x019360a00000)
  })

  it("withholds content under every name that it has", () => {
    expect(isWithheld(room(file("a", "x"), file("b", "y", { withheld: true })), sha256)).toBe(true)
    expect(isWithheld(room(file("a", "x"), file("b", "y", { withheld: false })), sha256)).toBe(false)
  })
})

describe("words", () => {
  it.each([[1, "1 byte"], [812, "812 bytes"], [24 * 1024, "24 KB"], [24 * 1024 + 1, "25 KB"], [3_300_000, "3.2 MB"], [25 * 1024 ** 2, "25 MB"], [25 * 1024 ** 2 + 1, "25.1 MB"], [1_023_999, "1 MB"]])(
    "%i bytes are %s", (bytes, words) => { expect(sizeWords(bytes)).toBe(words) })

  it("call a picture by its content and anything else by its name", () => {
    expect(typeWords({ media_type: "image/jpeg", name: "x.exe" })).toBe("JPEG picture")
    expect(typeWords({ media_type: "application/octet-stream", name: "map.svg" })).toBe("SVG file")
    expect(typeWords({ media_type: "application/octet-stream", name: "notes" })).toBe("File")
    expect(typeWords({ media_type: "toString", name: "notes" })).toBe("File")
  })

  it("make one plain line of a name, which turns no direction and keeps its ending", () => {
    expect(plainName("in\u202Egnp.exe\n", "file")).toBe("ingnp.exe")
    expect(plainName("\u0000 \u200B", "file")).toBe("file")
    const long = plainName(`${"😀".repeat(400)}.csv`, "file")
    expect(Array.from(long)).toHaveLength(300)
    expect(long.endsWith("😀.csv")).toBe(true)
  })
})
