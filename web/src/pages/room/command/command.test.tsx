// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import { actionId, at, callum, hannah, maeve, priya, ravi, sam, storyRoom, tom } from "../../../incident/testing/story.ts"
import { offlineView } from "../../../incident/testing/views.ts"
import type { Command, IncidentHeader, RoomDocument } from "../../../replica/types.ts"
import { atNight, nightOf } from "../../testing/night.ts"
import { show } from "../../testing/show.tsx"
import { clockChanges } from "./ClocksDialog.tsx"

const head = (): Promise<HTMLElement> => screen.findByRole("region", { name: "Incident" })

async function press(name: string | RegExp, within_: HTMLElement): Promise<void> {
  await userEvent.click(within(within_).getByRole("button", { name }))
}

function given(change: Partial<Command>): Partial<RoomDocument> {
  return { command: { ...storyRoom.command, ...change } }
}

function header(change: Partial<IncidentHeader>): Partial<RoomDocument> {
  return { incident: { ...storyRoom.incident, ...change } }
}

const offer = { to: tom, by: priya, offered_at: at("02:30:00"), packet: { role: "sme" as const, worried_about: "Larkfield has gone quiet." } }

describe("handing over", () => {
  it("sends an editable packet drawn from the room, and says what changes", async () => {
    const replica = show({ view: nightOf(priya) })
    await press("Hand over", await head())
    const dialog = await screen.findByRole("dialog", { name: "Hand over as Incident Manager" })
    expect(within(dialog).getByRole<HTMLSelectElement>("combobox", { name: "Incoming" }).value).toBe(tom)
    expect(within(dialog).getByRole<HTMLTextAreaElement>("textbox", { name: "Decisions you inherit" }).value).toContain("R-9 Stop the 05:00 listings export")
    expect(dialog.textContent).toContain("Tom Okafor becomes Incident Manager at once.")
    expect(dialog.textContent).toContain("needs a new owner, since the Incident Manager owns none: A-12")
    await userEvent.type(within(dialog).getByRole("textbox", { name: "What I am worried about" }), "Larkfield")
    await press("Send to Tom to accept", dialog)
    // Tom is not trained as Incident Manager: that needs a reason.
    expect(within(dialog).getByText("Say why they take it all the same.")).toBeTruthy()
    await userEvent.type(within(dialog).getByRole("textbox", { name: /^Why Tom Okafor/ }), "Nobody else is awake")
    await press("Send to Tom to accept", dialog)
    const call = replica.calls.find(([name, command]) => name === "command" && command === "offer_command")
    expect(call?.[2]).toMatchObject({ to: tom, reason: "Nobody else is awake", packet: { role: "deputy", worried_about: "Larkfield" } })
    expect(call?.[3]).toEqual({ epoch: 3 })
    await waitFor(() => { expect(screen.queryByRole("dialog")).toBeNull() })
  })

  it("is shown waiting, and can be withdrawn", async () => {
    const replica = show({ view: nightOf(priya, given({ offer })) })
    expect(within(await head()).getByText("Offered to Tom Okafor, waiting")).toBeTruthy()
    await press("Withdraw the offer", await head())
    expect(replica.calls).toContainEqual(["command", "withdraw_offer", {}, {}])
  })

  it("needs a connection, and says so", async () => {
    show({ view: atNight({ ...offlineView, person: priya }) })
    expect(within(await head()).getByRole("button", { name: "Hand over" }).getAttribute("title")).toBe("This needs a connection.")
  })
})

describe("who is offered command", () => {
  it("reads the packet, names owners for their own actions, and accepts", async () => {
    const replica = show({ view: nightOf(tom, given({ offer })) })
    const dialog = await screen.findByRole("dialog", { name: "Priya Nair is handing you command as Incident Manager" })
    expect(dialog.textContent).toContain("Larkfield has gone quiet.")
    await userEvent.click(within(dialog).getByRole("checkbox", { name: "I know the 2 decisions waiting for me" }))
    expect(dialog.textContent).toContain("1 of 4 checked. You may accept at any time.")
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: /^A-12/ }), callum)
    await press("Accept and take command", dialog)
    expect(replica.calls).toContainEqual(["command", "accept_command", { owners: { [actionId(12)]: callum } }, { epoch: 3 }])
  })

  it("may say not now, and finds it in the banner again", async () => {
    show({ view: nightOf(tom, given({ offer })) })
    await press("Not now", await screen.findByRole("dialog"))
    expect(screen.queryByRole("dialog")).toBeNull()
    const state = screen.getByRole("region", { name: "State of this page" })
    expect(state.textContent).toContain("Priya Nair offers you command.")
    await press("Read and accept", state)
    expect(await screen.findByRole("dialog")).toBeTruthy()
  })

  it("is not interrupted while typing", async () => {
    const replica = show({ view: nightOf(tom) })
    await userEvent.type(await screen.findByRole("textbox", { name: "Log entry" }), "Rin")
    act(() => { replica.changeRoom((room) => ({ command: { ...room.command, offer } })) })
    expect(screen.queryByRole("dialog")).toBeNull()
    expect(screen.getByRole("button", { name: "Read and accept" })).toBeTruthy()
  })

  it("cannot accept what was withdrawn meanwhile", async () => {
    const replica = show({ view: nightOf(tom, given({ offer })) })
    const dialog = await screen.findByRole("dialog")
    act(() => { replica.changeRoom(() => ({ command: storyRoom.command })) })
    expect(within(dialog).getByRole("button", { name: "Accept and take command" }).getAttribute("title")).toBe("The offer is not open any more.")
  })
})

describe("command without the manager", () => {
  it("is stepped into by the Deputy, with a reason; the loser of a race is told who has it", async () => {
    const reason = "Ravi Menon has been in command since 02:31."
    show({ view: nightOf(tom), options: { answer: (name) => (name === "step_in" ? { outcome: "refused", code: "stale_epoch", reason } : undefined) } })
    await press("Step in", await head())
    const dialog = await screen.findByRole("dialog", { name: "Step in as Incident Manager" })
    await press("Step in", dialog)
    expect(within(dialog).getByText("Give a reason. It goes in the log.")).toBeTruthy()
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Reason" }), "No answer by phone")
    await press("Step in", dialog)
    expect(await within(dialog).findByText(reason)).toBeTruthy()
  })

  it("is asked after by members, who see every way and why it is shut", async () => {
    const replica = show({ view: nightOf(ravi) })
    await press("Command", await head())
    const dialog = await screen.findByRole("dialog", { name: "Command" })
    expect(dialog.textContent).toContain("A person trained as Incident Manager takes command.")
    await press("Is the Incident Manager there?", dialog)
    const ask = await screen.findByRole("dialog", { name: "Is the Incident Manager there?" })
    await userEvent.type(within(ask).getByRole("textbox", { name: "Reason" }), "Silent on the bridge")
    await press("Ask", ask)
    expect(replica.calls).toContainEqual(["command", "challenge", { reason: "Silent on the bridge" }, { epoch: 3 }])
  })

  it("the manager answers in one tap", async () => {
    const replica = show({ view: nightOf(priya, given({ challenge: { by: ravi, asked_at: at("02:30:00"), reason: "Silent" } })) })
    const state = await screen.findByRole("region", { name: "State of this page" })
    expect(state.textContent).toContain("Ravi Menon asks whether you are there. Without an answer by 02:35")
    await press("I am here", state)
    expect(replica.calls).toContainEqual(["command", "answer_challenge", {}, {}])
  })

  it("is offered to be taken where it is vacant", async () => {
    show({ view: nightOf(hannah, { command: { epoch: 4, deputy: tom } }) })
    await press("Take command", await screen.findByRole("region", { name: "State of this page" }))
    expect((await screen.findByRole("dialog", { name: "Command" })).textContent).toContain("Nobody is in command.")
  })
})

describe("leaving command", () => {
  it("takes the place of handing over, and leaves nothing open behind it", async () => {
    const replica = show({ view: nightOf(priya) })
    await press("Hand over", await head())
    await press("Leave command", await screen.findByRole("dialog", { name: "Hand over as Incident Manager" }))
    const dialog = await screen.findByRole("dialog", { name: "Leave command" })
    expect(screen.getAllByRole("dialog")).toHaveLength(1)
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Reason" }), "Unwell")
    await press("Leave command", dialog)
    expect(replica.calls).toContainEqual(["command", "vacate", { reason: "Unwell" }, { epoch: 3 }])
    await waitFor(() => { expect(screen.queryByRole("dialog")).toBeNull() })
  })
})

describe("the ladders and clocks", () => {
  it("hot is ended by standing down, with a reason", async () => {
    const replica = show({ view: nightOf(priya) })
    await press("Change the phase", await head())
    const dialog = await screen.findByRole("dialog", { name: "Phase: Hot" })
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Reason" }), "All mailboxes confirmed")
    await press("Stand down", dialog)
    expect(replica.calls).toContainEqual(["command", "stand_down", { reason: "All mailboxes confirmed" }, { epoch: 3 }])
  })

  it("an end lists what is unfinished: done, left with a reason, or left without one (IM-15)", async () => {
    const replica = show({ view: nightOf(priya) })
    await press("Change the phase", await head())
    const dialog = await screen.findByRole("dialog", { name: "Phase: Hot" })
    const left = within(dialog).getByRole("region", { name: /^Left unfinished/ })
    expect(left.textContent).toContain("8 actions not done")
    const before = within(left).getByRole("status").textContent
    await userEvent.type(within(left).getByRole("textbox", { name: "Why it is left: 8 actions not done" }), "They go on in the warm phase")
    expect(within(left).getByRole("status").textContent).not.toBe(before)
    await press(/watch for it to come back$/, left)
    expect(replica.calls).toContainEqual(["createThing", "checks", { duty: "watched", state: "done" }])
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Reason" }), "Recalled")
    await press("Stand down", dialog)
    expect(replica.calls).toContainEqual(["command", "stand_down", { reason: "Recalled", left: { open_actions: "They go on in the warm phase" } }, { epoch: 3 }])
  })

  it("a phase is set as spoken, closing never is", async () => {
    const replica = show({ view: nightOf(maeve, header({ phase: "cold" })) })
    await press("Change the phase", await head())
    const dialog = await screen.findByRole("dialog", { name: "Phase: Cold" })
    expect(within(dialog).getByRole("radio", { name: "Closed" }).getAttribute("aria-disabled")).toBe("true")
    await userEvent.click(within(dialog).getByRole("radio", { name: "Warm" }))
    await userEvent.click(within(dialog).getByRole("checkbox", { name: "Spoken by the Incident Manager" }))
    await press("Set the phase to Warm", dialog)
    expect(replica.calls).toContainEqual(["command", "set_phase", { phase: "warm", spoken_by: priya }, { epoch: 3 }])
  })

  it("say to others why not", async () => {
    show({ view: nightOf(ravi) })
    const button = within(await head()).getByRole("button", { name: "Change the phase" })
    expect(button.getAttribute("aria-disabled")).toBe("true")
    expect(button.getAttribute("title")).toContain("The Incident Manager stands the incident down")
  })

  it("are to be read by an observer", async () => {
    show({ view: nightOf(sam) })
    expect(within(await head()).queryAllByRole("button")).toHaveLength(0)
  })

  it("gold comes from silver, because of something, with a reason", async () => {
    const replica = show({ view: nightOf(priya) })
    await press("Change the command level", await head())
    const dialog = await screen.findByRole("dialog", { name: "Command level" })
    await userEvent.click(within(dialog).getByRole("radio", { name: "Gold" }))
    await press("Set the level", dialog)
    expect(within(dialog).getByText("Say whether severity or complexity asks for it.")).toBeTruthy()
    await userEvent.click(within(dialog).getByRole("radio", { name: "Complexity" }))
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Reason" }), "Two departments")
    await press("Set the level", dialog)
    expect(replica.calls).toContainEqual(["command", "set_level", { level: "gold", because: "complexity", reason: "Two departments" }, { epoch: 3 }])
  })

  it("the Deputy suggests a level", async () => {
    show({ view: nightOf(tom, header({ level: "bronze" })) })
    await press("Change the command level", await head())
    const dialog = await screen.findByRole("dialog", { name: "Suggest escalation" })
    expect(within(dialog).getByRole("button", { name: "Suggest it" })).toBeTruthy()
  })

  it("only what changed is sent, each as its own command", async () => {
    const replica = show({ view: nightOf(priya) })
    await press("Change severity and category", await head())
    const dialog = await screen.findByRole("dialog", { name: "Severity and category" })
    await press("Set them", dialog)
    expect(within(dialog).getByText("Nothing is changed yet.")).toBeTruthy()
    await userEvent.click(within(dialog).getByRole("radio", { name: "Severity 2" }))
    await userEvent.click(within(dialog).getByRole("checkbox", { name: "Personal data" }))
    await press("Set them", dialog)
    await waitFor(() => { expect(screen.queryByRole("dialog")).toBeNull() })
    expect(replica.calls.filter(([name]) => name === "command").map(([, ...rest]) => rest.slice(0, 2))).toEqual([
      ["set_severity", { severity: 2, provisional: false }], ["set_flags", { security: true, personal_data: false }],
    ])
  })

  it("an empty time clears a clock, one that stays is not sent", () => {
    const before = { next_call: at("02:45:00"), regulator_due: at("22:12:00") }
    expect(clockChanges(before, { regulator_due: at("22:12:00"), next_update: at("03:00:00") })).toEqual({ next_call: null, next_update: at("03:00:00") })
  })
})
