// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import { actionId, asha, at, callum, dev, hannah, maeve, priya, ravi, recommendationId, sam, storyRoom, tom } from "../../../incident/testing/story.ts"
import { liveView, offlineView } from "../../../incident/testing/views.ts"
import type { FakeReplica } from "../../../incident/testing/fake-replica.ts"
import type { Action, RoomView } from "../../../replica/types.ts"
import { atNight, nightOf } from "../../testing/night.ts"
import { show } from "../../testing/show.tsx"

function as(person: string, change: Readonly<Record<string, Partial<Action>>> = {}): RoomView {
  const changed = Object.entries(change).map(([id, fields]) => [id, { ...storyRoom.actions[id], ...fields } as Action] as const)
  return nightOf(person, { actions: { ...storyRoom.actions, ...Object.fromEntries(changed) } })
}

const section = (): Promise<HTMLElement> => screen.findByRole("region", { name: "Actions" })

async function row(title: string): Promise<HTMLElement> {
  const item = within(await section()).getByRole("button", { name: new RegExp(`^${title}`) }).closest("li")
  if (item === null) throw new Error(`no row ${title}`)
  return item
}

async function press(name: string | RegExp, within_?: HTMLElement): Promise<void> {
  await userEvent.click(within(within_ ?? document.body).getByRole("button", { name }))
}

describe("the list of actions", () => {
  it("is grouped by what is due, with whether its owner knows", async () => {
    show({ view: as(priya) })
    const headings = within(await section()).getAllByRole("heading", { level: 3 }).map((one) => one.textContent)
    expect(headings).toEqual(["Overdue 1", "Due in 30 minutes 4", "Later 3"])
    expect((await row("Get a named contact")).textContent).toMatch(/A-14 Asha Verma.*Acknowledged 01:48.*02:20.*11 min over/s)
    expect((await row("Find out who owns")).textContent).toContain("Not acknowledged")
  })

  it("says what it is for when it is empty", async () => {
    show({ view: { ...liveView, room: { ...storyRoom, actions: {}, recommendations: {} } } })
    expect((await section()).textContent).toContain("No actions yet. Each has one owner and a time to report back.")
  })

  it("keeps what is over folded, with how much is to be checked", async () => {
    show({ view: as(priya, { [actionId(17)]: { state: "done" } }) })
    expect(within(await section()).getByText(/^Done or cancelled/).textContent).toBe("Done or cancelled 1, 1 to be checked")
  })
})

describe("an owner", () => {
  it("acknowledges in one tap", async () => {
    const replica = show({ view: as(hannah, { [actionId(15)]: { acknowledged: undefined as never } }) })
    await press("Acknowledge A-15", await row("List the 14"))
    expect(replica.calls).toContainEqual(["setAction", actionId(15), { acknowledged: true }])
  })

  it("begins what they know of; without an agreed recommendation the list says so (SME-03)", async () => {
    const replica = show({ view: as(ravi, { [actionId(17)]: { state: "open", acknowledged: true, from: undefined as never } }) })
    await press("Begin A-17", await row("Run gateway recall"))
    expect(replica.calls).toContainEqual(["setAction", actionId(17), { state: "doing" }])
    expect((await row("Run gateway recall")).textContent).toContain("Being doneNo recommendation agreed")
  })

  it("is told who gave the instruction (SME-02)", async () => {
    show({ view: as(ravi, { [actionId(17)]: { instructed_by: priya } }) })
    await press(/^Run gateway recall/, await section())
    expect((await screen.findByRole("dialog")).textContent).toContain("Instructed by Priya Nair")
  })

  it("reports whole and once, and an answer of not knowing counts", async () => {
    const replica = show({ view: as(asha) })
    await press("Report on A-14", await row("Get a named contact"))
    const dialog = await screen.findByRole("dialog", { name: "Report on A-14" })
    await userEvent.click(within(dialog).getByRole("radio", { name: "I do not know" }))
    await press("Report", dialog)
    expect(within(dialog).getByRole("alert").textContent).toBe("Say it in a few words too.")
    await userEvent.type(within(dialog).getByRole("textbox"), "The clerk may know")
    await press("Report", dialog)
    expect(replica.calls).toContainEqual(["reportAction", actionId(14), { answer: "dont_know", text: "The clerk may know" }])
    expect(screen.queryByRole("dialog")).toBeNull()
  })

  it("takes more time only with the new time", async () => {
    const replica = show({ view: as(asha) })
    await press("More time for A-14", await row("Get a named contact"))
    const dialog = await screen.findByRole("dialog", { name: "More time for A-14" })
    await press("Take more time", dialog)
    expect(within(dialog).getByRole("alert").textContent).toBe("Say until when you need.")
    await press("+30 min", dialog)
    await press("Take more time", dialog)
    expect(replica.calls).toContainEqual(["reportAction", actionId(14), { answer: "more_time", report_by: at("03:01:00") }])
  })

  it("without an account is reported for by a liaison", async () => {
    const replica = show({ view: as(asha) })
    await press("Acknowledge A-18", await row("Find out who owns"))
    expect(replica.calls).toContainEqual(["setAction", actionId(18), { acknowledged: true }])
  })

  it("is offered nothing on what others have", async () => {
    show({ view: as(callum) })
    expect(within(await row("Get a named contact")).getAllByRole("button")).toHaveLength(1)
  })
})

describe("an action, opened", () => {
  async function open(view: RoomView, options: Parameters<typeof show>[0] = {}): Promise<{ dialog: HTMLElement; replica: FakeReplica }> {
    const replica = show({ view, ...options })
    await press(/^Get a named contact/, await section())
    return { replica, dialog: await screen.findByRole("dialog", { name: "A-14 Get a named contact at Larkfield Chambers" }) }
  }

  it("tells all, and says why somebody may not act on it", async () => {
    const { dialog } = await open(as(callum))
    expect(dialog.textContent).toContain("Left a message with the clerk’s night line.")
    const report = within(dialog).getByRole("button", { name: "Report" })
    expect(report.getAttribute("aria-disabled")).toBe("true")
    expect(document.getElementById(report.getAttribute("aria-describedby") ?? "")?.textContent).toContain("Asha Verma has this action")
    expect(within(dialog).queryByRole("combobox", { name: "Owner" })).toBeNull()
  })

  it("is to be read by an observer, without buttons that are not theirs", async () => {
    const { dialog } = await open(as(sam))
    expect(dialog.textContent).toContain("Observers read; they do not act.")
    expect(within(dialog).getAllByRole("button").map((button) => button.textContent)).toEqual(["Close"])
  })

  it("gets a new owner, who is asked to acknowledge; the Incident Manager is not offered", async () => {
    const { dialog, replica } = await open(as(maeve))
    const owner = within(dialog).getByRole("combobox", { name: "Owner" })
    expect(within(owner).queryByRole("option", { name: /Priya Nair/ })).toBeNull()
    await userEvent.selectOptions(owner, hannah)
    expect(replica.calls).toContainEqual(["setAction", actionId(14), { owner: hannah }])
    expect(dialog.textContent).toContain("Owner Hannah Boyle")
    expect(within(dialog).getByRole("button", { name: "Acknowledge" })).toBeTruthy()
  })

  it("shows a value that lost until it is set again", async () => {
    const contested = (_: string, id: string, field: string) => (id === actionId(14) && field === "report_by" ? [{ value: at("03:00:00"), by: tom }] : [])
    const { dialog } = await open(as(maeve), { options: { contested } })
    expect(dialog.textContent).toContain("Report back also set to 03:00 by Tom Okafor, at the same time.")
  })

  it("has its instruction written together", async () => {
    const { dialog, replica } = await open(as(maeve))
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Instruction" }), " Now.")
    expect(replica.view().room?.actions[actionId(14)]?.instruction).toMatch(/first\. Now\.$/)
  })

  it("is cancelled with why", async () => {
    const { dialog, replica } = await open(as(tom))
    await press("Cancel the action", dialog)
    const ask = await screen.findByRole("dialog", { name: "Cancel A-14" })
    await press("Cancel the action", ask)
    expect(within(ask).getByRole("alert").textContent).toBe("Say why it is not to be done.")
    await userEvent.type(within(ask).getByRole("textbox", { name: "Why" }), "They answered")
    await press("Cancel the action", ask)
    expect(replica.calls).toContainEqual(["cancelAction", actionId(14), "They answered"])
    // What lay under it is there again.
    expect(await screen.findByRole("dialog", { name: /^A-14/ })).toBeTruthy()
  })

  it("is chased by the Deputy, with a connection only", async () => {
    const { dialog, replica } = await open(as(tom))
    await press("Chase", dialog)
    expect(replica.calls).toContainEqual(["command", "chase", { action: actionId(14) }, {}])
  })

  it("keeps working without a connection, and says where it is kept", async () => {
    const { dialog } = await open(atNight({ ...offlineView, person: asha }))
    expect(dialog.textContent).toContain("Kept on this device.")
    expect(within(dialog).getByRole("button", { name: "Report" }).getAttribute("aria-disabled")).toBeNull()
    expect(within(dialog).getByRole("button", { name: "Chase" }).getAttribute("aria-disabled")).toBe("true")
  })
})

describe("what was done", () => {
  it("is checked by somebody else", async () => {
    const replica = show({ view: as(maeve, { [actionId(17)]: { state: "done" } }) })
    await press("Check A-17", await section())
    const dialog = await screen.findByRole("dialog", { name: "Check A-17" })
    await userEvent.click(within(dialog).getByRole("radio", { name: "It did not work" }))
    await press("Say so", dialog)
    expect(replica.calls).toContainEqual(["checkAction", actionId(17), "failure", ""])
    await waitFor(() => { expect(screen.getByRole("button", { name: "Open again A-17" })).toBeTruthy() })
  })

  it("is not checked by who did it", async () => {
    show({ view: as(ravi, { [actionId(17)]: { state: "done" } }) })
    expect(within(await section()).queryByRole("button", { name: "Check A-17" })).toBeNull()
  })
})

describe("a new action", () => {
  async function begin(person: string): Promise<{ dialog: HTMLElement; replica: FakeReplica }> {
    const replica = show({ view: as(person) })
    await press("Add an action", await section())
    return { replica, dialog: await screen.findByRole("dialog", { name: "Add an action" }) }
  }

  it("is opened with one owner and a time", async () => {
    const { dialog, replica } = await begin(maeve)
    await userEvent.type(within(dialog).getByRole("textbox", { name: "What is to be done" }), "Ring the clerk")
    await press("Open the action", dialog)
    expect(within(dialog).getByText("Choose who does it. An open action has one owner.")).toBeTruthy()
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "Owner" }), dev)
    await press("Open the action", dialog)
    expect(within(dialog).getByText("Say when they report back. An open action has a time.")).toBeTruthy()
    await press("+15 min", dialog)
    await press("Open the action", dialog)
    expect(replica.calls).toContainEqual(["createAction", { title: "Ring the clerk", instruction: "", state: "open", owner: dev, report_by: at("02:46:00") }])
  })

  it("is proposed by whoever may not open it, who is told why", async () => {
    const { dialog, replica } = await begin(ravi)
    expect(within(dialog).getByRole("button", { name: "Open the action" }).getAttribute("aria-disabled")).toBe("true")
    await userEvent.type(within(dialog).getByRole("textbox", { name: "What is to be done" }), "Ring the clerk")
    await press("Propose", dialog)
    expect(replica.calls).toContainEqual(["createAction", { title: "Ring the clerk", instruction: "", state: "proposed" }])
  })

  it("can go to a contact who is put down with it", async () => {
    const { dialog, replica } = await begin(maeve)
    await press("Add a contact", dialog)
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Name" }), "Wes Hart")
    await press("Add this contact", dialog)
    expect(replica.calls).toContainEqual(["createContact", { name: "Wes Hart", state: "asked" }])
    expect(within(dialog).getByRole<HTMLSelectElement>("combobox", { name: "Owner" }).selectedOptions[0]?.textContent).toBe("Wes Hart")
  })
})

describe("a proposed action", () => {
  const proposed = { [actionId(15)]: { state: "proposed" as const } }

  it("that is complete is opened in one tap", async () => {
    const replica = show({ view: as(priya, proposed) })
    await press("Open A-15", await row("List the 14"))
    expect(replica.calls).toContainEqual(["setAction", actionId(15), { state: "open" }])
  })

  it("is asked for what it lacks", async () => {
    show({ view: as(priya, { [actionId(15)]: { state: "proposed", owner: undefined as never } }) })
    await press("Open A-15", await row("List the 14"))
    expect(await screen.findByRole("dialog", { name: "Open A-15" })).toBeTruthy()
  })

  it("that lost its owner is given to somebody, in one change", async () => {
    const replica = show({ view: as(tom, { [actionId(12)]: { state: "to_reassign", owner: priya } }) })
    const item = await row("Rota for the 06:00 shift")
    expect(item.textContent).toContain("A-12 was Priya Nair")
    await press("Give it to somebody A-12", item)
    const dialog = await screen.findByRole("dialog", { name: "Give A-12 to somebody" })
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "Owner" }), callum)
    await press("Give it to them", dialog)
    expect(replica.calls).toContainEqual(["setAction", actionId(12), { state: "open", owner: callum }])
  })
})

describe("what was agreed and given to nobody", () => {
  it("stands above the actions until it is", async () => {
    const agreed = { ...storyRoom.recommendations[recommendationId(8)], answer: "agreed" as const } as (typeof storyRoom.recommendations)[string]
    show({ view: nightOf(priya, { recommendations: { ...storyRoom.recommendations, [agreed.id]: agreed } }) })
    await press("Give it to somebody, R-8", await section())
    const dialog = await screen.findByRole("dialog", { name: "Add an action from R-8" })
    expect(within(dialog).getByRole<HTMLInputElement>("textbox", { name: "What is to be done" }).value).toBe("Phone the 14 people under non-disclosure orders before 07:00")
  })
})
