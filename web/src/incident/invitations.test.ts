import { describe, expect, it } from "vitest"
import type { Invitation } from "../replica/types.ts"
import { aboutInvitation, invitingText, openInvitations, timeLeft } from "./invitations.ts"
import { msOf } from "./times.ts"
import { maeve, priya, storyRoom } from "./testing/story.ts"

const now = msOf("2026-11-23T02:30:00.000Z")

function invitation(id: string, more: Partial<Invitation> = {}): Invitation {
  return {
    id, role: "sme", outside: false, by: priya, name: "Priya Nair", made_at: "2026-11-23T02:20:00.000Z",
    expires_at: "2026-11-23T02:50:00.000Z", people: 1, ...more,
  }
}

describe("invitations", () => {
  it("are open until they are used, revoked or expired, or their maker has left (GEN-01)", () => {
    const member = storyRoom.members[maeve]
    const all = [
      invitation("open"), invitation("sooner", { expires_at: "2026-11-23T02:40:00.000Z" }),
      invitation("used", { used: [{ person: maeve, at: "2026-11-23T02:25:00.000Z" }] }),
      invitation("revoked", { revoked_at: "2026-11-23T02:25:00.000Z" }),
      invitation("expired", { expires_at: "2026-11-23T02:30:00.000Z" }),
      invitation("orphan", { by: maeve }),
    ]
    const room = {
      ...storyRoom, invitations: Object.fromEntries(all.map((one) => [one.id, one])),
      members: { ...storyRoom.members, ...(member ? { [maeve]: { ...member, left_at: "2026-11-23T02:26:00.000Z" } } : {}) },
    }
    expect(openInvitations(room, now).map(({ id }) => id)).toEqual(["sooner", "open"])
  })

  it("are told in plain words", () => {
    const some = invitation("a", { people: 5, outside: true, used: [{ person: maeve, at: "2026-11-23T02:25:00.000Z" }] })
    expect(timeLeft(some, now)).toBe("20 minutes left")
    expect(aboutInvitation(some)).toBe("By Priya Nair, for 5 people, also from outside. 1 has joined")
  })

  it("are sent as a text without anything of the incident (GEN-07)", () => {
    const text = invitingText("https://room.example.org", "K7QMF-3XW9D", invitation("a"))
    expect(text).toBe([
      "You are asked to join an incident room as Subject Matter Expert.",
      "Open https://room.example.org/join#K7QMF-3XW9D",
      "or go to https://room.example.org/join and enter the code K7QMF-3XW9D.",
      "It is good until 02:50 GMT on Monday 23 November 2026. Pass it on to nobody else.",
    ].join("\n"))
    for (const word of [storyRoom.incident.title, storyRoom.incident.reference]) expect(text).not.toContain(word)
  })
})
