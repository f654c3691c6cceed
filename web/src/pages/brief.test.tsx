// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it, vi } from "vitest"
import { storyCommunications } from "../incident/testing/story-communications.ts"
import { action } from "../incident/testing/story-actions.ts"
import { hannah, incidentId, ravi } from "../incident/testing/story.ts"
import { liveView } from "../incident/testing/views.ts"
import { nightOf } from "./testing/night.ts"
import { roomPath, show } from "./testing/show.tsx"

const place = `loggist.briefed.${incidentId}.${hannah}`

describe("brief me, as a page", () => {
  it("leads from a sentence to its entry in the room (SEC-03)", async () => {
    show({ path: `${roomPath}/brief` })
    const brief = await screen.findByRole("article", { name: "Brief me" })
    const decided = within(brief).getByText(/Pull the listings export/).closest("li")
    if (decided === null) throw new Error("it is in a list")
    const link = within(decided).getByRole("link", { name: "Entry 124" })
    expect(link.getAttribute("href")).toBe(`${roomPath}#e124`)
    await userEvent.click(link)
    expect(await screen.findByRole("region", { name: "Log entries, oldest first" })).toBeDefined()
  })

  it("is reached from the room's bar, and prints (SEC-03)", async () => {
    const print = vi.fn()
    vi.stubGlobal("print", print)
    show()
    const [link] = await screen.findAllByRole("link", { name: "Brief me" })
    if (link === undefined) throw new Error("it is in the bar")
    await userEvent.click(link)
    await userEvent.click(await screen.findByRole("button", { name: "Print" }))
    expect(print).toHaveBeenCalledOnce()
  })

  it("says beside it what is this person’s, whom to speak to and where (SEC-03)", async () => {
    const given = action(19, "Check the 18 November template", ravi, "03:00", { opened_at: "2026-11-23T02:30:00.000Z" })
    const replica = show({ path: `${roomPath}/brief`, view: nightOf(ravi, { ...storyCommunications, actions: { [given.id]: given } }) })
    const aside = await screen.findByRole("complementary", { name: "You, whom to speak to, and where" })
    for (const words of ["You joined at ", "Priya Nair", "Communications Lead", "Next call", "every 30 minutes"]) expect(aside.textContent).toContain(words)
    await userEvent.click(within(aside).getByRole("button", { name: "Acknowledge A-19" }))
    expect(replica.calls).toContainEqual(["setAction", given.id, { acknowledged: true }])
  })

  it("says to whoever comes back what is new, and keeps where they were (SEC-03)", async () => {
    localStorage.setItem(place, "127")
    show({ path: `${roomPath}/brief`, view: { ...liveView, person: hannah } })
    expect(await screen.findByRole("heading", { name: "Since you last read this" })).toBeDefined()
    expect(screen.getByText(/Call 5 held/)).toBeDefined()
    expect(localStorage.getItem(place)).toBe("129")
  })
})
