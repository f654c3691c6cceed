/** The log on paper: all of it, although the screen draws only what is near its reader. */
import { writeFile } from "node:fs/promises"
import { fill, words } from "../src/long-log.ts"
import { expect, test } from "../src/test.ts"

const entries = 1_000

test("a long log prints whole, oldest first, with what is asked of paper", async ({ stage }) => {
  const { id, command, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  await fill(command, id, entries)
  const { number: decided = 0 } = await command.command(id, {
    name: "append_entry", kind: "decision", text: "Pull the export.", why: "It can be taken back.", set_aside: "Phoning each of them.",
  }, 1)
  const seat = await stage.sit(maeve!)
  await seat.enter(id)
  await seat.room.type("Half a sentence")
  const paper = seat.page.getByRole("article", { name: "The log, printed" })
  await seat.page.emulateMedia({ media: "print" })
  await seat.page.evaluate(() => { dispatchEvent(new Event("beforeprint")) })
  await expect(paper).toBeVisible()
  await expect(seat.page.getByRole("form", { name: "New log entry" })).toBeHidden()
  const text = await paper.innerText()
  expect(text).toContain(`The whole log, ${decided.toLocaleString("en-GB")} entries, oldest first.`)
  expect(text).toMatch(/Printed .*, by the server’s clock, by Maeve Lindqvist, Secretariat\./)
  expect(text).not.toContain("Half a sentence")
  const numbers = [...text.matchAll(/^#(\d+) (?!read)/gm)].map(([, number]) => Number(number))
  expect(numbers).toEqual(Array.from({ length: decided }, (_, index) => index + 1))
  for (let at = 1; at <= entries; at += 1) expect(text).toContain(words(at))
  expect(text).toMatch(/Why: It can be taken back\.\s+Set aside: Phoning each of them\./)
  await seat.page.evaluate(() => { dispatchEvent(new Event("afterprint")) })
  await expect(paper).toHaveCount(0)

  // The browser's own way, and nothing is cut off at the pane's edge.
  await seat.page.emulateMedia({ media: null })
  const pdf = await seat.page.pdf({ format: "A4" })
  await writeFile("results/log.pdf", pdf)
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0
  expect(pages).toBeGreaterThan(30)
  await expect(paper).toHaveCount(0)
})

test("from a phone's other tab the log prints as well", async ({ stage }) => {
  const { id, command, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const last = await fill(command, id, 20)
  const seat = await stage.sit(maeve!, { viewport: { width: 390, height: 844 } })
  await seat.page.goto(`/incidents/${id}?tab=more`)
  await seat.room.isLive()
  await seat.page.emulateMedia({ media: "print" })
  await seat.page.evaluate(() => { dispatchEvent(new Event("beforeprint")) })
  const paper = seat.page.getByRole("article", { name: "The log, printed" })
  await expect(paper).toBeVisible()
  await expect(paper.getByText(new RegExp(`^#${last} `))).toBeVisible()
})
