/** The story's night, whatever the clock of this machine says. */
import { storyNow, storyRoom } from "../../incident/testing/story.ts"
import { liveView } from "../../incident/testing/views.ts"
import type { RoomDocument, RoomView } from "../../replica/types.ts"

/** Into the minute, so that no test begins on its edge. */
const intoMinuteMs = 20_000

export function atNight(view: RoomView): RoomView {
  return { ...view, clockSkewMs: storyNow + intoMinuteMs - Date.now() }
}

export function nightOf(person: string, room: Partial<RoomDocument> = {}, view: Partial<RoomView> = {}): RoomView {
  return atNight({ ...liveView, ...view, person, room: { ...storyRoom, ...room } })
}
