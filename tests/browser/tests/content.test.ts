/** What people write is text, and nothing but text. */
import { isQuiet, watch } from "../src/canary.ts"
import { uuid } from "../src/client.ts"
import { payloads } from "../src/payloads.ts"
import { expect, test } from "../src/test.ts"

test("markup in the log, a draft, a title, a name or the situation is shown as it was typed and never runs", async ({ stage }) => {
  const [first = ""] = payloads
  const manager = await stage.person(`Priya ${first}`, { trainings: ["incident_manager"], onCall: true })
  const seat = await stage.sit(manager)
  const seen = await watch(seat)
  const { id } = await seat.client.must<{ id: string }>("POST", "/api/incidents", {
    intent: uuid(), title: `Title ${first}`, summary: `Summary ${first}`, security: true, personal_data: false, written_at: new Date().toISOString(),
  })
  await seat.client.command(id, { name: "declare", severity: 2, category: "malware", codename: first })
  for (const text of payloads) {
    await seat.client.command(id, { name: "append_entry", kind: "decision", text, why: text, set_aside: text, said_by: text }, 1)
    await seat.client.command(id, { name: "raise_concern", text })
  }
  await seat.enter(id)
  for (const text of payloads) {
    const entry = seat.room.entries.filter({ hasText: text }).filter({ hasText: "Decision" }).first()
    await expect(entry).toBeVisible()
    await expect(entry.getByText(text, { exact: true }).first()).toHaveText(text)
    await expect(seat.room.now.getByRole("article", { name: /^Concern/ }).getByText(text, { exact: true })).toHaveText(text)
  }
  // Found words are marked, and that is no markup of theirs either.
  await seat.page.getByRole("searchbox", { name: "Find in log" }).fill("<script>")
  await expect(seat.room.entries.first()).toContainText(first)
  await seat.page.getByRole("searchbox", { name: "Find in log" }).fill("")
  // Typed, in a draft and in the situation.
  await seat.room.box.fill(payloads.join(" "))
  await expect(seat.room.box).toHaveValue(payloads.join(" "))
  await seat.page.getByRole("button", { name: "Add to the situation" }).click()
  const dialog = seat.page.getByRole("dialog")
  await dialog.getByRole("textbox").first().fill(first)
  await dialog.getByRole("button", { name: /^Add/ }).click()
  await expect(seat.page.getByRole("tabpanel").getByText(first)).toBeVisible()
  await seat.room.press("Add an action")
  await seat.room.dialog("Add an action").getByRole("textbox", { name: "What is to be done" }).fill(first)
  await seat.room.press("Propose", seat.room.dialog("Add an action"))
  await expect(seat.room.action(first)).toBeVisible()
  await seat.page.screenshot({ path: "results/screens/markup.png" })
  await isQuiet(seat, seen)

  await seat.page.goto("/incidents")
  await expect(seat.page.getByRole("link", { name: `Title ${first}` })).toBeVisible()
  await isQuiet(seat, seen)
})

test("the address is no way in either", async ({ stage }) => {
  const { id, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const seat = await stage.sit(maeve!)
  const seen = await watch(seat)
  for (const text of payloads) {
    await seat.page.goto(`/incidents/${id}?find=${encodeURIComponent(text)}&show=${encodeURIComponent(text)}#${encodeURIComponent(text)}`)
    await seat.room.isLive()
    await isQuiet(seat, seen)
  }
  for (const next of ["//elsewhere.example", "https://elsewhere.example/", "javascript:window.canary=1", "/\\elsewhere.example"]) {
    await seat.page.goto(`/sign-in?next=${encodeURIComponent(next)}`)
    await seat.page.getByRole("textbox", { name: "Work email" }).fill(maeve!.email)
    await seat.page.getByRole("textbox", { name: "Password" }).fill(maeve!.password)
    await seat.page.getByRole("button", { name: "Sign in" }).click()
    await expect(seat.page.getByRole("heading", { name: "Sign in to the incident room" })).toHaveCount(0)
    expect(new URL(seat.page.url()).origin).toBe(seat.proxy.origin)
    await isQuiet(seat, seen)
  }
})

test("the page's own rules hold: no inline script, no string as markup, nothing from elsewhere", async ({ stage }) => {
  const { id, team: [maeve] } = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  const seat = await stage.sit(maeve!)
  const response = await seat.page.goto(`/incidents/${id}`)
  const rules = (await response!.headerValue("content-security-policy")) ?? ""
  expect(rules).toContain("require-trusted-types-for 'script'")
  expect(rules).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)/)
  const served = await response!.text()
  expect(served).toContain("<script")
  expect(served).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/i)
  await seat.room.isLive()
  // Tried from inside, as a script that got in would.
  const tried = await seat.page.evaluate(() => {
    const attempt = (act: () => void): string => {
      try {
        act()
        return "done"
      } catch (error) {
        return (error as Error).name
      }
    }
    return [
      attempt(() => { document.createElement("div").innerHTML = "<b>x</b>" }),
      attempt(() => { document.createElement("script").src = "/canary.js" }),
      attempt(() => { document.write("x") }),
    ]
  })
  expect(tried).toEqual(["TypeError", "TypeError", "TypeError"])
  // The violations that were provoked, and no others.
  expect(stage.faults.splice(0).filter((fault) => !/requires 'Trusted\w+' assignment/.test(fault))).toEqual([])
  const handler = await seat.page.evaluate(async () => {
    const image = document.createElement("img")
    const failed = new Promise((resolve) => { image.addEventListener("error", resolve) })
    let refused = ""
    try {
      image.setAttribute("onerror", "window.canary=1")
    } catch (error) {
      refused = (error as Error).name
    }
    image.src = "data:image/png,broken"
    document.body.append(image)
    await failed
    image.remove()
    return { refused, canary: window.canary }
  })
  expect(handler.canary).toBeUndefined()
  stage.faults.splice(0)
})
