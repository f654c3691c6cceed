import { describe, expect, it } from "vitest"
import type { Draft, RoomView } from "../replica/types.ts"
import { beingWritten, caretsIn, draftToResume, firstWords, openDrafts, withCarets, writersOf } from "./drafts.ts"
import { maeveDraft, maeveDraftId, priya } from "./testing/story.ts"
import { everyone, liveView } from "./testing/views.ts"

function withDrafts(...drafts: readonly Draft[]): RoomView {
  const room = liveView.room
  if (!room) throw new Error("the story has a room")
  return { ...liveView, room: { ...room, drafts: Object.fromEntries(drafts.map((draft) => [draft.id, draft])) } }
}

const own: Draft = { ...maeveDraft, id: "own", by: priya, text: "Half a sentence", begun_at: "2026-11-23T02:29:00.000Z" }

describe("drafts in the log", () => {
  it("leave out the one in the composer and those that wait to be sealed", () => {
    const view = withDrafts(maeveDraft, own)
    expect(openDrafts(view, "own").map((draft) => draft.id)).toEqual([maeveDraftId])
    const seal = { intent: "i", draft: maeveDraftId, kind: "observation", text: "", writtenAt: "" }
    expect(openDrafts({ ...view, sealing: [seal] }, undefined).map((draft) => draft.id)).toEqual(["own"])
  })

  it("hide an empty one unless somebody has it open", () => {
    const empty = { ...maeveDraft, text: " " }
    expect(openDrafts(withDrafts(empty), undefined)).toHaveLength(1)
    expect(openDrafts({ ...withDrafts(empty), present: [] }, undefined)).toHaveLength(0)
  })

  it("come back into the box after a reload: one's own newest that is open nowhere else", () => {
    const older = { ...own, id: "older", begun_at: "2026-11-23T02:20:00.000Z" }
    expect(draftToResume(withDrafts(maeveDraft, older, own))).toBe("own")
    expect(draftToResume(withDrafts(maeveDraft))).toBeUndefined()
    const elsewhere = [{ ...everyone[0], session: "s9", person: priya, name: "Priya Nair", draft: "own" }] as RoomView["present"]
    expect(draftToResume({ ...withDrafts(own), present: elsewhere })).toBeUndefined()
  })
})

describe("the first words of a draft", () => {
  it("are of the first text that has any, on one line", () => {
    expect(firstWords({ ...own, text: "Larkfield rang\nback " })).toBe("Larkfield rang back")
    expect(firstWords({ ...own, text: " ", why: "They were asked to" })).toBe("They were asked to")
    expect(firstWords({ ...own, text: "" })).toBe("nothing written yet")
    expect(firstWords({ ...own, text: "x".repeat(500) })).toHaveLength(200)
  })
})

describe("carets", () => {
  it("cut a text where they stand", () => {
    const carets = caretsIn(everyone, maeveDraftId, "text")
    expect(carets).toEqual([{ name: "Maeve Lindqvist", index: maeveDraft.text.length }])
    expect(withCarets("abcd", [{ name: "A", index: 1 }, { name: "B", index: 9 }])).toEqual([
      { is: "text", text: "a" }, { is: "caret", name: "A" }, { is: "text", text: "bcd" }, { is: "caret", name: "B" },
    ])
    expect(withCarets("", [{ name: "A", index: 0 }])).toEqual([{ is: "caret", name: "A" }])
  })

  it("are counted once for each draft that somebody types in", () => {
    expect(beingWritten(liveView)).toBe(1)
    expect(writersOf(liveView, maeveDraftId).map((row) => row.name)).toEqual(["Maeve Lindqvist"])
  })
})
