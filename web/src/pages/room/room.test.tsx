// @vitest-environment happy-dom
import { act, cleanup, screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it, vi } from "vitest"
import { maeveDraft, maeveDraftId, priya, ravi, sam, storyRoom } from "../../incident/testing/story.ts"
import { liveView, offlineView } from "../../incident/testing/views.ts"
import { roomPath, show } from "../testing/show.tsx"
import { entriesSentence } from "./Announcer.tsx"

const log = (): Promise<HTMLElement> => screen.findByRole("region", { name: "Log entries, oldest first" })

async function entry(number: number): Promise<HTMLElement> {
  const item = within(await log()).getByRole("link", { name: `Entry ${number}, link` }).closest("li")
  if (item === null) throw new Error(`no entry ${number}`)
  return item
}

describe("an entry", () => {
  it("that came late shows when it happened, was written and was received", async () => {
    show()
    expect((await entry(127)).textContent).toMatch(/Happened 01:55.*Late\. Written 01:58 by their clock, received 02:26.*Written with Asha Verma/s)
  })

  it("that was corrected is ruled through and leads to its correction", async () => {
    show()
    const corrected = await entry(123)
    expect(corrected.querySelector("del")?.textContent).toBe("The attachment was opened by all three outstanding recipients.")
    expect(within(corrected).getByRole("link", { name: "See correction #126" })).toBeTruthy()
    expect((await entry(126)).textContent).toContain("Corrects #123")
  })

  it("names an organisation that is not the house's own", async () => {
    show()
    expect((await entry(122)).textContent).toContain("Asha Verma, Liaison (HMCTS)")
    expect((await entry(124)).textContent).not.toContain("(Ministry of Justice)")
  })
})

describe("the log", () => {
  it("is filtered and searched by the address", async () => {
    show({ path: `${roomPath}?show=decision` })
    expect(within(await log()).getAllByRole("link", { name: /^Entry \d+, link$/ })).toHaveLength(1)
  })

  it("marks what was looked for, and says how many there are", async () => {
    show()
    await userEvent.type(await screen.findByRole("searchbox", { name: "Find in log" }), "recall")
    await waitFor(() => { expect(screen.getByText("2 entries found")).toBeTruthy() })
    expect((await entry(125)).querySelector("mark")?.textContent).toBe("recall")
  })

  it("shows a draft of another as it is written, with the caret, no number and no seal", async () => {
    show()
    const draft = within(await log()).getByText(/being written by Maeve Lindqvist, Secretariat. Not sealed yet/).closest("li")
    expect(draft?.querySelector("[data-who]")?.getAttribute("data-who")).toBe("Maeve")
    expect(draft?.textContent).toMatch(/^now/)
    expect(draft?.textContent).not.toMatch(/#\d/)
  })
})

describe("several drafts", () => {
  const ravis = { ...maeveDraft, id: "ravis", by: ravi, kind: "decision" as const, text: "Stop the export", begun_at: "2026-11-23T02:30:40.000Z" }
  const both = { ...liveView, room: { ...storyRoom, drafts: { [maeveDraftId]: maeveDraft, ravis } } }

  it("take a line each until one is opened, and one alone is whole again", async () => {
    const replica = show({ view: both })
    const pane = within(await log())
    const line = pane.getByRole("button", { name: "Open the draft of Maeve Lindqvist" }).closest("li")
    expect(line?.querySelector("p")?.textContent).toBe(`Observation Maeve Lindqvist. Not sealed yet: ${maeveDraft.text}`)
    expect(pane.getByText(/Stop the export/).textContent).toContain("Not in force")
    expect(pane.queryByRole("button", { name: "Write in this draft" })).toBeNull()
    await userEvent.click(pane.getByRole("button", { name: "Open the draft of Maeve Lindqvist" }))
    expect(pane.getByText(/being written by Maeve Lindqvist/).closest("li")?.querySelector("[data-who]")).toBeTruthy()
    const close = pane.getByRole("button", { name: "Close the draft of Maeve Lindqvist" })
    await waitFor(() => { expect(document.activeElement).toBe(close) })
    await userEvent.click(close)
    await waitFor(() => { expect(document.activeElement).toBe(pane.getByRole("button", { name: "Open the draft of Maeve Lindqvist" })) })
    act(() => { replica.changeRoom(() => ({ drafts: { [maeveDraftId]: maeveDraft } })) })
    expect(pane.getByText(/being written by Maeve Lindqvist/)).toBeTruthy()
    expect(pane.queryByRole("button", { name: /^Close/ })).toBeNull()
  })
})

describe("the banner", () => {
  it("while offline keeps everything usable and says where the words are", async () => {
    show({ view: offlineView })
    const state = await screen.findByRole("region", { name: "State of this page" })
    expect(state.textContent).toContain("2 changes are kept on this device and go when you reconnect.")
    expect(state.textContent).not.toMatch(/saved/i)
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Log entry" }).readOnly).toBe(false)
  })

  it("goes with clocks and actions that say whose clock they go by", async () => {
    show({ view: offlineView })
    await log()
    expect(screen.getAllByText(/^As of \d\d:\d\d\. Times go on by this device’s clock\.$/)).toHaveLength(1)
    expect(within(screen.getByRole("banner")).getByText("Your clock")).toBeTruthy()
  })

  it("offers trying now", async () => {
    const replica = show({ view: offlineView })
    await userEvent.click(await screen.findByRole("button", { name: "Try now" }))
    expect(replica.calls).toContainEqual(["tryNow"])
  })

  it("warns when this tab is the only place", async () => {
    show({ view: { ...liveView, storage: { kind: "failing", why: "quota" } } })
    expect((await screen.findByRole("region", { name: "State of this page" })).textContent).toContain("kept in this tab only")
    expect(screen.getByText("Kept in this tab only")).toBeTruthy()
  })
})

describe("signing out", () => {
  it("says first what becomes of what is not sent", async () => {
    show({ view: offlineView })
    await log()
    await userEvent.click(screen.getAllByRole("button", { name: "Sign out" })[0] as HTMLElement)
    const dialog = await screen.findByRole("dialog", { name: "2 changes are not sent yet" })
    expect(dialog.textContent).toContain("They stay on this device, and go when you sign in here again.")
    await userEvent.click(within(dialog).getByRole("button", { name: "Stay" }))
    expect(screen.queryByRole("dialog")).toBeNull()
  })
})

describe("the keyboard", () => {
  it("moves between entries, corrects and finds, and is silent while somebody types", async () => {
    show()
    await log()
    await userEvent.keyboard("k")
    expect(document.activeElement?.id).toBe("e129")
    await userEvent.keyboard("kk")
    expect(document.activeElement?.id).toBe("e127")
    await userEvent.keyboard("c")
    const box = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Correction" })
    expect(document.activeElement).toBe(box)
    await userEvent.keyboard("nk/c?")
    expect(box.value).toBe("nk/c?")
    await userEvent.keyboard("{Escape}/")
    expect(document.activeElement?.id).toBe("find")
  })

  it("goes to each part of the room by g and one key more, and forgets the g after a second", async () => {
    show()
    await log()
    const goes = async (keys: string, name: string): Promise<void> => {
      await userEvent.keyboard(keys)
      await waitFor(() => { expect(document.activeElement?.getAttribute("aria-label") ?? document.activeElement?.textContent).toBe(name) })
    }
    await goes("ga", "Actions")
    await goes("gd", "Waiting for your decision")
    await goes("gl", "Log entries, oldest first")
    await userEvent.keyboard("gs")
    await waitFor(() => { expect(document.activeElement).toBe(screen.getByRole("tabpanel", { name: "Situation" })) })
    const now = vi.spyOn(performance, "now").mockReturnValue(10_000)
    await userEvent.keyboard("g")
    now.mockReturnValue(11_001)
    await userEvent.keyboard("a")
    now.mockRestore()
    expect(document.activeElement).toBe(screen.getByRole("tabpanel", { name: "Situation" }))
  })

  it("lists itself; each key can be switched off, and all of them", async () => {
    show()
    await log()
    await userEvent.keyboard("?")
    const dialog = await screen.findByRole("dialog", { name: "Keyboard" })
    await userEvent.click(within(dialog).getByRole("checkbox", { name: /^n Write a new entry/ }))
    await userEvent.click(within(dialog).getByRole("button", { name: "Close" }))
    await userEvent.keyboard("n")
    expect(document.activeElement?.id).not.toBe("entry")
    await userEvent.keyboard("/")
    expect(document.activeElement?.id).toBe("find")
    // The list is found without its key, too.
    await userEvent.click(screen.getAllByRole("button", { name: "Keyboard" })[0] as HTMLElement)
    await userEvent.click(screen.getByRole("button", { name: "Switch all on" }))
    await userEvent.click(screen.getByRole("button", { name: "Switch all off" }))
    await userEvent.click(screen.getByRole("button", { name: "Close" }))
    await userEvent.keyboard("/?")
    expect(document.activeElement?.id).not.toBe("find")
    expect(screen.queryByRole("dialog")).toBeNull()
  })
})

describe("the situation", () => {
  it("takes a new fact whole", async () => {
    const replica = show({ view: { ...liveView, person: ravi } })
    await userEvent.click(await screen.findByRole("button", { name: "Add to the situation" }))
    const dialog = await screen.findByRole("dialog")
    await userEvent.click(within(dialog).getByRole("button", { name: "Add" }))
    expect(within(dialog).getByRole("alert").textContent).toContain("Write the statement first.")
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Statement or question" }), "Who printed it")
    await userEvent.click(within(dialog).getByRole("radio", { name: "Unknown" }))
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "Who checks it" }), "Ravi Menon")
    await userEvent.click(within(dialog).getByRole("button", { name: "Add" }))
    expect(replica.calls).toContainEqual(["createFact", { statement: "Who printed it", standing: "unknown", checked_by: ravi }])
  })

  it("says why somebody may not call a thing known", async () => {
    show({ view: { ...liveView, person: ravi } })
    await userEvent.click(await screen.findByRole("button", { name: /Who owns the personal address/ }))
    const known = within(await screen.findByRole("dialog")).getByRole("radio", { name: "Known" })
    expect(known.getAttribute("aria-disabled")).toBe("true")
    expect(document.getElementById(known.getAttribute("aria-describedby") ?? "")?.textContent).toContain("Whoever checks it")
  })

  it("shows a value that lost when two people set one thing at once", async () => {
    const contested = (_: string, __: string, field: string) => (field === "standing" ? [{ value: "suspected", by: ravi }] : [])
    show({ view: { ...liveView, person: ravi }, options: { contested } })
    await userEvent.click(await screen.findByRole("button", { name: /Who owns the personal address/ }))
    expect((await screen.findByRole("dialog")).textContent).toContain("What it is also set to Suspected by Ravi Menon, at the same time.")
  })

  it("is read-only for an observer", async () => {
    show({ view: { ...liveView, person: sam } })
    expect(await screen.findByText("Who owns the personal address")).toBeTruthy()
    expect(screen.queryByRole("button", { name: "Add to the situation" })).toBeNull()
    expect(screen.queryByRole("button", { name: /Who owns the personal address/ })).toBeNull()
  })
})

describe("announcements", () => {
  it("are batched, and name decisions", () => {
    const [decision, other] = [storyRoom.log.find((one) => one.kind === "decision"), storyRoom.log.find((one) => one.by.person === ravi)]
    if (!decision || !other) throw new Error("both are in the story")
    expect(entriesSentence([decision, other], sam)).toBe("2 new entries, 1 decision")
    expect(entriesSentence([{ ...other, number: 131, by: { ...other.by, person: priya } }], priya)).toBe("Sealed as entry 131")
  })

  it("say at once who took command", async () => {
    const replica = show()
    await log()
    act(() => { replica.changeRoom((room) => ({ command: { ...room.command, epoch: 4, manager: ravi } })) })
    expect(screen.getByText("Ravi Menon is now Incident Manager").getAttribute("role")).toBe("alert")
  })
})

describe("the demonstration", () => {
  it("says that it is one, and its switch cuts this tab off and mends it", async () => {
    const replica = show({ answers: { demo: true } })
    expect((await screen.findByRole("complementary", { name: "Demonstration" })).textContent).toContain("You are Priya Nair.")
    const cut = screen.getByRole("switch", { name: "Cut this tab off the network" })
    await userEvent.click(cut)
    expect(replica.calls).toContainEqual(["cut"])
    expect(cut.getAttribute("aria-checked")).toBe("true")
    expect(screen.getByRole("region", { name: "State of this page" }).textContent).toContain("You cut this tab off at")
    await userEvent.click(screen.getByRole("button", { name: "Mend the connection" }))
    expect(replica.calls).toContainEqual(["mend"])
  })

  it("folds its card to one line, for as long as this tab lives", async () => {
    show({ answers: { demo: true } })
    await log()
    await userEvent.click(await screen.findByRole("button", { name: /^Hide/ }))
    expect(screen.queryByRole("switch")).toBeNull()
    cleanup()
    show({ answers: { demo: true } })
    await userEvent.click(await screen.findByRole("button", { name: /^Show how/ }))
    expect(screen.getByRole("switch", { name: "Cut this tab off the network" })).toBeTruthy()
  })

  it("is nowhere where there is none", async () => {
    show()
    await log()
    expect(screen.queryByRole("complementary", { name: "Demonstration" })).toBeNull()
    expect(screen.queryByRole("switch")).toBeNull()
  })
})
