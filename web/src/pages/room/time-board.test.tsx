// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, describe, expect, it, vi } from "vitest"
import { action, byId } from "../../incident/testing/story-actions.ts"
import { at, ravi } from "../../incident/testing/story-people.ts"
import { storyNow, storyRoom, tom } from "../../incident/testing/story.ts"
import { nightOf } from "../testing/night.ts"
import { show } from "../testing/show.tsx"

afterEach(() => { vi.useRealTimers() })

const board = (): Promise<HTMLElement> => screen.findByRole("dialog", { name: "Time board" })
/** By the bar; a phone has the same with all that is more. */
const opens = async (): Promise<void> => {
  const [inBar] = await screen.findAllByRole("button", { name: /^Time board/ })
  if (inBar === undefined) throw new Error("there is no time board")
  await userEvent.click(inBar)
}

describe("the time board", () => {
  it("lists everything with a clock, opens each, and chases an owner in one tap (DEP-05, DEP-06)", async () => {
    vi.useFakeTimers({ now: storyNow, toFake: ["Date", "setInterval", "clearInterval"] })
    const replica = show({ view: { ...nightOf(tom), clockSkewMs: 0 } })
    await opens()
    const late = within(await board()).getByRole("button", { name: "Report on A-14, Get a named contact at Larkfield Chambers" })
    expect(late.closest("li")?.textContent).toContain("overdue")
    await userEvent.click(within(await board()).getByRole("button", { name: /Chase.*Report on A-14/ }))
    expect(replica.calls.find(([name]) => name === "command")?.slice(0, 2)).toEqual(["command", "chase"])
    await userEvent.click(late)
    expect(await screen.findByRole("dialog", { name: /A-14/ })).toBeTruthy()
  })

  it("leads from the step of a lesson to the review (IM-16)", async () => {
    const lesson = { id: "l", by: ravi, text: "", side: "even_better_if", state: "agreed", step: "Two pairs of eyes", owner: ravi, due: "2026-12-04T17:00:00.000Z", number: 1 } as const
    show({ view: nightOf(tom, { lessons: { l: lesson } }) })
    await opens()
    await userEvent.click(within(await board()).getByRole("button", { name: "Step of L-1, Two pairs of eyes" }))
    expect(await screen.findByRole("heading", { name: "Review", level: 1 })).toBeTruthy()
  })

  it("shows each of fifty actions overdue within one second of its time (DEP-05)", async () => {
    vi.useFakeTimers({ now: storyNow, toFake: ["Date", "setInterval", "clearInterval"] })
    const fifty = Array.from({ length: 50 }, (_, index) => ({
      ...action(100 + index, `Thing ${index}`, ravi, "02:00", { acknowledged: true, opened_at: at("01:00:00"), acknowledged_at: at("01:01:00") }),
      report_by: new Date(storyNow + index * 2_000 + 500).toISOString(),
    }))
    show({ view: { ...nightOf(tom, { actions: byId(fifty), facts: {}, recommendations: {}, incident: storyRoom.incident }), clockSkewMs: 0 } })
    await opens()
    const list = await board()
    for (let second = 1; second <= 100; second += 1) {
      act(() => { vi.advanceTimersByTime(1_000) })
      const due = fifty.filter(({ report_by }) => Date.parse(report_by) < storyNow + second * 1_000).length
      expect([...list.querySelectorAll("li.times__over")].filter((row) => row.textContent.includes("Thing"))).toHaveLength(due)
    }
  })
})
