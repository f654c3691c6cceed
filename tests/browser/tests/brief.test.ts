/** Brief me: who comes new reads one page, and finds the entry behind each sentence. */
import { writeFile } from "node:fs/promises"
import { isAccessible, withAxe } from "../src/axe.ts"
import { fill } from "../src/long-log.ts"
import { expect, test } from "../src/test.ts"

test("whoever comes new reads who commands and what is decided, and goes from a sentence to its entry (SEC-03)", async ({ stage }) => {
  const { id, command, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const { number = 0 } = await command.command(id, {
    name: "append_entry", kind: "decision", text: "Pull the export.", why: "It can be taken back.", set_aside: "Phoning each of them.",
  }, 1)
  const seat = await stage.sit(maeve!)
  await withAxe(seat.context)
  await seat.enter(id)
  await seat.page.getByRole("link", { name: "Brief me" }).first().click()
  const brief = seat.page.getByRole("article", { name: "Brief me" })
  await expect(brief).toContainText("Secretariat: Maeve Lindqvist")
  await expect(brief).toContainText("There is no Deputy.")
  await isAccessible(seat.page, "brief")
  const decided = brief.getByRole("listitem").filter({ hasText: "Pull the export. Because: It can be taken back." })
  await decided.getByRole("link", { name: `Entry ${number}` }).click()
  await expect(seat.room.entryNumber(number)).toBeInViewport()

  // Whoever comes back is told what is new since.
  await command.command(id, { name: "append_entry", kind: "observation", text: "All mailboxes have answered." }, 1)
  await expect(seat.room.entry("All mailboxes have answered.")).toBeVisible()
  await seat.page.getByRole("link", { name: "Brief me" }).first().click()
  const news = brief.getByRole("heading", { name: "Since you last read this" }).locator("..")
  await expect(news).toContainText("All mailboxes have answered.")
  await expect(news).not.toContainText("Pull the export.")
})

test("a log of two thousand entries is briefed on two sheets of paper (SEC-03)", async ({ stage }) => {
  test.setTimeout(180_000)
  const { id, command, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  await fill(command, id, 2_000)
  for (let at = 1; at <= 12; at += 1) {
    await command.command(id, { name: "append_entry", kind: "decision", text: `Decision ${at}. ${"Ring each of them again. ".repeat(20)}`, why: "They are silent.", set_aside: "Waiting." }, 1)
  }
  const seat = await stage.sit(maeve!)
  await seat.page.goto(`/incidents/${id}/brief`)
  const brief = seat.page.getByRole("article", { name: "Brief me" })
  await expect(brief).toContainText("Decision 12.")
  await expect(brief).toContainText(/And \d+ more, in the room/)
  const pdf = await seat.page.pdf({ format: "A4" })
  await writeFile("results/brief.pdf", pdf)
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0
  expect(pages).toBeGreaterThan(0)
  expect(pages).toBeLessThanOrEqual(2)
  await expect(brief.getByText(/As it was on/)).toBeHidden()
})
