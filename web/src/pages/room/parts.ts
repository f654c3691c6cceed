/** The four parts of a room that the keyboard goes to: what shows each on a phone, and what takes the focus. */
import type { RoomSearch } from "./search.ts"

export type Part = "log" | "decisions" | "actions" | "situation"

interface Place {
  readonly search: RoomSearch
  /** Of the element that is focused: the list itself, or the heading over it. */
  readonly id: string
}

const places: Readonly<Record<Part, Place>> = {
  log: { search: { tab: "log" }, id: "log-entries" },
  decisions: { search: { tab: "now" }, id: "decisions" },
  actions: { search: { tab: "now" }, id: "actions" },
  situation: { search: { tab: "situation", side: "situation" }, id: "side-panel" },
}

/** `turnTo` changes the address, which shows the part where only one is shown at a time. */
export async function goToPart(part: Part, turnTo: (change: RoomSearch) => Promise<void>): Promise<void> {
  const { search, id } = places[part]
  await turnTo(search)
  // The part is drawn with the next frame; before it nothing hidden takes the focus.
  requestAnimationFrame(() => {
    const element = document.getElementById(id)
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: "nearest" })
  })
}
