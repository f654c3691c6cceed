/** Attachments: what is pasted or chosen lies outside the document, is seen by the others, and runs nowhere. */
import { truncate, writeFile } from "node:fs/promises"
import type { Locator } from "@playwright/test"
import { isAccessible, withAxe } from "../src/axe.ts"
import { expect, test, type Seat } from "../src/test.ts"

const files = (seat: Seat): Locator => seat.room.composer.getByRole("list", { name: "Files of this entry" })
const underEntry = (entry: Locator): Locator => entry.getByRole("list", { name: /^Attached to entry \d+$/ })

/** A picture in the clipboard, pasted into the box. */
async function pastesPicture({ room }: Seat, colour: string): Promise<void> {
  await room.box.evaluate(async (box, fill) => {
    const canvas = document.createElement("canvas")
    canvas.width = 640
    canvas.height = 400
    const context = canvas.getContext("2d")
    if (context === null) throw new Error("no drawing here")
    context.fillStyle = fill
    context.fillRect(40, 40, 560, 320)
    const blob = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, "image/png") })
    if (blob === null) throw new Error("no picture")
    const clipboard = new DataTransfer()
    clipboard.items.add(new File([blob], "image.png", { type: "image/png" }))
    box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }))
  }, colour)
}

/** True when the box is left to paste it by itself. */
async function pastesText({ room }: Seat, text: string): Promise<boolean> {
  return room.box.evaluate((box, words) => {
    const clipboard = new DataTransfer()
    clipboard.setData("text/plain", words)
    return box.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }))
  }, text)
}

async function chooses(within: Locator, ...chosen: readonly { readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[]): Promise<void> {
  await within.locator("input[type=file]").setInputFiles([...chosen])
}

async function opensList(seat: Seat): Promise<Locator> {
  await seat.room.press("See the attachments")
  return seat.room.dialog("Attachments")
}

/** What the browser has drawn of a picture. */
async function isDrawn(picture: Locator): Promise<void> {
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth, image.naturalHeight, image.src.slice(0, 15)])).toEqual([true, 320, 200, "data:image/png;"])
}

test("a picture that is pasted becomes an attachment, and is under the sealed entry and in the list for everybody", async ({ stage }) => {
  const [priya, maeve] = (await stage.meet([["Maeve Lindqvist", "secretariat"]])).seats as [Seat, Seat]
  await maeve.room.type("The gateway shows 41 sent.", 0)
  await pastesPicture(maeve, "#1d70b8")
  await expect(maeve.room.box).toHaveValue(/^The gateway shows 41 sent\.\nAttached: Pasted picture \d\d-\d\d\.png \([0-9a-f]{16}\)$/)
  await expect(files(maeve).getByRole("listitem")).toHaveCount(0)
  await maeve.room.seal()
  const entry = priya.room.entry("The gateway shows 41 sent.")
  const link = underEntry(entry).getByRole("button", { name: /^Download Pasted picture/ })
  await expect(underEntry(entry)).toContainText(/\d+ (bytes|KB)/)
  const download = priya.page.waitForEvent("download")
  await link.click()
  expect((await download).suggestedFilename()).toMatch(/^Pasted picture \d\d-\d\d\.png$/)
  const list = await opensList(priya)
  await expect(list.getByRole("list", { name: "Attached" }).getByRole("listitem")).toContainText(/PNG picture, \d+ (bytes|KB)\. Maeve Lindqvist, /)
  await isDrawn(list.getByRole("img", { name: /^Small picture of Pasted picture/ }))
})

test("a long text that is pasted becomes a file, and goes back into the entry when it is wanted there", async ({ stage }) => {
  const [priya] = (await stage.meet([])).seats as [Seat]
  const long = "Line of a trace, from the gateway.\n".repeat(120)
  expect(await pastesText(priya, "A short one.")).toBe(true)
  expect(await pastesText(priya, long)).toBe(false)
  await expect(files(priya)).toContainText("The pasted text has 4,200 characters, so it became a file.")
  await expect(priya.room.box).toHaveValue(/^Attached: Pasted text \d\d-\d\d\.txt \([0-9a-f]{16}\)$/)
  await priya.room.press("Put it in the entry as text instead", files(priya))
  await expect(priya.room.box).toHaveValue(long)
  await expect(files(priya).getByRole("listitem")).toHaveCount(0)
  await priya.room.box.fill("")
  await pastesText(priya, long)
  await priya.room.press("Keep it as a file", files(priya))
  await expect(files(priya).getByRole("listitem")).toHaveCount(0)
  await priya.room.seal()
  const entry = priya.room.entry("Attached: Pasted text")
  await expect(underEntry(entry)).toContainText("5 KB")
  await expect(underEntry(entry).getByRole("button", { name: /^Download Pasted text/ })).toBeVisible()
})

test("a page or a drawing with a script in it is only ever a download", async ({ stage }) => {
  const { id, seats } = await stage.meet([["Maeve Lindqvist", "secretariat"]])
  const [priya, maeve] = seats as [Seat, Seat]
  const script = "<script>document.title = 'ran'; parent.document.title = 'ran'</script>"
  await chooses(
    maeve.room.composer,
    { name: "letter.html", mimeType: "text/html", buffer: Buffer.from(`<!doctype html><title>letter</title>${script}`) },
    { name: "map.svg", mimeType: "image/svg+xml", buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"><script>document.title = 'ran'</script></svg>`) },
  )
  await expect(maeve.room.box).toHaveValue(/letter\.html.*\n.*map\.svg/)
  const list = await opensList(priya)
  const rows = list.getByRole("list", { name: "Attached" }).getByRole("listitem")
  await expect(rows).toHaveCount(2)
  await expect(rows.first()).toContainText("SVG file")
  await expect(list.getByRole("img")).toHaveCount(0)
  for (const name of ["map.svg", "letter.html"]) {
    const download = priya.page.waitForEvent("download")
    await list.getByRole("button", { name: `Download ${name}` }).click()
    expect((await download).suggestedFilename()).toBe(name)
  }
  // The address itself, asked for as any page: a file, and none that a browser runs.
  const { sha256 } = await maeve.page.evaluate(async (incident) => {
    const content = new TextEncoder().encode("<svg xmlns='x' onload='alert(1)'/>")
    const answer = await fetch(`/api/incidents/${incident}/attachments`, { method: "POST", body: content, headers: { "content-type": "image/svg+xml" } })
    return (await answer.json()) as { sha256: string }
  }, id)
  const address = `/api/incidents/${id}/attachments/${sha256}`
  const answer = await priya.context.request.get(address)
  expect(answer.headers()).toMatchObject({
    "content-type": "application/octet-stream", "content-disposition": "attachment", "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
  })
  const other = await priya.context.newPage()
  const saved = other.waitForEvent("download")
  await other.goto(address).catch(() => undefined)
  await saved
  expect(other.url()).toBe("about:blank")
  for (const page of [priya.page, maeve.page]) await expect(page).toHaveTitle(/^INC-/)
})

test("a file that is too large is told before anything is sent", async ({ stage }, testInfo) => {
  const [priya] = (await stage.meet([])).seats as [Seat]
  const sent: string[] = []
  priya.page.on("request", (request) => { if (request.url().endsWith("/attachments")) sent.push(request.method()) })
  const large = testInfo.outputPath("night.pcap")
  await writeFile(large, "")
  await truncate(large, 25 * 1024 * 1024 + 1)
  await priya.room.composer.locator("input[type=file]").setInputFiles(large)
  await expect(files(priya)).toContainText("night.pcap has 25.1 MB. Attach 25 MB at most")
  expect(sent).toEqual([])
  await expect(priya.room.box).toHaveValue("")
  await priya.room.press("Hide this", files(priya))
  await expect(files(priya).getByRole("listitem")).toHaveCount(0)
})

test("without a connection a file is kept on the device, is there after the page is loaded anew, and goes when the connection is back", async ({ stage }) => {
  test.setTimeout(120_000)
  const [priya, maeve] = (await stage.meet([["Maeve Lindqvist", "secretariat"]])).seats as [Seat, Seat]
  await maeve.page.evaluate(async () => { await navigator.serviceWorker.ready })
  await maeve.page.reload()
  await maeve.room.isLive()
  maeve.proxy.cut("reset")
  await expect(maeve.room.pill).toContainText(/Reconnecting|Offline/)
  await maeve.room.type("Seen at the gate.", 0)
  await pastesPicture(maeve, "#0f7a52")
  await expect(files(maeve)).toContainText(/^Pasted picture \d\d-\d\d\.png, \d+ (bytes|KB), is kept on this device and sent when the connection is back/)
  await maeve.room.seal()
  await maeve.room.keeps()
  await maeve.page.reload({ waitUntil: "commit" })
  await expect(files(maeve)).toContainText("is kept on this device and sent when the connection is back", { timeout: 20_000 })
  await expect(maeve.room.log).toContainText("Not sent yet")
  maeve.proxy.mend()
  const entry = priya.room.entry("Seen at the gate.")
  await expect(underEntry(entry).getByRole("button", { name: /^Download Pasted picture/ })).toBeVisible({ timeout: 30_000 })
  await expect(files(maeve).getByRole("listitem")).toHaveCount(0)
  const list = await opensList(priya)
  await expect(list.getByRole("list", { name: "Attached" }).getByRole("listitem")).toHaveCount(1)
  await isDrawn(list.getByRole("img"))
})

test("readers have the list and nothing to attach with, and it is accessible at every size", async ({ stage }) => {
  test.setTimeout(240_000)
  const { id, manager, team: [sam] } = await stage.incident([["Sam Adeyemi", "observer"]])
  const priya = await stage.sit(manager)
  await withAxe(priya.context)
  await priya.enter(id)
  const empty = await opensList(priya)
  await expect(empty).toContainText("Nothing is attached yet.")
  await priya.page.keyboard.press("Escape")
  await pastesPicture(priya, "#54319f")
  await chooses(priya.room.composer, { name: `${"a-very-long-name-".repeat(9)}.csv`, mimeType: "text/csv", buffer: Buffer.from("a,b\n") })
  await chooses(priya.room.composer, { name: "night.pcap", mimeType: "application/octet-stream", buffer: Buffer.alloc(0) })
  await expect(files(priya)).toContainText("night.pcap is empty, so there is nothing to attach.")
  await expect(priya.room.box).toHaveValue(/csv/)
  await isAccessible(priya.page, "attachments-composer")
  await priya.room.seal()
  await expect(underEntry(priya.room.entry("Attached:"))).toContainText("csv")
  await isAccessible(priya.page, "attachments-entry")
  const list = await opensList(priya)
  await isDrawn(list.getByRole("img"))
  await isAccessible(priya.page, "attachments-list")

  const reader = await stage.sit(sam!)
  await reader.enter(id)
  const seen = await opensList(reader)
  await expect(seen.getByRole("button", { name: /^Download / })).toHaveCount(2)
  await expect(reader.page.getByRole("button", { name: "Attach a file" })).toHaveCount(0)
})
