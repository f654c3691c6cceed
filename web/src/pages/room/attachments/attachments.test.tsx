// @vitest-environment happy-dom
import { createHash } from "node:crypto"
import { fireEvent, screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it, vi } from "vitest"
import { markOf } from "../../../incident/attachments.ts"
import { maeve, priya, sam, storyRoom } from "../../../incident/testing/story.ts"
import { liveView, offlineView } from "../../../incident/testing/views.ts"
import type { Attachment, Entry, RoomDocument, RoomView } from "../../../replica/types.ts"
import { show } from "../../testing/show.tsx"

const box = (): Promise<HTMLTextAreaElement> => screen.findByRole<HTMLTextAreaElement>("textbox", { name: /^(Log entry|Decision|Correction)$/ })
const composer = (): HTMLElement => screen.getByRole("form", { name: "New log entry" })
const notes = (): HTMLElement => within(composer()).getByRole("list", { name: "Files of this entry" })
const press = (name: RegExp | string): Promise<void> => userEvent.click(within(notes()).getByRole("button", { name }))
const sha256 = (content: string): string => createHash("sha256").update(content).digest("hex")
const mark = (name: string, content: string): string => markOf({ name, sha256: sha256(content) })
const long = "A line of the trace.\n".repeat(200)

async function choose(...files: readonly File[]): Promise<void> {
  await box()
  await userEvent.upload(within(composer()).getByLabelText("Files to attach"), [...files])
}

async function paste(data: { readonly text?: string; readonly files?: readonly File[] }): Promise<void> {
  fireEvent.paste(await box(), { clipboardData: { getData: () => data.text ?? "", files: data.files ?? [] } })
}

function withRoom(view: RoomView, change: Partial<RoomDocument>): RoomView {
  return { ...view, room: { ...storyRoom, ...change } }
}

const attached = (name: string, content: string, more: Partial<Attachment> = {}): Readonly<Record<string, Attachment>> => ({
  [name]: { id: "019360a0-0000-7000-8000-00000000f001", by: maeve, name, media_type: "application/octet-stream", size: content.length, sha256: sha256(content), ...more },
})

describe("a file that is chosen", () => {
  it("is named in the entry by its hash, sent, and becomes an attachment", async () => {
    const replica = show()
    await userEvent.type(await box(), "From the gateway.")
    await choose(new File(["a,b"], "trace.csv"), new File(["c"], "note.txt"))
    await waitFor(async () => { expect((await box()).value).toBe(`From the gateway.\n${mark("trace.csv", "a,b")}\n${mark("note.txt", "c")}`) })
    await waitFor(() => {
      expect(replica.calls.filter(([name]) => name === "createThing").map(([, , values]) => values)).toEqual([
        { name: "trace.csv", media_type: "application/octet-stream", size: 3, sha256: sha256("a,b") },
        { name: "note.txt", media_type: "application/octet-stream", size: 1, sha256: sha256("c") },
      ])
    })
    await waitFor(() => { expect(within(notes()).queryAllByRole("listitem")).toEqual([]) })
  })

  it("that is too large, or empty, is told before anything is sent", async () => {
    const asked: { method: string; path: string; body: unknown }[] = []
    show({ answers: { asked } })
    const large = new File(["x"], "night.pcap")
    Object.defineProperty(large, "size", { value: 26 * 1024 * 1024 })
    await choose(large, new File([], "empty.txt"))
    expect(await within(composer()).findByText(/^night\.pcap has 26 MB\. Attach 25 MB at most/)).toBeTruthy()
    expect(within(notes()).getByText("empty.txt is empty, so there is nothing to attach.")).toBeTruthy()
    expect(asked.filter(({ path }) => path.endsWith("/attachments"))).toEqual([])
    expect((await box()).value).toBe("")
  })

  it("that the server refuses says so in its words, is given back, and leaves the entry when it is left out", async () => {
    const replica = show({ answers: { refusesContent: "An incident holds 500 MB of attachments at most." } })
    await userEvent.type(await box(), "Seen.")
    await choose(new File(["a,b"], "trace.csv"))
    expect(await within(composer()).findByText("Not attached: trace.csv, 3 bytes. An incident holds 500 MB of attachments at most.")).toBeTruthy()
    const made = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x")
    await press(/^Save a copy/)
    expect(made.mock.calls[0]?.[0]).toMatchObject({ size: 3, type: "application/octet-stream" })
    made.mockRestore()
    await press(/^Leave it out/)
    await waitFor(() => { expect(within(notes()).queryAllByRole("listitem")).toEqual([]) })
    expect((await box()).value.trim()).toBe("Seen.")
    expect(replica.calls.some(([name]) => name === "createThing")).toBe(false)
  })

  it("waits without a connection and says where, and goes when there is one", async () => {
    const replica = show({ view: offlineView })
    await choose(new File(["a,b"], "trace.csv"))
    expect(await within(composer()).findByText("trace.csv, 3 bytes, is kept in this tab only and sent when the connection is back. Do not close it before that")).toBeTruthy()
    replica.mend()
    await waitFor(() => { expect(replica.calls.some(([name]) => name === "createThing")).toBe(true) })
    await waitFor(() => { expect(within(notes()).queryAllByRole("listitem")).toEqual([]) })
  })

  it("is taken when it is dropped on the box", async () => {
    show()
    fireEvent.drop(await box(), { dataTransfer: { types: ["Files"], files: [new File(["a,b"], "trace.csv")] } })
    await waitFor(async () => { expect((await box()).value).toBe(mark("trace.csv", "a,b")) })
  })
})

describe("what is pasted", () => {
  it("becomes a file when it is long, and goes back into the entry where it was", async () => {
    show()
    await userEvent.type(await box(), "Begin end")
    ;(await box()).setSelectionRange(6, 6)
    await paste({ text: long })
    expect(await within(composer()).findByText("The pasted text has 4,200 characters, so it became a file.")).toBeTruthy()
    expect((await box()).value).toMatch(/^Begin Attached: Pasted text \d\d-\d\d\.txt \([0-9a-f]{16}\)end$/)
    await press("Put it in the entry as text instead")
    expect((await box()).value).toBe(`Begin ${long}end`)
    expect(within(notes()).queryByRole("button", { name: "Put it in the entry as text instead" })).toBeNull()
  })

  it("stays a file when the entry cannot hold it", async () => {
    show()
    await paste({ text: "x".repeat(20_001) })
    await within(composer()).findByText("The pasted text has 20,001 characters, so it became a file.")
    await press("Put it in the entry as text instead")
    expect(within(notes()).getByText("An entry takes 20,000 characters at most, so the text stays a file.")).toBeTruthy()
    expect((await box()).value).toMatch(/^Attached: /)
    await press("Keep it as a file")
    expect(within(notes()).queryByText(/^The pasted text has/)).toBeNull()
  })

  it("is left to the box when it is short, or when words came with a picture of them", async () => {
    const replica = show()
    await paste({ text: "x".repeat(4_000) })
    await paste({ text: "Cells of a sheet", files: [new File(["png"], "image.png", { type: "image/png" })] })
    expect(replica.calls.some(([name]) => name === "createThing" || name === "createDraft")).toBe(false)
  })

  it("has a name with its time when it is a picture without one", async () => {
    show()
    await paste({ files: [new File(["png"], "image.png", { type: "image/png" })] })
    await waitFor(async () => { expect((await box()).value).toMatch(/^Attached: Pasted picture \d\d-\d\d\.png \(/) })
  })
})

describe("who may", () => {
  it("is everybody with a role that acts, until the incident is closed", async () => {
    show({ view: { ...liveView, person: sam } })
    await userEvent.click(await screen.findByRole("button", { name: "See the attachments" }))
    expect(within(screen.getByRole("dialog", { name: "Attachments" })).queryByRole("button", { name: "Attach a file" })).toBeNull()
    expect(screen.queryByRole("button", { name: "Attach a file" })).toBeNull()
  })

  it("is nobody in one that is closed", async () => {
    show({ view: withRoom(liveView, { incident: { ...storyRoom.incident, phase: "closed" } }) })
    await userEvent.click(await screen.findByRole("button", { name: "See the attachments" }))
    expect(screen.queryByRole("button", { name: "Attach a file" })).toBeNull()
  })

  it("hears why not before it is declared, and a long paste is left to the box", async () => {
    const replica = show({ view: withRoom(liveView, { incident: { ...storyRoom.incident, phase: "pre_incident" } }) })
    await box()
    const button = within(composer()).getByRole("button", { name: "Attach a file" })
    expect([button.getAttribute("aria-disabled"), button.title]).toEqual(["true", "This is not declared yet. Declaring it also takes command."])
    await paste({ text: long })
    await paste({ files: [new File(["png"], "image.png", { type: "image/png" })] })
    expect(await within(composer()).findByText("This is not declared yet. Declaring it also takes command.")).toBeTruthy()
    expect(replica.calls.some(([name]) => name === "createDraft")).toBe(false)
  })
})

describe("a sealed entry", () => {
  const entries = storyRoom.log.slice(-1).map((entry): Entry => ({ ...entry, number: 999, text: `Seen. ${mark("trace.csv", "a,b")}` }))
  const list = (): Promise<HTMLElement> => screen.findByRole("list", { name: "Attached to entry 999" })

  it("lists what it names, with size; what is still to come, and what is withheld", async () => {
    const replica = show({ view: withRoom(liveView, { log: [...storyRoom.log, ...entries] }) })
    expect((await list()).textContent).toBe("trace.csv, not here yet. It comes when the device of whoever attached it has sent it")
    replica.changeRoom(() => ({ attachments: attached("trace.csv", "a,b") }))
    expect(await within(await list()).findByRole("button", { name: "Download trace.csv" })).toBeTruthy()
    expect((await list()).textContent).toContain("3 bytes")
    replica.changeRoom(() => ({ attachments: attached("trace.csv", "a,b", { withheld: true }) }))
    await waitFor(async () => { expect((await list()).textContent).toBe("trace.csv, 3 bytes, withheld") })
  })
})

describe("the list", () => {
  it("says of each what it is, how large, whose and when; a picture is only what the server calls one", async () => {
    show({ view: withRoom({ ...liveView, person: priya }, { attachments: { ...attached("map.svg", "<svg/>"), ...attached("gate.png", "png", { id: "019360a0-0000-7000-8000-00000000f002", media_type: "image/png", size: 3_300_000 }) } }) })
    await userEvent.click(await screen.findByRole("button", { name: "See the attachments" }))
    const rows = within(await screen.findByRole("list", { name: "Attached" })).getAllByRole("listitem")
    expect(rows.map((row) => row.querySelector("p")?.textContent)).toEqual([
      expect.stringMatching(/^PNG picture, 3\.2 MB\. Maeve Lindqvist, /), expect.stringMatching(/^SVG file, 6 bytes\. Maeve Lindqvist, /),
    ])
    expect(screen.queryByRole("img", { name: /map\.svg/ })).toBeNull()
  })
})
