import { describe, expect, it } from "vitest"
import { referencePieces } from "./references.ts"
import { actionId, recommendationId, storyRoom } from "./testing/story.ts"

const named = (text: string): readonly string[] => referencePieces(text, storyRoom).filter((piece) => piece.names !== undefined).map((piece) => piece.text)

describe("references in a text", () => {
  it("name entries, actions and recommendations that are there", () => {
    expect(referencePieces("See #124 and A-14, then R-8.", storyRoom)).toEqual([
      { text: "See " }, { text: "#124", names: { is: "entry", number: 124 } },
      { text: " and " }, { text: "A-14", names: { is: "action", action: actionId(14) } },
      { text: ", then " }, { text: "R-8", names: { is: "recommendation", recommendation: recommendationId(8) } }, { text: "." },
    ])
  })

  it("read a number with leading zeros, brackets and an apostrophe", () => {
    expect(named("(R-08) A-14’s owner, “#98”")).toEqual(["R-08", "A-14", "#98"])
  })

  it("leave alone what is not there, and what is part of something longer", () => {
    expect(named("#99999 A-999 R-77")).toEqual([])
    expect(named("CASE-A-14 A-14-2 BA-14 A-14b x#98 ##98 INC-2026-0147")).toEqual([])
  })

  it("are the text again, put together", () => {
    for (const text of ["", "#98", "nothing", "A-14A-14 R-8#98 #98"]) expect(referencePieces(text, storyRoom).map((piece) => piece.text).join("")).toBe(text)
    expect(referencePieces("A-14", undefined)).toEqual([{ text: "A-14" }])
  })
})
