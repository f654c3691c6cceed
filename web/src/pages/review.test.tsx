// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import type { FakeReplica } from "../incident/testing/fake-replica.ts"
import { entry, maeve, priya, ravi, sam, storyRoom } from "../incident/testing/story.ts"
import type { Lesson, Phase, RoomDocument } from "../replica/types.ts"
import { nightOf } from "./testing/night.ts"
import { roomPath, show } from "./testing/show.tsx"

const lesson = (id: string, more: Partial<Lesson>): Lesson => ({ id, by: priya, text: "Templates change unseen", side: "even_better_if", state: "noted", ...more })
const lessons = {
  l1: lesson("l1", { number: 1 }),
  l2: lesson("l2", { number: 2, text: "No Deputy at night", state: "agreed", step: "The rota names one", owner: ravi, due: "2026-11-22T17:00:00.000Z" }),
}

async function review(person: string, room: Partial<RoomDocument> = {}): Promise<FakeReplica> {
  const replica = show({ path: `${roomPath}/review`, view: nightOf(person, room) })
  await screen.findByRole("heading", { name: "Review", level: 1 })
  return replica
}

const inPhase = (phase: Phase): Partial<RoomDocument> => ({ incident: { ...storyRoom.incident, phase } })
const press = (name: string | RegExp, within_: HTMLElement = document.body): Promise<void> => userEvent.click(within(within_).getByRole("button", { name }))
const box = (name: string | RegExp): Promise<HTMLElement> => screen.findByRole("dialog", { name })

describe("lessons, on the page", () => {
  it("are written down whole (IM-16, REV-06)", async () => {
    const replica = await review(ravi)
    expect(screen.getByText(/Nothing is written down yet/)).toBeDefined()
    await press("Add a lesson")
    const dialog = await box("Add a lesson")
    await press("Add", dialog)
    expect(within(dialog).getByRole("alert").textContent).toBe("Say what was learned.")
    await userEvent.type(within(dialog).getByRole("textbox", { name: "What was learned" }), "Templates change unseen")
    await userEvent.click(within(dialog).getByRole("radio", { name: "Went well" }))
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "About" }), "Process")
    await press("Add", dialog)
    expect(replica.calls).toContainEqual(["createThing", "lessons", { text: "Templates change unseen", state: "noted", side: "went_well", aspect: "process" }])
    expect(screen.getByRole("row", { name: /Templates change unseen/ }).textContent).toContain("Noted")
  })

  it("are agreed with a step, its owner and a day to come (IM-16, REV-08)", async () => {
    const replica = await review(priya, { lessons })
    await press("Agree L-1")
    const dialog = await box("Agree L-1")
    const fault = async (): Promise<string | null> => {
      await press("Agree", dialog)
      return within(dialog).getByRole("alert").textContent
    }
    expect(await fault()).toBe("Say what is to be done.")
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Preventive step" }), "Two pairs of eyes")
    expect(await fault()).toBe("Choose who sees to it.")
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "Who sees to it" }), ravi)
    expect(await fault()).toBe("Say by which day.")
    const day = within(dialog).getByLabelText("By which day")
    await userEvent.type(day, "2026-11-20")
    expect(await fault()).toBe("Choose a day that is still to come.")
    await userEvent.clear(day)
    await userEvent.type(day, "2026-12-04")
    expect(dialog.textContent).toContain("Friday 4 December 2026, until 17:00.")
    await press("Agree", dialog)
    expect(replica.calls).toContainEqual(["setThing", "lessons", "l1", { step: "Two pairs of eyes", owner: ravi, due: "2026-12-04T17:00:00.000Z", state: "agreed" }])
  })

  it("are changed where they were changed alone, and what others wrote meanwhile stays (IM-16)", async () => {
    const replica = await review(maeve, { lessons })
    await press("Change L-2")
    const dialog = await box("Change L-2")
    await userEvent.type(within(dialog).getByRole("textbox", { name: "What was learned" }), " for 40 minutes")
    replica.setText(["lessons", "l2", "text"], "There was no Deputy at night")
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "Who sees to it" }), maeve)
    await press("Save", dialog)
    expect(replica.calls).toContainEqual(["setThing", "lessons", "l2", { owner: maeve }])
    expect(replica.view().room?.lessons["l2"]?.text).toBe("There was no Deputy at night for 40 minutes")
  })

  it("are dropped with the reason, and opened again (IM-16)", async () => {
    const replica = await review(maeve, { lessons })
    await press("Drop L-2")
    const dialog = await box("Drop: L-2")
    await press("Drop it", dialog)
    expect(within(dialog).getByRole("alert").textContent).toBe("Say why nothing is done about it.")
    await userEvent.type(within(dialog).getByRole("textbox"), "The rota has one since")
    await press("Drop it", dialog)
    expect(replica.calls).toContainEqual(["setThing", "lessons", "l2", { state: "dropped", outcome: "The rota has one since" }])
    await press("Open again L-2")
    const again = await box("Agree L-2")
    await press("Agree", again)
    expect(replica.calls).toContainEqual(["setThing", "lessons", "l2", { outcome: null, state: "agreed" }])
  })

  it("go on after closing, and nothing else does (IM-16)", async () => {
    const replica = await review(ravi, { lessons, ...inPhase("closed") })
    expect(screen.getByRole("row", { name: /No Deputy at night/ }).textContent).toContain("late")
    expect(screen.queryByRole("button", { name: /^(Add a|Mark captured|It is done|Leave it|Open it again)/ })).toBeNull()
    await press("Done L-2")
    await press("It is done", await box("Done: L-2"))
    expect(replica.calls).toContainEqual(["setThing", "lessons", "l2", { state: "done" }])
  })
})

describe("what two people set at once", () => {
  it("is said until it is settled (IM-16)", async () => {
    show({
      path: `${roomPath}/review`, view: nightOf(priya, { lessons }),
      options: { contested: (collection, id, field) => (collection === "lessons" && id === "l2" && field === "owner" ? [{ value: maeve, by: sam }] : []) },
    })
    expect((await screen.findByRole("row", { name: /No Deputy at night/ })).textContent).toContain("Owner also set to Maeve Lindqvist by Sam Adeyemi, at the same time.")
  })
})

describe("duties, on the page", () => {
  it("are said to be done, or left with a reason, by command roles (IM-15)", async () => {
    const replica = await review(maeve)
    await press("It is done: Post-incident review")
    expect(replica.calls).toContainEqual(["createThing", "checks", { duty: "review_held", state: "done" }])
    await press("Leave it: Post-incident review")
    const dialog = await box("Leave a duty")
    await press("Leave it", dialog)
    expect(within(dialog).getByRole("alert").textContent).toBe("Say why this is left.")
    await userEvent.type(within(dialog).getByRole("textbox"), "It was a false alarm")
    await press("Leave it", dialog)
    expect(replica.calls).toContainEqual(["setThing", "checks", expect.any(String), { state: "skipped", reason: "It was a false alarm" }])
    await press("It is done: Post-incident review")
    expect(replica.calls).toContainEqual(["setThing", "checks", expect.any(String), { state: "done", reason: null }])
  })

  it("lead to the entry that says who and when (IM-15)", async () => {
    const log = [...storyRoom.log, entry(130, "system", maeve, "02:30:05", "Done: Post-incident review.", { refs: { check: "c1" } })]
    await review(ravi, { log, checks: { c1: { id: "c1", by: maeve, duty: "review_held", state: "done" } } })
    const duty = screen.getByText(/Post-incident review/).closest("li")
    expect(duty?.textContent).toContain("Maeve Lindqvist, 02:30")
    expect(within(duty ?? document.body).getByRole("link", { name: "Entry 130" }).getAttribute("href")).toBe(`${roomPath}#e130`)
    expect(screen.getByRole("button", { name: "Leave it: Post-incident review" }).getAttribute("aria-disabled")).toBe("true")
  })
})

describe("duties, after closing", () => {
  it("were done, or left in the entry that closed the incident (IM-15)", async () => {
    const log = [...storyRoom.log, entry(130, "command", priya, "02:30:05", "Priya Nair closed the incident.", { flags: ["review_held"] })]
    await review(ravi, { log, ...inPhase("closed"), checks: { c1: { id: "c1", by: maeve, duty: "watched", state: "skipped", reason: "The gateway does" } } })
    const duties = screen.getByRole("region", { name: /^Duties/ })
    expect(duties.textContent).not.toContain("Not yet")
    const left = within(duties).getByText(/Post-incident review/).closest("li")
    expect(left?.textContent).toContain("Left unfinished: Priya Nair, 02:30, #130")
    expect(within(duties).getByText("Reason: The gateway does")).toBeDefined()
  })
})

describe("the documentation register, on the page", () => {
  it("takes where a document is kept, what is missing first (SEC-11)", async () => {
    const replica = await review(ravi)
    const table = screen.getByRole("table", { name: /^Documentation register/ })
    expect(within(table).getAllByRole("row")).toHaveLength(6)
    await press("Mark captured: Evidence")
    const dialog = await box("Evidence")
    await press("Save", dialog)
    expect(within(dialog).getByRole("alert").textContent).toBe("Say where it is kept.")
    await userEvent.type(within(dialog).getByRole("textbox", { name: "Where it is kept" }), "Case 41")
    await press("Save", dialog)
    expect(replica.calls).toContainEqual(["createThing", "documents", { name: "Evidence", state: "captured", place: "Case 41" }])
    expect(within(table).getAllByRole("row").at(-1)?.textContent).toContain("Case 41")

    await press("Change: Evidence")
    const again = await box("Evidence")
    await userEvent.selectOptions(within(again).getByRole("combobox", { name: "Who looks after it" }), maeve)
    await press("Save", again)
    expect(replica.calls).toContainEqual(["setThing", "documents", expect.any(String), { owner: maeve }])
  })
})

describe("the way to the end", () => {
  it("lists what is unfinished and opens the phase for the manager alone (IM-14, IM-15)", async () => {
    await review(priya, { lessons: { l1: { ...lessons.l1, step: "Two pairs of eyes" } }, ...inPhase("cold") })
    const closing = screen.getByRole("region", { name: "Closing" })
    expect(closing.textContent).toContain("1 preventive step without an owner or a date")
    expect(closing.textContent).toContain("7 duties of which nothing is said yet")
    await press("Close the incident", closing)
    expect(await box("Phase: Cold")).toBeDefined()
  })

  it("says to others why they may not (IM-14)", async () => {
    await review(maeve)
    const closing = screen.getByRole("region", { name: "Standing down" })
    expect(within(closing).getByRole("button", { name: "Stand down" }).getAttribute("aria-disabled")).toBe("true")
  })
})

describe("whoever reads only", () => {
  it("sees all of it and no buttons (IM-16, SEC-11)", async () => {
    await review(sam, { lessons })
    expect(screen.getByRole("row", { name: /No Deputy at night/ }).textContent).toContain("Ravi Menon")
    expect(within(screen.getByRole("main")).queryAllByRole("button")).toEqual([])
  })
})

describe("what was not accepted", () => {
  it("is said, and is seen in the room", async () => {
    const replica = await review(priya)
    replica.become({ tray: [{} as never] })
    expect(await screen.findByText(/1 change was not accepted/)).toBeDefined()
  })
})
