// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import { maeve, priya, ravi, storyRoom } from "../../../incident/testing/story.ts"
import { nightOf } from "../../testing/night.ts"
import { show } from "../../testing/show.tsx"

const [system] = Object.values(storyRoom.systems)

async function open(person: string): Promise<{ dialog: HTMLElement; replica: ReturnType<typeof show> }> {
  const replica = show({ view: nightOf(person) })
  await userEvent.click(await screen.findByRole("button", { name: "Listings export" }))
  return { replica, dialog: await screen.findByRole("dialog", { name: "Listings export" }) }
}

describe("a system", () => {
  it("is added whole", async () => {
    const replica = show({ view: nightOf(maeve) })
    await userEvent.click(await screen.findByRole("button", { name: "Add a system" }))
    const dialog = await screen.findByRole("dialog", { name: "Add a system" })
    await userEvent.type(within(dialog).getByRole("textbox", { name: "System" }), "Mail gateway")
    await userEvent.click(within(dialog).getByRole("radio", { name: "Contained" }))
    await userEvent.click(within(dialog).getByRole("button", { name: "Add" }))
    expect(replica.calls).toContainEqual(["createSystem", { name: "Mail gateway", state: "contained" }])
  })

  it("is called fit by an expert alone", async () => {
    const { dialog, replica } = await open(ravi)
    await userEvent.click(within(dialog).getByRole("checkbox", { name: "Clean and fit to go back" }))
    expect(replica.calls).toContainEqual(["setSystem", system?.id, "fit", true])
    expect(within(dialog).getByRole("button", { name: "Give the green light" }).getAttribute("aria-disabled")).toBe("true")
  })

  it("gets its green light from the manager", async () => {
    const { dialog, replica } = await open(priya)
    expect(within(dialog).getByRole("checkbox").getAttribute("aria-disabled")).toBe("true")
    await userEvent.click(within(dialog).getByRole("button", { name: "Give the green light" }))
    expect(replica.calls).toContainEqual(["command", "green_light", { system: system?.id }, { epoch: 3 }])
  })
})
