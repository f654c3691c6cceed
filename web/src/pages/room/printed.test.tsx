// @vitest-environment happy-dom
import { act, screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it, vi } from "vitest"
import { storyRoom } from "../../incident/testing/story.ts"
import { roomPath, show } from "../testing/show.tsx"
import { timesOf } from "./PrintedLog.tsx"

async function printed(path?: string): Promise<HTMLElement> {
  show(path === undefined ? {} : { path })
  await screen.findByRole("region", { name: "Log entries, oldest first" })
  expect(screen.queryByRole("article", { name: "The log, printed" })).toBeNull()
  act(() => { dispatchEvent(new Event("beforeprint")) })
  return screen.getByRole("article", { name: "The log, printed" })
}

function entry(paper: HTMLElement, number: number): string {
  return within(paper).getByText(new RegExp(`^#${number} (?!read)`)).closest("li")?.textContent ?? ""
}

describe("the log on paper", () => {
  it("says whose it is, by whom and when it was printed, and what is not in it", async () => {
    const paper = await printed()
    expect(within(paper).getByRole("heading", { level: 1 }).textContent).toBe(`${storyRoom.incident.reference}: ${storyRoom.incident.title}`)
    expect(paper.textContent).toMatch(/Severity \d/)
    expect(paper.textContent).toMatch(/Printed \w+ \d+ \w+ \d{4}, \d\d:\d\d:\d\d (GMT|BST), by the server’s clock, by Priya Nair, Incident Manager\./)
    expect(paper.textContent).toContain("The whole log, 12 entries, oldest first. Drafts and what waits to be sealed are not included.")
    act(() => { dispatchEvent(new Event("afterprint")) })
    expect(screen.queryByRole("article", { name: "The log, printed" })).toBeNull()
  })

  it("has every time of an entry, corrections beside what they correct, and the reasons of decisions", async () => {
    const paper = await printed()
    expect(entry(paper, 127)).toMatch(/Happened01:55:00 GMT.*Written01:58:\d\d GMT, their clock.*Received02:26:\d\d GMT, server’s clock/)
    expect(entry(paper, 123)).toMatch(/Corrected by #126, \d\d:\d\d:\d\d GMT: /)
    expect(entry(paper, 126)).toContain("#123 read: The attachment was opened by all three outstanding recipients.")
    expect(entry(paper, 124)).toMatch(/Why: .*Set aside: /s)
    const numbers = within(paper).getAllByText(/^#\d+ (?!read)/).map((one) => Number(/\d+/.exec(one.textContent)?.[0]))
    expect(numbers).toEqual(storyRoom.log.slice(-12).map(({ number }) => number))
  })

  it("is what the filter shows, and says so", async () => {
    const paper = await printed(`${roomPath}?find=recall`)
    expect(paper.textContent).toContain("Not the whole log: entries with “recall”, 2 of 12 entries, oldest first.")
    expect(within(paper).getAllByText(/^#\d+ /)).toHaveLength(2)
  })

  it("is asked for by a button, too", async () => {
    show()
    const print = vi.fn()
    vi.stubGlobal("print", print)
    // At the beginning of the log, and in a phone’s last tab.
    const [one, other] = await screen.findAllByRole("button", { name: "Print the log" })
    if (one === undefined || other === undefined) throw new Error("there are two")
    await userEvent.click(one)
    expect(print).toHaveBeenCalledOnce()
    await userEvent.click(other)
    expect(print).toHaveBeenCalledTimes(2)
  })

  it("leaves out the times that there are not", () => {
    const [first] = storyRoom.log
    if (!first) throw new Error("it is in the story")
    expect(timesOf(first).map(([title]) => title).at(-1)).toBe("Received")
    expect(timesOf({ ...first, begun_at: "2026-11-23T02:00:00.000Z", happened_at: "2026-11-23T01:00:00.000Z" }).map(([title]) => title)).toEqual(["Happened", "Begun", "Written", "Received"])
  })
})
