// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import { asha, maeve, priya, proposalId, proposals, ravi, storyRoom } from "../../../incident/testing/story.ts"
import { liveView, removedView } from "../../../incident/testing/views.ts"
import { nightOf } from "../../testing/night.ts"
import { roomPath, show } from "../../testing/show.tsx"

async function press(name: string | RegExp, within_: HTMLElement = document.body): Promise<void> {
  await userEvent.click(within(within_).getByRole("button", { name }))
}

const card = (name: RegExp): Promise<HTMLElement> => screen.findByRole("article", { name })

describe("an act given as spoken", () => {
  it("is confirmed or revoked in one tap by the manager", async () => {
    const replica = show({ view: nightOf(priya, { proposals }) })
    const item = await card(/^Spoken, not yet confirmed/)
    expect(item.textContent).toContain("Spoken by Priya Nair, written down by Maeve Lindqvist. In force.")
    await press(/^Confirm/, item)
    await press(/^Revoke/, item)
    expect(replica.calls).toContainEqual(["command", "confirm_spoken", { proposal: proposalId(1) }, {}])
    expect(replica.calls).toContainEqual(["command", "revoke_spoken", { proposal: proposalId(1) }, {}])
  })

  it("is shown to others, and marked in the log", async () => {
    show({ view: nightOf(ravi, { proposals }) })
    expect(within(await card(/^Spoken, not yet confirmed/)).queryByRole("button")).toBeNull()
    expect(screen.getByText("Spoken by Priya Nair, written down by Maeve Lindqvist. Not yet confirmed")).toBeTruthy()
  })
})

describe("proposed words", () => {
  it("are adopted by whoever keeps the log", async () => {
    const replica = show({ view: nightOf(maeve, { proposals }) })
    const item = await card(/^Proposed words/)
    expect(item.closest("section")?.querySelector("h2")?.textContent).toBe("Waiting for your answer")
    await press(/^Adopt/, item)
    expect(replica.calls).toContainEqual(["command", "adopt_proposal", { proposal: proposalId(2) }, {}])
  })

  it("are declined with a reason", async () => {
    const replica = show({ view: nightOf(maeve, { proposals }) })
    await press(/^Decline/, await card(/^Proposed words/))
    const dialog = await screen.findByRole("dialog", { name: "Decline the proposal of Asha Verma" })
    await press("Decline", dialog)
    expect(within(dialog).getByText("Say why, for Asha Verma.")).toBeTruthy()
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Reason" }), "It is in the log already")
    await press("Decline", dialog)
    expect(replica.calls).toContainEqual(["command", "decline_proposal", { proposal: proposalId(2), reason: "It is in the log already" }, { epoch: 3 }])
  })
})

describe("concerns and suggestions", () => {
  it("a concern is raised by anybody in the team, and waits for the manager without interrupting (IM-17)", async () => {
    const replica = show({ view: nightOf(asha, { proposals }) })
    await card(/^Concern/)
    await press("Raise a concern")
    const dialog = await screen.findByRole("dialog", { name: "Raise a concern" })
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Concern" }), "We are too few")
    await press("Raise it", dialog)
    expect(replica.calls).toContainEqual(["command", "raise_concern", { text: "We are too few" }, { epoch: 3 }])
  })

  it("an escalation waits for the manager, who sets the level with it (DEP-04)", async () => {
    const replica = show({ view: nightOf(priya, { proposals }) })
    await press(/^Set the level/, await card(/^Suggested escalation to Gold/))
    expect(replica.calls).toContainEqual(["command", "adopt_proposal", { proposal: proposalId(3) }, {}])
  })
})

describe("the end of somebody's part", () => {
  it("is given a reason, in words that say nothing against them", async () => {
    const replica = show({ path: `${roomPath}?side=team`, view: nightOf(priya) })
    await userEvent.click(await screen.findByRole("button", { name: "End part of Asha Verma" }))
    const dialog = await screen.findByRole("dialog", { name: "End Asha Verma’s part in this incident" })
    expect(dialog.textContent).toContain("1 action of theirs needs a new owner.")
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Reason" }), "Her shift is over")
    await press("End their part", dialog)
    expect(replica.calls).toContainEqual(["command", "remove_member", { person: asha, reason: "Her shift is over" }, { epoch: 3 }])
  })

  it("clears the page, and takes what they had not sent", async () => {
    const replica = show({ view: removedView })
    expect(await screen.findByRole("heading", { name: "Your part in this incident has ended" })).toBeTruthy()
    expect(document.body.textContent).not.toContain(storyRoom.incident.title)
    expect(screen.getAllByRole("article")).toHaveLength(2)
    await press("Hand it in")
    await waitFor(() => { expect(screen.getByRole("status").textContent).toContain("Handed in.") })
    expect(replica.calls).toContainEqual(["surrender"])
    expect(screen.queryByRole("article")).toBeNull()
  })

  it("shows nothing of the room even where it is still held", async () => {
    show({ view: { ...liveView, connection: { kind: "removed", since: 0 } } })
    expect(await screen.findByText("Everything you wrote was sent.")).toBeTruthy()
    expect(screen.queryByRole("region", { name: "Incident" })).toBeNull()
  })

  it("keeps what the server did not take", async () => {
    show({ view: removedView, options: { answer: () => ({ outcome: "refused", code: "gone", reason: "Too late." }) } })
    await userEvent.click(await screen.findByRole("button", { name: "Hand it in" }))
    expect(await screen.findByText(/The server did not take it/)).toBeTruthy()
    expect(screen.getAllByRole("article")).toHaveLength(2)
  })
})
