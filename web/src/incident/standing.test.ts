import { describe, expect, it } from "vitest"
import { readCases } from "../replica/testing/cases.ts"
import type { Channel, Command, Contact, IncidentHeader, Member, RoomDocument } from "../replica/types.ts"
import { standing, type Standing } from "./standing.ts"
import { storyRoom } from "./testing/story.ts"
import { byId } from "./testing/story-actions.ts"

interface Case {
  readonly incident: IncidentHeader
  readonly command: Command
  readonly members: readonly Member[]
  readonly channels?: readonly Channel[]
  readonly contacts?: readonly Contact[]
  readonly standing: readonly Standing[]
}

describe("what is out of line", () => {
  it.each(readCases("standing"))("is what the server finds, and since when: %s (TEAM-01, TEAM-02, TEAM-03, SEC-07, CMD-06)", (_, content) => {
    const { incident, command, members, channels = [], contacts = [], standing: expected } = content as Case
    const byPerson = Object.fromEntries(members.map((member) => [member.person, member]))
    // As the replica gives them: by the time that is said, then by id.
    const inOrder = channels.map((line) => ({ ...line, moves: line.moves.toSorted((one, other) => (one.at + one.id < other.at + other.id ? -1 : 1)) }))
    const room: RoomDocument = { ...storyRoom, incident, command, members: byPerson, channels: byId(inOrder), contacts: byId(contacts) }
    expect(standing(room)).toEqual(expected)
  })
})
