/** Whoever reads is not moved, whatever others do and whatever becomes of the network. */
import { expect, test, type Seat } from "../src/test.ts"

const entries = 40
/** The entry that is read: far from the end. */
const read = 12

/** Where it stands in the window. */
async function place({ room }: Seat): Promise<number> {
  return room.entryNumber(read).evaluate((entry) => Math.round(entry.getBoundingClientRect().top))
}

/** Up by the key that people scroll with, until the entry stands in the window and does not move any more. */
async function scrollsUp({ page, room }: Seat): Promise<void> {
  await room.log.focus()
  const entry = room.entryNumber(read)
  for (let presses = 0; presses < entries; presses += 1) {
    await page.keyboard.press("PageUp")
    const top = await entry.evaluate((element) => new Promise<number>((resolve) => {
      let [last, still] = [NaN, 0]
      const look = (): void => {
        const now = element.getBoundingClientRect().top
        still = now === last ? still + 1 : 0
        last = now
        // The browser moves there over some frames.
        if (still > 10) resolve(now)
        else requestAnimationFrame(look)
      }
      look()
    }))
    if (top > 0) return
  }
  throw new Error("the entry is not reached")
}

for (const [window, viewport] of [["a desk", { width: 1440, height: 900 }], ["200 % zoom", { width: 720, height: 450 }], ["a phone", { width: 390, height: 844 }]] as const) {
  test(`at ${window} the entry that somebody reads stays where it is while others write and the network goes and comes`, async ({ stage }) => {
    test.setTimeout(120_000)
    const { id, command, team: [ravi, maeve] } = await stage.incident([["Ravi Menon", "sme"], ["Maeve Lindqvist", "secretariat"]])
    for (let number = 0; number < entries; number += 1) {
      await command.command(id, { name: "append_entry", kind: "observation", text: `Mailbox ${number} has confirmed that the message is deleted, and that nobody had opened it before.` })
    }
    const [reader, writer] = [await stage.sit(ravi!, { viewport }), await stage.sit(maeve!)]
    await Promise.all([reader.enter(id), writer.enter(id)])
    await expect(reader.room.entries.last()).toBeInViewport()

    await scrollsUp(reader)
    await expect(reader.room.entryNumber(read)).toBeInViewport()
    await expect(reader.page.getByRole("button", { name: /^(Newest|\d+ new entr)/ })).toBeVisible()
    const before = await place(reader)

    // Somebody writes at length, and seals; others too, of every kind.
    await writer.room.type("Ravi reports that the gateway trace is complete. ".repeat(8), 0)
    await expect(reader.room.draft("Ravi reports")).toHaveCount(1)
    expect(await place(reader), "while somebody writes").toBe(before)
    await writer.room.seal()
    await command.command(id, { name: "append_entry", kind: "decision", text: "Stop the export.", why: "It still sends.".repeat(20) }, 1)
    await expect(reader.room.entry("Stop the export.")).toHaveCount(1)
    await expect(reader.page.getByRole("button", { name: /^2 new entries/ })).toBeVisible()
    expect(await place(reader), "after new entries").toBe(before)

    // An entry above is corrected, which is drawn beside it.
    await command.command(id, { name: "append_entry", kind: "correction", text: "It was opened once.", corrects: read + 5 }, 1)
    await expect(reader.room.entryNumber(read + 5)).toContainText("Struck through")
    expect(await place(reader), "after a correction below").toBe(before)

    reader.proxy.cut("reset")
    await expect(reader.room.pill).toHaveText("Offline", { timeout: 20_000 })
    await command.command(id, { name: "append_entry", kind: "observation", text: "Sealed meanwhile." })
    expect(await place(reader), "with the line that says that it is offline").toBe(before)
    reader.proxy.mend()
    await reader.room.isLive()
    await expect(reader.room.entry("Sealed meanwhile.")).toHaveCount(1)
    await expect(reader.room.state).toHaveCount(0)
    expect(await place(reader), "back online").toBe(before)

    // A line of the state that comes and stays.
    await command.command(id, { name: "vacate", reason: "Unwell." }, 1)
    await expect(reader.room.state).toContainText("No one is in command.")
    expect(await place(reader), "with nobody in command").toBe(before)
  })
}

test("at the end of the log one stays at its end", async ({ stage }) => {
  const { id, command, team: [ravi, maeve] } = await stage.incident([["Ravi Menon", "sme"], ["Maeve Lindqvist", "secretariat"]])
  for (let number = 0; number < entries; number += 1) await command.command(id, { name: "append_entry", kind: "observation", text: `Mailbox ${number} has confirmed.` })
  const [reader, writer] = [await stage.sit(ravi!), await stage.sit(maeve!)]
  await Promise.all([reader.enter(id), writer.enter(id)])
  await writer.room.type("The gateway trace is complete. ".repeat(10), 0)
  await expect(reader.room.draft("The gateway trace").getByRole("button", { name: "Write in this draft" })).toBeInViewport()
  await writer.room.seal()
  await expect(reader.room.entry("The gateway trace")).toBeInViewport()
  await command.command(id, { name: "append_entry", kind: "observation", text: "And one more." })
  await expect(reader.room.entry("And one more.")).toBeInViewport()
  await expect(reader.page.getByRole("button", { name: /^(Newest|\d+ new entr)/ })).toHaveCount(0)
})
