import { describe, expect, it } from "vitest"
import { readCases } from "../replica/testing/cases.ts"
import type { Command, IncidentHeader, Member, RoomDocument } from "../replica/types.ts"
import { standing, type Standing } from "./standing.ts"
import { storyRoom } from "./testing/story.ts"

interface Case {
  readonly incident: IncidentHeader
  readonly command: Command
  readonly members: readonly Member[]
  readonly standing: readonly Standing[]
}

describe("what is out of line", () => {
  it.each(readCases("standing"))("is what the server finds, and since when: %s (TEAM-01, TEAM-02, TEAM-03, CMD-06)", (_, content) => {
    const { incident, command, members, standing: expected } = content as Case
    const room: RoomDocument = { ...storyRoom, incident, command, members: Object.fromEntries(members.map((member) => [member.person, member])) }
    expect(standing(room)).toEqual(expected)
  })
})
