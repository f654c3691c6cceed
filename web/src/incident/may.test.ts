import { describe, expect, it } from "vitest"
import type { RoomDocument } from "../replica/types.ts"
import { mayDiscardDraft, mayDraft, maySeal, maySetDraft, maySettleFact, mayWrite, mayWriteFact } from "./may.ts"
import { jo, maeve, maeveDraft, priya, ravi, sam, storyRoom, tom } from "./testing/story.ts"

const before: RoomDocument = {
  ...storyRoom,
  incident: { ...storyRoom.incident, phase: "pre_incident", opened_by: sam },
  command: { epoch: 0 },
}

describe("writing", () => {
  it("is for members, observers left out", () => {
    expect(mayWrite(storyRoom, ravi).allowed).toBe(true)
    expect(mayWrite(storyRoom, sam)).toMatchObject({ allowed: false, reason: expect.stringContaining("Observers read") as string })
    expect(mayWrite(storyRoom, jo)).toMatchObject({ reason: "You are not in this incident." })
  })

  it("leaves decisions to command roles, and sealing them to the manager", () => {
    expect(mayDraft(storyRoom, ravi, "decision").allowed).toBe(false)
    expect(mayDraft(storyRoom, tom, "decision").allowed).toBe(true)
    expect(maySeal(storyRoom, tom, { kind: "decision", by: tom }, true).allowed).toBe(false)
    expect(maySeal(storyRoom, priya, { kind: "decision", by: tom }, true).allowed).toBe(true)
  })

  it("lets every seal wait but a decision's", () => {
    expect(maySeal(storyRoom, priya, { kind: "observation", by: priya }, false).allowed).toBe(true)
    expect(maySeal(storyRoom, priya, { kind: "decision", by: priya }, false)).toMatchObject({
      allowed: false, reason: expect.stringContaining("Tell people by phone") as string,
    })
  })

  it("keeps another's draft for its author and the secretariat", () => {
    expect(maySeal(storyRoom, ravi, maeveDraft, true)).toMatchObject({
      reason: "Maeve Lindqvist began this draft. They seal it, or the Secretariat does.",
    })
    expect(maySetDraft(storyRoom, ravi, maeveDraft).allowed).toBe(false)
    expect(maySetDraft(storyRoom, maeve, { ...maeveDraft, by: ravi }).allowed).toBe(true)
    expect(mayDiscardDraft(ravi, maeveDraft).allowed).toBe(false)
  })

  it("gives who opened it one kind before command exists", () => {
    expect(mayDraft(before, sam, "before_command").allowed).toBe(true)
    expect(mayDraft(before, sam, "observation")).toMatchObject({
      reason: "Until the incident is declared, who opened it writes down what happened before command.",
    })
    expect(mayDraft(storyRoom, sam, "before_command").allowed).toBe(false)
  })

  it("ends with the incident, corrections last", () => {
    const cold = { ...storyRoom, incident: { ...storyRoom.incident, phase: "cold" as const } }
    expect(mayDraft(cold, ravi, "correction").allowed).toBe(true)
    expect(mayDraft(cold, ravi, "observation").allowed).toBe(false)
    const closed = { ...storyRoom, incident: { ...storyRoom.incident, phase: "closed" as const } }
    expect(mayDraft(closed, ravi, "correction")).toMatchObject({ reason: "The incident is closed." })
  })
})

describe("the situation", () => {
  it("settles a fact by its checker or command, with a source", () => {
    expect(maySettleFact(storyRoom, ravi, { checked_by: ravi, source: 5 }).allowed).toBe(true)
    expect(maySettleFact(storyRoom, ravi, { checked_by: tom, source: 5 }).allowed).toBe(false)
    expect(maySettleFact(storyRoom, tom, {})).toMatchObject({ reason: expect.stringContaining("Name the log entry") as string })
    expect(mayWriteFact(storyRoom, sam).allowed).toBe(false)
  })
})
