// @vitest-environment happy-dom
/** Which buttons each role finds in a full room: nobody is offered what is not theirs, and readers nothing at all. */
import { screen, within } from "@testing-library/react"
import { describe, expect, it } from "vitest"
import { asha, maeve, priya, ravi, sam, tom } from "../../incident/testing/story.ts"
import { nightOf } from "../testing/night.ts"
import { show } from "../testing/show.tsx"

const buttons = {
  add: "Add an action", situation: "Add to the situation", recommend: "Recommend", agree: "Agree R-9", correct: "Correct entry 129",
  draft: "Write in this draft", seal: /^Seal/, handOver: "Hand over", stepIn: "Step in", report: "Report on A-14", chase: "Chase A-14",
} as const
type Name = keyof typeof buttons

const all: readonly Name[] = ["add", "situation", "recommend", "correct", "draft", "seal"]

const table: readonly (readonly [role: string, person: string, offered: readonly Name[], waiting: string])[] = [
  ["the Incident Manager", priya, [...all, "agree", "handOver"], "Waiting for your decision"],
  ["the Deputy", tom, [...all, "agree", "stepIn", "chase"], "Waiting for the Incident Manager"],
  ["the Secretariat", maeve, [...all.filter((name) => name !== "draft"), "agree", "chase"], "Waiting for the Incident Manager"],
  ["an expert", ravi, all, "Waiting for the Incident Manager"],
  ["the owner of an action", asha, [...all, "report"], "Waiting for the Incident Manager"],
  ["an observer", sam, [], "Waiting for the Incident Manager"],
]

describe("what is offered in a full room", () => {
  it.each(table)("to %s", async (_, person, offered, waiting) => {
    show({ view: nightOf(person) })
    await screen.findByRole("heading", { name: "Actions" })
    const found = (Object.keys(buttons) as Name[]).filter((name) => screen.queryAllByRole("button", { name: buttons[name] }).length > 0)
    expect(found.sort()).toEqual([...offered].sort())
    expect(screen.getByRole("heading", { name: waiting })).toBeTruthy()
    if (person !== priya) expect(screen.queryByText(/waiting for your decision/i)).toBeNull()
    if (person === sam) expect(within(document.body).queryAllByRole("button").filter((button) => button.getAttribute("aria-disabled") === "true")).toEqual([])
  })
})
