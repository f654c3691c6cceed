import { describe, expect, it } from "vitest"
import { kindByPrefix } from "./prefix.ts"

describe("a stroke and a word at the beginning", () => {
  it("say the kind of entry (SEC-04)", () => {
    expect(kindByPrefix("/d Stop the export")).toEqual({ kind: "decision", rest: "Stop the export" })
    expect(["/o ", "/A ", "/comm ", "/decision "].map((text) => kindByPrefix(text)?.kind)).toEqual(["observation", "action", "comms", "decision"])
  })

  it("are text when they name no kind, or stand elsewhere", () => {
    for (const text of ["/d", "/etc/passwd was read", "/x y", "see /d here", " /d x", ""]) expect(kindByPrefix(text), text).toBeUndefined()
  })
})
