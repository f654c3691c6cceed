// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it, vi } from "vitest"
import { liveView, tray } from "../../incident/testing/views.ts"
import { show } from "../testing/show.tsx"

async function openTray(): Promise<HTMLElement> {
  await userEvent.click(await screen.findByRole("button", { name: "See the 2 changes" }))
  return screen.findByRole("dialog", { name: "2 changes of yours could not be accepted" })
}

function itemOf(dialog: HTMLElement, text: string): HTMLElement {
  const item = within(dialog).getByText(text, { exact: false }).closest("article")
  if (item === null) throw new Error(`no item with ${text}`)
  return item
}

describe("what was refused", () => {
  it("is announced, counted and explained", async () => {
    show({ view: { ...liveView, tray } })
    expect(await screen.findAllByText("2 changes of yours could not be accepted.")).not.toHaveLength(0)
    const dialog = await openTray()
    const item = itemOf(dialog, "Asha says 38 mailboxes")
    expect(item.textContent).toContain("Sealing a log entry, written 02:17")
    expect(item.textContent).toContain("You stopped being Secretariat at 02:14.")
  })

  it("is sent on as a proposal first, and leaves the tray once that is recorded", async () => {
    const replica = show({ view: { ...liveView, tray } })
    const item = itemOf(await openTray(), "Asha says 38 mailboxes")
    const [first] = within(item).getAllByRole("button")
    expect(first?.textContent).toBe("Send as a proposal")
    await userEvent.click(first as HTMLElement)
    expect(replica.calls).toContainEqual(["proposeTrayItem", "t1"])
    await waitFor(() => { expect(replica.view().tray.map((one) => one.id)).toEqual(["t2"]) })
  })

  it("can be copied", async () => {
    const write = vi.fn(() => Promise.resolve())
    vi.stubGlobal("navigator", Object.create(navigator, { clipboard: { value: { writeText: write } } }) as Navigator)
    show({ view: { ...liveView, tray } })
    const item = itemOf(await openTray(), "Asha says 38 mailboxes")
    await userEvent.click(within(item).getByRole("button", { name: "Copy text" }))
    expect(write).toHaveBeenCalledWith("Asha says 38 mailboxes confirmed, three silent. Larkfield is one of them.")
    expect(await within(item).findByText("Copied")).toBeTruthy()
  })

  it("is discarded only when asked twice", async () => {
    const replica = show({ view: { ...liveView, tray } })
    const item = itemOf(await openTray(), "Asha says 38 mailboxes")
    await userEvent.click(within(item).getByRole("button", { name: "Discard" }))
    await userEvent.click(within(item).getByRole("button", { name: "Keep" }))
    expect(replica.view().tray).toHaveLength(2)
    await userEvent.click(within(item).getByRole("button", { name: "Discard" }))
    await userEvent.click(within(item).getByRole("button", { name: "Yes, discard" }))
    await waitFor(() => { expect(replica.view().tray.map((one) => one.id)).toEqual(["t2"]) })
  })

  it("that came too late for its draft becomes a correction of the entry", async () => {
    const replica = show({ view: { ...liveView, tray } })
    const item = itemOf(await openTray(), "Three callers are on the rota")
    await userEvent.click(within(item).getByRole("button", { name: "Correct #127 with it" }))
    expect(screen.queryByRole("dialog")).toBeNull()
    const box = await screen.findByRole<HTMLTextAreaElement>("textbox", { name: "Correction" })
    expect(box.value).toBe("The victim liaison unit can make calls from 06:00. Three callers are on the rota, not two.")
    expect(replica.calls).toContainEqual(["createDraft", { kind: "correction", corrects: 127, text: box.value }])
    expect(replica.view().tray.map((one) => one.id)).toEqual(["t1"])
  })

  it("stays until it is decided", async () => {
    const replica = show({ view: { ...liveView, tray } })
    await userEvent.click(within(await openTray()).getByRole("button", { name: "Decide later" }))
    expect(screen.queryByRole("dialog")).toBeNull()
    expect(replica.view().tray).toHaveLength(2)
  })
})
