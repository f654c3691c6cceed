import { describe, expect, it } from "vitest"
import type { Entry, RoomDocument } from "../replica/types.ts"
import { quiet } from "./quiet.ts"
import { priya, ravi, storyNow, storyRoom, tom } from "./testing/story.ts"

const minutes = 60_000
const at = (ago: number): string => new Date(storyNow - ago * minutes).toISOString()

/** Everybody wrote an hour ago, and some since. */
function heard(since: Readonly<Record<string, number>>, phase: RoomDocument["incident"]["phase"] = "hot"): RoomDocument {
  const [first] = storyRoom.log as readonly [Entry]
  const all = Object.keys(storyRoom.members).map((person) => [person, since[person] ?? 60] as const)
  const log = all.sort(([, one], [, other]) => other - one)
    .map(([person, ago], index): Entry => ({ ...first, number: index + 1, by: { ...first.by, person }, received_at: at(ago) }))
  return { ...storyRoom, log, incident: { ...storyRoom.incident, phase } }
}

describe("who has gone quiet", () => {
  it("is whoever has written nothing for fifteen minutes, longest first (IM-18)", () => {
    const others = Object.fromEntries(Object.keys(storyRoom.members).map((person) => [person, 3]))
    const found = quiet(heard({ ...others, [ravi]: 22, [tom]: 15, [priya]: 14 }), storyNow)
    expect(found.map(({ member, sinceMs }) => [member.person, (storyNow - sinceMs) / minutes])).toEqual([[ravi, 22], [tom, 15]])
  })

  it("is asked after less often once it is warm, and not at all afterwards (IM-18)", () => {
    const names = (phase: RoomDocument["incident"]["phase"]): number => quiet(heard({ [ravi]: 22 }, phase), storyNow).length
    expect([names("hot"), names("warm"), names("cold"), names("closed")].map((many) => many > 0)).toEqual([true, true, false, false])
    expect(quiet(heard({ [ravi]: 22 }, "warm"), storyNow).map(({ member }) => member.person)).not.toContain(ravi)
  })

  it("is nobody who has just joined, nor an observer", () => {
    const joined = { ...storyRoom.members[ravi], joined_at: at(2) } as RoomDocument["members"][string]
    const room = { ...storyRoom, log: [], members: { ...storyRoom.members, [ravi]: joined } }
    const found = quiet(room, storyNow)
    expect(found.map(({ member }) => member.person)).not.toContain(ravi)
    expect(found.every(({ member }) => member.roles.some((held) => held.role !== "observer"))).toBe(true)
  })
})
