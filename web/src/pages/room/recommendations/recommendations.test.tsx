// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import { asha, hannah, priya, ravi, recommendationId, sam, storyRoom, tom } from "../../../incident/testing/story.ts"
import { offlineView } from "../../../incident/testing/views.ts"
import type { Entry, Recommendation } from "../../../replica/types.ts"
import { atNight, nightOf } from "../../testing/night.ts"
import { show } from "../../testing/show.tsx"

const [first, second] = [recommendationId(8), recommendationId(9)]
const card = (name: string): Promise<HTMLElement> => screen.findByRole("article", { name })

async function block(title: string): Promise<HTMLElement> {
  const section = (await screen.findByRole("heading", { name: title })).closest("section")
  if (section === null) throw new Error(`no block ${title}`)
  return section
}

async function press(name: string | RegExp, within_: HTMLElement = document.body): Promise<void> {
  await userEvent.click(within(within_).getByRole("button", { name }))
}

function box(name: string): HTMLTextAreaElement {
  return screen.getByRole<HTMLTextAreaElement>("textbox", { name })
}

describe("what waits for the Incident Manager", () => {
  it("stands above everything to be done, with whose it is and how long it waits", async () => {
    show({ view: nightOf(priya) })
    expect(within(await block("Waiting for your decision")).getAllByRole("article")).toHaveLength(2)
    expect((await card("R-8")).textContent).toMatch(/R-8 Hannah Boyle, Data privacy.*waiting 9 min.*Answer wanted by 07:00.*Asha Verma The unit has two callers/s)
  })

  it("is for others of the group to read and reply to (SME-04)", async () => {
    const replica = show({ view: nightOf(asha) })
    expect(await block("Waiting for the Incident Manager")).toBeTruthy()
    const item = await card("R-9")
    expect(within(item).queryByRole("button", { name: "Agree R-9" })).toBeNull()
    await press("Reply to R-9", item)
    await userEvent.type(within(item).getByRole("textbox", { name: "Reply to R-9" }), "Courts can print{Enter}")
    expect(replica.calls).toContainEqual(["replyTo", second, "Courts can print"])
    expect(item.textContent).toContain("Asha Verma Courts can print")
  })

  it("is not answered without a connection, and says so", async () => {
    show({ view: atNight({ ...offlineView, person: priya }) })
    const agree = within(await card("R-9")).getByRole("button", { name: "Agree R-9" })
    expect(agree.getAttribute("title")).toBe("This needs a connection.")
  })
})

describe("agreeing", () => {
  it("goes on to the decision, and once that is sealed to who does it", async () => {
    const replica = show({ view: nightOf(priya) })
    await press("Agree R-9", await card("R-9"))
    expect(replica.calls).toContainEqual(["answerRecommendation", second, "agreed", {}])
    await waitFor(() => { expect(box("Decision").value).toBe("Stop the 05:00 listings export. Courts print lists locally until fixed.") })
    expect(screen.getByText("Decision on R-9, Ravi Menon")).toBeTruthy()
    await userEvent.type(box("Why"), "The template runs again")
    await press(/^Seal/, screen.getByRole("form", { name: "New log entry" }))
    const dialog = await screen.findByRole("dialog", { name: "Add an action from R-9" })
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "Owner" }), ravi)
    await press("+30 min", dialog)
    await press("Open the action", dialog)
    expect(replica.calls.find(([name]) => name === "createAction")?.[1]).toMatchObject({ state: "open", owner: ravi, from: second, title: "Stop the 05:00 listings export" })
  })

  it("to words that others see differently is refused, and said in its card", async () => {
    const reason = "The recommendation changed. Read it again, then answer it."
    show({ view: nightOf(priya), options: { answer: (name) => (name === "answer_recommendation" ? { outcome: "refused", code: "changed_while_sealing", reason } : undefined) } })
    const item = await card("R-9")
    await press("Agree R-9", item)
    expect((await within(item).findByText(reason)).closest("[role=alert]")).toBeTruthy()
    expect(screen.queryByRole("textbox", { name: "Decision" })).toBeNull()
  })

  it("for a manager who said so on the call is asked about, sealed as spoken, and its decision too", async () => {
    const replica = show({ view: nightOf(tom) })
    await press("Agree R-9", await card("R-9"))
    const dialog = await screen.findByRole("dialog", { name: "Agree to R-9" })
    await press("Agree", dialog)
    expect(within(dialog).getByText("Only Priya Nair decides this. Say that they said so on the call.")).toBeTruthy()
    await userEvent.click(within(dialog).getByRole("checkbox", { name: "Spoken by the Incident Manager" }))
    await press("Agree", dialog)
    expect(replica.calls).toContainEqual(["answerRecommendation", second, "agreed", { epoch: 3, spokenBy: priya }])
    await waitFor(() => { expect(box("Decision").value).toContain("Stop the 05:00") })
    const form = screen.getByRole("form", { name: "New log entry" })
    expect(within(form).getByRole("button", { name: /^Seal/ }).getAttribute("aria-disabled")).toBe("true")
    await press("Spoken by the Incident Manager", form)
    await press(/^Seal/, form)
    const draft = replica.calls.find(([name]) => name === "sealDraft")
    expect(draft?.[2]).toEqual({ spokenBy: priya })
  })
})

describe("declining and asking", () => {
  it("need words", async () => {
    const replica = show({ view: nightOf(priya) })
    await press("Decline R-8", await card("R-8"))
    const dialog = await screen.findByRole("dialog", { name: "Decline R-8" })
    await press("Decline", dialog)
    expect(within(dialog).getByText("Say why, for whoever recommends it.")).toBeTruthy()
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Reason" }), "Not before the script is agreed")
    await press("Decline", dialog)
    expect(replica.calls).toContainEqual(["answerRecommendation", first, "declined", { epoch: 3, reason: "Not before the script is agreed" }])
    await waitFor(() => { expect(screen.queryByRole("article", { name: "R-8" })).toBeNull() })
  })

  it("a question goes back to who recommends, and goes on waiting", async () => {
    const asked: Recommendation = { ...(storyRoom.recommendations[first] as Recommendation), answer: "question", reason: "Is the script agreed?", answered_by: priya }
    show({ view: nightOf(hannah, { recommendations: { ...storyRoom.recommendations, [first]: asked } }) })
    expect(within(await block("Waiting for your answer")).getByRole("article", { name: "R-8" }).textContent).toContain("Priya Nair asks: Is the script agreed?")
  })
})

describe("recommending", () => {
  it("takes a text and when an answer is wanted", async () => {
    const replica = show({ view: nightOf(ravi) })
    await card("R-9")
    await press("Recommend")
    const dialog = await screen.findByRole("dialog", { name: "Recommend" })
    expect(dialog.textContent).toContain("It waits for Priya Nair.")
    await press("Recommend", dialog)
    expect(within(dialog).getByText("Write what you recommend first.")).toBeTruthy()
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Recommendation" }), "Reset the template")
    await press("Recommend", dialog)
    expect(replica.calls).toContainEqual(["createRecommendation", { text: "Reset the template" }])
  })

  it("is not for observers", async () => {
    show({ view: nightOf(sam) })
    await card("R-9")
    expect(screen.queryByRole("button", { name: "Recommend" })).toBeNull()
  })

  it("is changed by its author until it is answered", async () => {
    const replica = show({ view: nightOf(ravi) })
    await press("Change R-9", await card("R-9"))
    const dialog = await screen.findByRole("dialog", { name: "Change R-9" })
    await userEvent.type(within(dialog).getByRole("textbox"), " Until 09:00.")
    expect(replica.view().room?.recommendations[second]?.text).toMatch(/until fixed\. Until 09:00\.$/)
  })
})

describe("settled recommendations", () => {
  const decision = { ...storyRoom.log.find((entry) => entry.kind === "decision") as Entry, about: `recommendations/${recommendationId(7)}` }
  const settled = {
    log: [decision, ...storyRoom.log.slice(-3)],
    recommendations: { ...storyRoom.recommendations, [second]: { ...storyRoom.recommendations[second] as Recommendation, answer: "declined" as const, reason: "Courts need it. See A-14", answered_by: priya, answered_at: "2026-11-23T02:29:30.000Z" } },
  }

  it("are listed with who answered, why not, and the decision; each opens whole, and leads on", async () => {
    show({ view: { ...nightOf(ravi), room: { ...storyRoom, ...settled } } })
    await userEvent.click(await screen.findByText(/^Agreed or declined/))
    expect(screen.getByText(/^R-7 Ravi Menon\. Agreed by Priya Nair, .*\. Decision #124$/)).toBeTruthy()
    expect(screen.getByText(/^R-9 Ravi Menon\. Declined by Priya Nair, .*: Courts need it/)).toBeTruthy()
    await press(/^Recall the message/)
    const dialog = await screen.findByRole("dialog", { name: "R-7" })
    expect(within(dialog).getByRole("button", { name: "A-17 Run gateway recall for message 7f3c" })).toBeTruthy()
    await press("Decision #124", dialog)
    expect(screen.queryByRole("dialog")).toBeNull()
  })
})

describe("what is named in a text", () => {
  it("is opened from it", async () => {
    const asked = { ...storyRoom.recommendations[second] as Recommendation, text: "Stop it as R-7 says, see #129 and A-999" }
    show({ view: { ...nightOf(priya), room: { ...storyRoom, recommendations: { ...storyRoom.recommendations, [second]: asked } } } })
    const item = await card("R-9")
    expect(within(item).getByRole("link", { name: "#129" }).getAttribute("href")).toBe("#e129")
    expect(within(item).queryByRole("button", { name: "A-999" })).toBeNull()
    await press("R-7", item)
    expect(await screen.findByRole("dialog", { name: "R-7" })).toBeTruthy()
  })
})
