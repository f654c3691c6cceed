import { describe, expect, it } from "vitest"
import type { Command, RoomView } from "../replica/types.ts"
import { bannerOf, leadOf } from "./banner.ts"
import { pillOf } from "./pill.ts"
import { priya, sam, storyNow, storyRoom, tom } from "./testing/story.ts"
import { liveView, offlineView, removedView, tray } from "./testing/views.ts"

const is = (view: RoomView): string | undefined => bannerOf(view, storyNow)?.is
const vacant = (view: RoomView): RoomView => ({ ...view, ...(view.room ? { room: { ...view.room, command: { epoch: 4 } } } : {}) })

describe("the banner", () => {
  it("is absent when all is as it should be", () => {
    expect(is(liveView)).toBeUndefined()
  })

  it("says one thing, the gravest first", () => {
    const everything: RoomView = { ...vacant(offlineView), tray, storage: { kind: "failing", why: "disk full" } }
    expect(is({ ...everything, connection: { kind: "forked", since: 0 } })).toBe("forked")
    expect(is(everything)).toBe("storage")
    expect(is({ ...everything, storage: { kind: "device" } })).toBe("offline")
    expect(is({ ...vacant(liveView), tray })).toBe("no_one_in_command")
    expect(is({ ...liveView, tray })).toBe("refusals")
    expect(is({ ...liveView, person: sam })).toBe("read_only")
  })

  it("calls for a person who is offered command, or asked whether they are there", () => {
    const command = (change: Partial<Command>): RoomView => ({ ...liveView, tray, room: { ...storyRoom, command: { ...storyRoom.command, ...change } } })
    const offered = command({ offer: { to: tom, by: priya, offered_at: "2026-11-23T02:30:00.000Z", packet: {} } })
    expect([is({ ...offered, person: tom }), is(offered)]).toEqual(["offered", "refusals"])
    const asked = command({ challenge: { by: tom, asked_at: "2026-11-23T02:30:00.000Z", reason: "No answer" } })
    expect([is(asked), is({ ...asked, person: tom })]).toEqual(["challenged", "refusals"])
    const [offer, challenge] = [bannerOf({ ...offered, person: tom }, storyNow), bannerOf(asked, storyNow)]
    expect([offer, challenge].map((banner) => banner && leadOf(banner))).toEqual(["Priya Nair offers you command.", "Tom Okafor asks whether you are there."])
    expect(is(removedView)).toBe("removed")
  })

  it("waits a moment before it says that it reconnects", () => {
    const connection = { kind: "reconnecting", since: storyNow - 1_000, retryAt: undefined, reason: "network" } as const
    expect(is({ ...liveView, connection })).toBeUndefined()
    expect(is({ ...liveView, connection: { ...connection, since: storyNow - 2_000 } })).toBe("reconnecting")
  })
})

describe("the pill", () => {
  it("counts what is unsent only while it waits", () => {
    expect(pillOf({ ...liveView, unsent: 3 })).toEqual({ look: "live", words: "Live", unsent: 0 })
    expect(pillOf(offlineView)).toEqual({ look: "off", words: "Offline", unsent: 2 })
    expect(pillOf({ ...liveView, person: sam }).words).toBe("Read-only")
  })

  it("does not call a server that cannot store an absent network", () => {
    const connection = { kind: "offline", since: 0, retryAt: undefined, reason: "store_away" } as const
    expect(pillOf({ ...liveView, connection }).words).toBe("Not recording")
  })
})
