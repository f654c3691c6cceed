// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import { logRows } from "../../incident/log.ts"
import { storyRoom } from "../../incident/testing/story.ts"
import { liveView } from "../../incident/testing/views.ts"
import type { Entry } from "../../replica/types.ts"
import { roomPath, show } from "../testing/show.tsx"
import { LogWindow } from "./log-window.ts"
import { destination } from "./useLogKeys.ts"
import { nextMatch } from "./useFind.ts"

const [first] = storyRoom.log
const entries = (count: number): readonly Entry[] => Array.from({ length: count }, (_, index) => ({ ...(first as Entry), number: index + 1 }))

function windowOf(count: number): LogWindow {
  const window = new LogWindow()
  window.take(logRows(entries(count)), count)
  return window
}

describe("the rows that are drawn", () => {
  it("are all of a short log, and the last of a long one", () => {
    expect(windowOf(120).indices()).toHaveLength(121)
    const indices = windowOf(5_000).indices()
    expect(indices.at(-1)).toBe(5_000)
    expect(indices.length).toBeLessThan(120)
  })

  it("have those that come, at the end", () => {
    const window = windowOf(5_000)
    window.take(logRows(entries(5_003)), 5_003)
    expect(window.indices().at(-1)).toBe(5_003)
  })

  it("have the one that was gone to, with its neighbours, wherever it is", () => {
    const window = windowOf(5_000)
    let told = 0
    window.subscribe(() => { told += 1 })
    window.go({ number: 138, to: "middle", focus: true })
    expect(told).toBe(1)
    // The day's row comes before the first entry.
    expect(window.indices().slice(0, 4)).toEqual([137, 138, 139, expect.any(Number)])
    window.keep(undefined)
    expect(window.indices()[0]).toBeGreaterThan(4_800)
  })

  it("are none of nothing", () => {
    const window = new LogWindow()
    window.take([], 0)
    expect(window.indices()).toEqual([])
  })
})

describe("the keys of the log", () => {
  const some = entries(10).filter((entry) => entry.number % 3 === 0)

  it("go to the next and the one before among those that are shown, from nowhere to the last", () => {
    expect(destination("k", some, undefined)).toBe(9)
    expect(destination("k", some, 9)).toBe(6)
    expect(destination("j", some, 6)).toBe(9)
    expect(destination("j", some, 9)).toBeUndefined()
    expect(destination("k", some, 3)).toBeUndefined()
    expect(destination("j", some, 4)).toBe(6)
    expect(destination("End", some, 3)).toBe(9)
    expect(destination("x", some, 3)).toBeUndefined()
  })

  it("walk matches from the newest back, and round", () => {
    expect(nextMatch(some, undefined, -1)).toBe(9)
    expect(nextMatch(some, 9, -1)).toBe(6)
    expect(nextMatch(some, 3, -1)).toBe(9)
    expect(nextMatch(some, 9, 1)).toBe(3)
    expect(nextMatch([], undefined, -1)).toBeUndefined()
  })
})

describe("finding", () => {
  const log = (): Promise<HTMLElement> => screen.findByRole("region", { name: "Log entries, oldest first" })

  it("says which match Enter has gone to, and keeps the focus in the box", async () => {
    show({ view: { ...liveView, room: { ...storyRoom, log: storyRoom.log } } })
    const box = await screen.findByRole("searchbox", { name: "Find in log" })
    await userEvent.type(box, "recall")
    expect(screen.getByText("2 entries found")).toBeTruthy()
    await userEvent.keyboard("{Enter}")
    expect(screen.getByText(/^Entry \d+, 1 of 2 found$/)).toBeTruthy()
    const [older, newer] = within(await log()).getAllByRole("listitem").filter((row) => row.dataset["number"] !== undefined)
    expect(newer?.getAttribute("aria-current")).toBe("true")
    await userEvent.keyboard("{Enter}")
    expect(screen.getByText(/^Entry \d+, 2 of 2 found$/)).toBeTruthy()
    expect(older?.getAttribute("aria-current")).toBe("true")
    expect(document.activeElement).toBe(box)
  })

  it("is typed at once, and kept in the address", async () => {
    show({ path: `${roomPath}?find=recall` })
    const box = await screen.findByRole<HTMLInputElement>("searchbox", { name: "Find in log" })
    expect(box.value).toBe("recall")
    await userEvent.clear(box)
    await userEvent.type(box, "mailbox")
    expect(box.value).toBe("mailbox")
    // Following a link leads out of it.
    await userEvent.clear(box)
    await userEvent.type(box, "#126")
    await waitFor(() => { expect(screen.getByText("1 entry found")).toBeTruthy() })
    await userEvent.click(within(await log()).getByRole("link", { name: "#123" }))
    await waitFor(() => { expect(box.value).toBe("") })
    await waitFor(() => { expect(document.activeElement?.id).toBe("e123") })
  })
})
