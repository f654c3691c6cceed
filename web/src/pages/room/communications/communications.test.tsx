// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import { storyCommunications } from "../../../incident/testing/story-communications.ts"
import { asha, callum, maeve, priya, ravi, sam, storyRoom } from "../../../incident/testing/story.ts"
import type { RoomView } from "../../../replica/types.ts"
import { nightOf } from "../../testing/night.ts"
import { roomPath, show } from "../../testing/show.tsx"

const path = `${roomPath}?side=communications`
const as = (person: string): RoomView => nightOf(person, { ...storyCommunications, contacts: { ...storyRoom.contacts, ...storyCommunications.contacts } })

async function press(name: string | RegExp, within_?: HTMLElement): Promise<void> {
  await userEvent.click(await within(within_ ?? document.body).findByRole("button", { name }))
}
const dialog = (): Promise<HTMLElement> => screen.findByRole("dialog")

describe("communications", () => {
  it("shows the next call, who is missing from the private line, what is owed and what waits (SEC-06, SEC-07, LIA-05)", async () => {
    show({ view: as(maeve), path })
    const panel = await screen.findByRole("tabpanel")
    for (const words of ["every 30 min", "Missing: Asha Verma", "Due 02:20, overdue", "M-7. Awaiting agreement, Callum Reid", "Sent 00:14 by Asha Verma", "Not agreed with the Incident Manager"]) {
      expect(panel.textContent).toContain(words)
    }
  })

  it("opens a call with one tap, which is then in the log by the server’s word (IM-06)", async () => {
    const replica = show({ view: as(maeve), path })
    await press("Start a call now")
    expect(replica.calls.find(([name]) => name === "command")).toEqual(["command", "open_call", { call: "k6" }, {}])
    expect(within(await dialog()).getByText("The Incident Manager is Priya Nair.")).toBeTruthy()
  })

  it("lets the manager agree to the words that are shown (COM-02)", async () => {
    const replica = show({ view: as(priya), path })
    await press("Read and agree M-7")
    const box = await dialog()
    expect(within(box).getByRole<HTMLTextAreaElement>("textbox", { name: "Text" }).value).toContain("Please delete the message")
    await press("Agree to these words", box)
    expect(replica.calls).toContainEqual(["answerMessage", "m7", "agree_message", { epoch: 3 }])
    expect(box.textContent).toContain("Agreed by Priya Nair")
  })

  it("lets the lead have somebody else send it, and keeps what was agreed (COM-03, COM-04)", async () => {
    const replica = show({ view: as(callum), path })
    await press(/^Those who ask/)
    const box = await dialog()
    expect(within(box).queryByRole("textbox", { name: "Text" })).toBeNull()
    await userEvent.selectOptions(within(box).getByRole("combobox", { name: "Sent by" }), asha)
    expect(replica.calls).toContainEqual(["setThing", "messages", "m3", { sender: asha }])
    await press("It was sent", box)
    expect(replica.calls).toContainEqual(["answerMessage", "m3", "mark_sent", { epoch: 3 }])
  })

  it("writes down whom to bring in, with how to reach them, who asked for them and how it stands (LIA-01, LIA-04, COM-05)", async () => {
    const replica = show({ view: as(asha), path })
    await press("Legal")
    const box = await dialog()
    await userEvent.click(within(box).getByRole("radio", { name: "I have asked them" }))
    await press("Write it down", box)
    expect(replica.calls.find(([name]) => name === "createContact")?.[1]).toEqual({
      name: "Legal", state: "asked", purpose: "advice", wanted_as: "Legal advice", asked_for_by: priya, contacted_by: asha,
    })
  })

  it("offers an expert nothing but to be there, to ask, and to say why not", async () => {
    show({ view: as(ravi), path })
    const panel = await screen.findByRole("tabpanel")
    expect(within(panel).getByRole("button", { name: /^Add a line/ }).getAttribute("aria-disabled")).toBe("true")
    await press(/^Private channel/)
    const box = await dialog()
    expect(within(box).getAllByRole("button").map((one) => one.textContent)).toEqual(["Has left Ravi Menon", "Close"])
  })

  it("offers an observer nothing that changes the room", async () => {
    show({ view: as(sam), path })
    const panel = await screen.findByRole("tabpanel")
    const names = within(panel).getAllByRole("button").map((one) => one.textContent)
    expect(names.filter((name) => /^(Add|Write|Bring|Start|Plan)/.test(name))).toEqual([])
  })
})
