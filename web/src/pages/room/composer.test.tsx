// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import { maeve, maeveDraft, maeveDraftId, priya, ravi, sam, storyRoom } from "../../incident/testing/story.ts"
import { liveView, offlineView } from "../../incident/testing/views.ts"
import type { Draft, Member, RoomView } from "../../replica/types.ts"
import { show } from "../testing/show.tsx"

const box = (): Promise<HTMLTextAreaElement> => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^(Log entry|Decision|Correction)$/ })
const composer = (): HTMLElement => screen.getByRole("form", { name: "New log entry" })
const inComposer = (name: RegExp | string): HTMLElement => within(composer()).getByRole("button", { name })

const draftInLog = (text: string): HTMLElement | null =>
  within(screen.getByRole("region", { name: "Log entries, oldest first" })).getByText(text).closest("li")

const own: Draft = { ...maeveDraft, id: "own", by: priya, text: "Half a sentence" }

function withDrafts(view: RoomView, ...drafts: readonly Draft[]): RoomView {
  return { ...view, room: { ...storyRoom, drafts: Object.fromEntries(drafts.map((draft) => [draft.id, draft])) } }
}

describe("what is typed", () => {
  it("is a draft of the replica from the first character", async () => {
    const replica = show()
    await userEvent.type(await box(), "Rang")
    expect(replica.calls.filter(([name]) => name === "createDraft")).toEqual([["createDraft", { kind: "observation", text: "R" }]])
    const mine = Object.values(replica.view().room?.drafts ?? {}).find((draft) => draft.by === priya)
    expect(mine?.text).toBe("Rang")
    expect(await screen.findByText("Others see it as you write. On record once sealed")).toBeTruthy()
  })

  it("is of the kind that a stroke and a letter name, without a hand leaving the keys (SEC-04)", async () => {
    const replica = show()
    await userEvent.type(await box(), "/d Stop")
    const mine = Object.values(replica.view().room?.drafts ?? {}).find((draft) => draft.by === priya)
    expect(mine).toMatchObject({ kind: "decision", text: "Stop" })
    expect(screen.getByRole<HTMLInputElement>("radio", { name: "Decision" }).checked).toBe(true)
  })

  it("comes back into the box when the page opens again", async () => {
    show({ view: withDrafts(liveView, own) })
    expect((await box()).value).toBe("Half a sentence")
  })

  it("keeps what others write around the caret", async () => {
    const replica = show({ view: withDrafts(liveView, own) })
    const area = await box()
    await userEvent.click(area)
    area.setSelectionRange(4, 4)
    act(() => { replica.setText(["drafts", "own", "text"], "A half a sentence") })
    // The words in front have grown by two; the caret stands where it stood between the letters.
    expect(area.value).toBe("A half a sentence")
    expect(area.selectionStart).toBe(6)
  })

  it("goes away again when all of it is taken back and the box is left", async () => {
    const replica = show()
    const area = await box()
    await userEvent.type(area, "x{Backspace}")
    await userEvent.click(screen.getByRole("tab", { name: "Team" }))
    await waitFor(() => { expect(replica.calls.some(([name]) => name === "discardDraft")).toBe(true) })
  })
})

describe("sealing", () => {
  it("by Ctrl and Enter empties the box at once and puts the entry in the log", async () => {
    const replica = show()
    await userEvent.type(await box(), "Registry rang back{Control>}{Enter}{/Control}")
    expect((await box()).value).toBe("")
    const log = screen.getByRole("region", { name: "Log entries, oldest first" })
    expect(await within(log).findByRole("link", { name: "Entry 130, link" })).toBeTruthy()
    expect(replica.view().room?.log.at(-1)).toMatchObject({ text: "Registry rang back", by: { person: priya } })
  })

  it("of nothing says so and sends nothing", async () => {
    const replica = show()
    await box()
    await userEvent.click(inComposer(/^Seal/))
    expect(await screen.findByText("There is nothing to seal yet. Write what happened first.")).toBeTruthy()
    expect(replica.calls.some(([name]) => name === "sealDraft")).toBe(false)
  })

  it("waits while offline, with this device's clock and no number", async () => {
    const replica = show({ view: { ...offlineView, sealing: [], unsent: 0 } })
    await userEvent.type(await box(), "Bridge says no")
    await userEvent.click(inComposer(/^Queue/))
    const queued = (await screen.findByText("Bridge says no")).closest("li")
    expect(queued?.textContent).toMatch(/your clock.*Not sent yet.*Kept on this device/s)
    expect(queued?.textContent).not.toMatch(/saved/i)
    act(() => { replica.mend() })
    await waitFor(() => { expect(replica.view().room?.log.at(-1)?.text).toBe("Bridge says no") })
  })

  it("of a decision needs a connection: it stays a draft that says it is not in force", async () => {
    const replica = show({ view: withDrafts(offlineView, { ...own, kind: "decision", text: "Stop the export" }) })
    const seal = await within(await screen.findByRole("form", { name: "New log entry" })).findByRole("button", { name: /^Seal/ })
    expect(seal.getAttribute("aria-disabled")).toBe("true")
    await userEvent.click(seal)
    expect(within(composer()).getByRole("status").textContent).toContain("Not in force until it is sealed. Tell people by phone.")
    await userEvent.click(inComposer("Put aside"))
    expect(draftInLog("Stop the export")?.textContent).toContain("Not in force until it is sealed. Tell people by phone.")
    expect(replica.calls.some(([name]) => name === "sealDraft")).toBe(false)
  })

  it("asks once more when the draft changed meanwhile, and shows what changed", async () => {
    let asked = 0
    const replica = show({
      view: withDrafts(liveView, own),
      options: {
        answer: () => {
          asked += 1
          return asked === 1 ? { outcome: "refused", code: "changed_while_sealing", reason: "The draft changed." } : undefined
        },
      },
    })
    await box()
    await userEvent.click(inComposer(/^Seal/))
    act(() => { replica.setText(["drafts", "own", "text"], "Half a longer sentence") })
    const dialog = await screen.findByRole("dialog", { name: "The entry changed while you sealed it" })
    expect(within(dialog).getByText(/longer/).closest("ins")).toBeTruthy()
    expect(replica.view().room?.log.at(-1)?.number).toBe(129)
    await userEvent.click(within(dialog).getByRole("button", { name: "Seal as it reads now" }))
    await waitFor(() => { expect(replica.view().room?.log.at(-1)?.text).toBe("Half a longer sentence") })
    expect(screen.queryByRole("dialog")).toBeNull()
  })

  it("refused otherwise puts the words back in the box with the reason", async () => {
    show({
      view: withDrafts(liveView, own),
      options: { answer: () => ({ outcome: "refused", code: "role_required", reason: "Observers read the log." }) },
    })
    await box()
    await userEvent.click(inComposer(/^Seal/))
    await waitFor(async () => { expect((await box()).value).toBe("Half a sentence") })
    expect(screen.getByText("Observers read the log.")).toBeTruthy()
  })
})

describe("kinds", () => {
  it("keeps a decision in its place for those who may not, and says why", async () => {
    show({ view: { ...liveView, person: ravi } })
    await box()
    const decision = within(composer()).getByRole("radio", { name: /^Decision/ })
    expect(decision.getAttribute("aria-disabled")).toBe("true")
    await userEvent.click(decision)
    expect(within(composer()).getByRole("status").textContent).toContain("A decision is drafted by the Incident Manager, the Deputy or the Secretariat.")
    expect(within(composer()).getByRole<HTMLInputElement>("radio", { name: /^Observation/ }).checked).toBe(true)
  })

  it("are chosen by Alt and a number, also in the middle of a word", async () => {
    const replica = show()
    await userEvent.type(await box(), "Stop it{Alt>}2{/Alt}")
    expect(replica.calls).toContainEqual(["setDraft", expect.any(String), "kind", "decision"])
    expect(screen.getByRole("textbox", { name: "Why" })).toBeTruthy()
  })

  it("leaves the details of another's draft to its author", async () => {
    const replica = show({ view: { ...liveView, person: ravi } })
    await userEvent.click(await screen.findByRole("button", { name: "Write in this draft" }))
    expect((await box()).value).toBe(maeveDraft.text)
    await userEvent.click(inComposer("I know this"))
    await userEvent.type(await box(), "ider")
    expect(replica.calls.some(([name]) => name === "setDraft")).toBe(false)
    expect(replica.view().room?.drafts[maeveDraftId]?.text).toBe(`${maeveDraft.text}ider`)
    expect(inComposer(/^Seal/).getAttribute("aria-disabled")).toBe("true")
    expect(composer().textContent).toContain("Maeve Lindqvist began this draft. They seal it, or the Secretariat does.")
  })

  it("has a sentence in its place for an observer", async () => {
    show({ view: { ...liveView, person: sam } })
    expect(await screen.findByText("Observers read the log; they do not write in it. Ask the Incident Manager for a role.")).toBeTruthy()
    expect(screen.queryByRole("form", { name: "New log entry" })).toBeNull()
    expect(screen.queryByRole("link", { name: "Skip to log entry box" })).toBeNull()
  })

  it("gives what somebody had begun back to the log when they become an observer", async () => {
    const replica = show({ view: { ...liveView, person: ravi } })
    await userEvent.type(await box(), "Half a sent")
    act(() => { replica.changeRoom((room) => ({ members: { ...room.members, [ravi]: { ...room.members[sam], person: ravi, name: "Ravi Menon" } as Member } })) })
    expect(screen.queryByRole("form", { name: "New log entry" })).toBeNull()
    const draft = screen.getByText(/Yours, put aside/).closest("li")
    expect(draft?.textContent).toContain("Half a sent")
    expect(within(draft as HTMLElement).queryAllByRole("button")).toHaveLength(0)
  })
})

describe("correcting", () => {
  it("begins at the entry, shows the original, and seals a correction that names it", async () => {
    const replica = show()
    await userEvent.click(await screen.findByRole("button", { name: "Correct entry 125" }))
    expect(composer().textContent).toContain("Correcting #125")
    await userEvent.type(await box(), "Report back 02:50.{Control>}{Enter}{/Control}")
    await waitFor(() => { expect(replica.view().room?.log.at(-1)).toMatchObject({ kind: "correction", corrects: 125 }) })
    // The original is ruled through where it stands and beside its correction.
    expect(await screen.findAllByText("Run gateway recall for message 7f3c. Owner Ravi Menon. Report back 02:40.", { selector: "del" })).toHaveLength(2)
  })

  it("leaves a draft that was in the box in the log", async () => {
    show({ view: withDrafts(liveView, own) })
    await box()
    await userEvent.click(screen.getByRole("button", { name: "Correct entry 125" }))
    expect((await box()).value).toBe("")
    expect(draftInLog("Half a sentence")?.textContent).toContain("Yours, put aside")
  })
})

describe("presence", () => {
  it("says which draft is open, where the caret is and that somebody types", async () => {
    const replica = show({ view: { ...liveView, person: maeve, room: { ...storyRoom } } })
    await userEvent.click(await screen.findByRole("button", { name: "Go on writing" }))
    await userEvent.type(await box(), "i")
    const told = replica.calls.filter(([name]) => name === "presence").at(-1)?.[1]
    expect(told).toMatchObject({ draft: maeveDraftId, typing: true, caret: { field: "text", index: maeveDraft.text.length + 1 } })
  })
})
