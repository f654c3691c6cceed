import { describe, expect, it } from "vitest"
import type { RoomView } from "../replica/types.ts"
import { bannerOf } from "./banner.ts"
import { pillOf } from "./pill.ts"
import { sam, storyNow } from "./testing/story.ts"
import { liveView, offlineView, tray } from "./testing/views.ts"

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
