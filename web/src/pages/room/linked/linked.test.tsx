// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import { hannah, maeve, priya, ravi, sam, storyRoom, tom } from "../../../incident/testing/story.ts"
import type { RoomDocument, RoomLink, RoomView } from "../../../replica/types.ts"
import { nightOf } from "../../testing/night.ts"
import { roomPath, show } from "../../testing/show.tsx"

const path = `${roomPath}?side=team`
const link = (kind: RoomLink["kind"], more: Partial<RoomLink> = {}): RoomLink => ({
  room: `room-${kind}`, kind, reference: `INC-2026-0147-${kind}-1`, title: `The ${kind}`, by: priya, at: "2026-11-23T02:00:00.000Z",
  lead_name: "Ravi Menon", phase: "hot", ...more,
})
const withLinks = (person: string, links: readonly RoomLink[], more: Partial<RoomDocument["incident"]> = {}): RoomView =>
  nightOf(person, { incident: { ...storyRoom.incident, ...more, links } })

async function press(name: string | RegExp, at?: HTMLElement): Promise<void> {
  await userEvent.click(await within(at ?? document.body).findByRole("button", { name }))
}
const dialog = (): Promise<HTMLElement> => screen.findByRole("dialog")
const rooms = (): Promise<HTMLElement> => screen.findByRole("region", { name: /^Rooms beside this one/ })

describe("rooms beside this one", () => {
  it("are listed with who commands there and how they stand", async () => {
    show({ view: withLinks(sam, [link("team"), link("related", { phase: undefined as never }), link("aside", { ended_at: "2026-11-23T02:10:00.000Z" })]), path })
    const section = await rooms()
    expect(section.textContent).toContain("Team that was split off. Hot. Ravi Menon commands there. You are not in it.")
    expect(section.textContent).toContain("Not confirmed there")
    expect(section.textContent).not.toContain("The aside")
    expect(within(section).queryAllByRole("button")).toEqual([])
  })

  it("are made by splitting off a team: whoever goes takes their actions along (IM-13)", async () => {
    const replica = show({ view: withLinks(priya, []), path })
    await press("Split off a team", await rooms())
    const box = await dialog()
    await press("Split it off", box)
    expect(within(box).getByRole("alert").textContent).toContain("Say in a line what the team is for.")
    await userEvent.type(within(box).getByRole("textbox", { name: "What the team is for" }), "Mail trace")
    await userEvent.selectOptions(within(box).getByRole("combobox", { name: "Lead" }), ravi)
    await userEvent.click(within(box).getByRole("checkbox", { name: "Hannah Boyle" }))
    const own = Object.values(storyRoom.actions).filter((action) => [ravi, hannah].includes(action.owner ?? "") && ["open", "doing", "blocked"].includes(action.state))
    expect(own.length).toBeGreaterThan(0)
    await press("Split it off", box)
    const given = replica.calls.find(([name]) => name === "command")
    expect(given?.slice(0, 2)).toEqual(["command", "split_team"])
    expect(given?.[2]).toMatchObject({ title: "Mail trace", lead: ravi, members: [hannah] })
    expect(new Set((given?.[2] as { actions: string[] }).actions)).toEqual(new Set(own.map((action) => action.id)))
  })

  it("are split off by the secretariat only as spoken (IM-13)", async () => {
    show({ view: withLinks(maeve, []), path })
    await press("Split off a team", await rooms())
    expect(within(await dialog()).getByRole("checkbox", { name: "Spoken by the Incident Manager" })).toBeTruthy()
  })

  it("give manager and deputy a room of two in one tap, and nobody else is offered it (IM-10)", async () => {
    const replica = show({ view: withLinks(tom, []), path })
    await press("Open a room of two", await rooms())
    expect(replica.calls).toContainEqual(["command", "open_aside", {}, {}])
  })

  it("lead back to the room that they belong to, and what that decides is not offered here (IM-10)", async () => {
    show({ view: withLinks(priya, [link("parent")], { kind: "aside" }), path })
    expect((await screen.findByRole("link", { name: /^INC-2026-0147-parent-1/ })).getAttribute("href")).toBe("/incidents/room-parent")
    expect(within(await rooms()).queryAllByRole("button")).toEqual([])
    expect((await screen.findByRole("button", { name: "Add a member" })).getAttribute("aria-disabled")).toBe("true")
  })

  it("are linked as perhaps related, with a reason, and unlinked (CMD-05)", async () => {
    const replica = show({ view: withLinks(priya, [link("related")]), path })
    await press("Unlink The related", await rooms())
    const box = await dialog()
    await userEvent.type(within(box).getByRole("textbox", { name: "Reason" }), "Another sender")
    await press("Unlink it", box)
    expect(replica.calls.find(([name]) => name === "command")?.slice(0, 3)).toEqual(["command", "unlink_incident", { incident: "room-related", reason: "Another sender" }])
    await press("Link an incident", await rooms())
    const linking = await dialog()
    await userEvent.selectOptions(within(linking).getByRole("combobox", { name: "Incident" }), "b")
    await userEvent.type(within(linking).getByRole("textbox", { name: "Reason" }), "Same sender")
    await press("Link it", linking)
    expect(replica.calls.filter(([name]) => name === "command").at(-1)?.slice(0, 3)).toEqual([
      "command", "link_incident", { incident: "b", reference: "INC-2026-0144", kind: "related", reason: "Same sender" },
    ])
  })

  it("stand side by side with who commands and the clocks of each (CMD-04)", async () => {
    show({ view: withLinks(priya, [link("incident", { room: "b", reference: "INC-2026-0144" }), link("incident", { room: "elsewhere" })], { kind: "silver" }), path: `${roomPath}/side-by-side` })
    const card = await screen.findByRole("region", { name: "Supplier phishing, shared mailbox rules added" })
    expect(card.textContent).toContain("Incident Manager")
    expect(within(card).getByRole("link").getAttribute("href")).toBe("/incidents/b")
    expect((await screen.findByRole("region", { name: "The incident" })).textContent).toContain("You are not in it, so its log is not shown.")
  })
})
