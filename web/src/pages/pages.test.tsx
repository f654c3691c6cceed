// @vitest-environment happy-dom
import { act, screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import type { Answers } from "../api/testing/answers.ts"
import { priya, sam, storyRoom } from "../incident/testing/story.ts"
import { liveView } from "../incident/testing/views.ts"
import type { RoomView } from "../replica/types.ts"
import { ownAddress } from "../session/next.ts"
import { tab } from "../session/tab.ts"
import { roomPath, show } from "./testing/show.tsx"

const undeclared: RoomView = {
  ...liveView,
  room: { ...storyRoom, incident: { ...storyRoom.incident, phase: "pre_incident", opened_by: priya }, command: { epoch: 0 } },
}

describe("signing in", () => {
  it("is asked of whoever is not, and wrong words are said plainly", async () => {
    show({ path: "/incidents", answers: { guest: true } })
    await userEvent.type(await screen.findByRole("textbox", { name: "Work email" }), "priya.nair@example.org")
    await userEvent.type(screen.getByLabelText("Password"), "not it{Enter}")
    expect((await screen.findByRole("alert")).textContent).toBe("The email address or the password is not right.")
  })

  it("goes to set-up where nobody has an account yet", async () => {
    show({ path: "/incidents", answers: { guest: true, setup: true } })
    expect(await screen.findByRole("heading", { name: "Set up Loggist" })).toBeTruthy()
    await userEvent.click(screen.getByRole("button", { name: "Set up and sign in" }))
    const alert = await screen.findByRole("alert")
    expect(within(alert).getAllByRole("link").map((link) => link.textContent)).toEqual([
      "Enter the token that the server printed", "Enter your name", "Enter an email address, like name@example.org", "Use at least 15 characters",
    ])
  })

  it("is one tap in the demonstration, and belongs to this tab", async () => {
    show({ path: "/sign-in", answers: { guest: true, demo: true } })
    await userEvent.click(await screen.findByRole("button", { name: "Enter as Maeve Lindqvist" }))
    await waitFor(() => { expect(tab()?.token).toBe("token-of-the-tab") })
  })

  it("never leads to another site", () => {
    const elsewhere = ["//elsewhere.example", "https://elsewhere.example", "/\\elsewhere.example", "/\t/elsewhere.example", "incidents", 4]
    expect(elsewhere.map(ownAddress)).toEqual(elsewhere.map(() => undefined))
    expect(ownAddress("/incidents/1?show=decision#e4")).toBe("/incidents/1?show=decision#e4")
  })

  it("is asked again over the room when the session ends, with the words still there", async () => {
    const replica = show()
    await userEvent.type(await screen.findByRole("textbox", { name: "Log entry" }), "Half a sent")
    act(() => { replica.become({ connection: { kind: "signed_out", since: Date.now() } }) })
    // Nothing opens over somebody who types; once they have left the box it is asked for.
    expect(screen.queryByRole("dialog")).toBeNull()
    await userEvent.keyboard("{Escape}")
    const dialog = await screen.findByRole("dialog", { name: "Sign in again" })
    expect(within(dialog).getByRole<HTMLInputElement>("textbox", { name: "Work email" }).value).toBe("priya.nair@example.org")
    await userEvent.click(within(dialog).getByRole("button", { name: "Not now" }))
    expect(screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Log entry" }).value).toBe("Half a sent")
    await userEvent.click(screen.getByRole("button", { name: "Sign in" }))
    expect(await screen.findByRole("dialog", { name: "Sign in again" })).toBeTruthy()
  })
})

describe("the list", () => {
  it("puts what nobody commands first", async () => {
    show({ path: "/incidents" })
    const rows = await screen.findAllByRole("row")
    expect(rows.slice(1, 4).map((row) => within(row).getByRole("link").textContent)).toEqual([
      "Supplier phishing, shared mailbox rules added", "Victim contact details sent out with court lists", "Letters to the wrong address, family court",
    ])
    expect(rows[1]?.textContent).toContain("No one in command")
  })

  it("says what to do when it is empty", async () => {
    show({ path: "/incidents", answers: { empty: true } })
    expect(await screen.findByRole("heading", { name: "No incidents yet" })).toBeTruthy()
  })
})

describe("opening an incident", () => {
  it("needs a title, and keeps what was typed over a reload", async () => {
    const asked: NonNullable<Answers["asked"]> = []
    show({ path: "/incidents/open", answers: { asked } })
    await userEvent.click(await screen.findByRole("button", { name: "Open the incident" }))
    expect((await screen.findByRole("alert")).textContent).toContain("Give the incident a title")
    await userEvent.type(screen.getByRole("textbox", { name: "Title" }), "Laptop lost")
    expect(sessionStorage.getItem("loggist.form.open")).toContain("Laptop lost")
    await userEvent.click(screen.getByRole("checkbox", { name: "It may involve personal data" }))
    await userEvent.click(screen.getByRole("button", { name: "Open the incident" }))
    await waitFor(() => { expect(asked.some(({ method }) => method === "POST")).toBe(true) })
    const sent = asked.find(({ method }) => method === "POST")?.body
    expect(sent).toMatchObject({ title: "Laptop lost", security: false, personal_data: true })
    expect((sent as { intent: string }).intent).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7/)
  })
})

describe("declaring", () => {
  it("asks for severity and category, provisional unless said otherwise, and gives the command", async () => {
    const replica = show({ path: `${roomPath}/declare`, view: undeclared })
    await userEvent.click(await screen.findByRole("button", { name: "Declare and take command" }))
    expect((await screen.findByRole("alert")).textContent).toMatch(/Choose a severity.*Choose a category/)
    await userEvent.click(screen.getByRole("radio", { name: "Severity 2" }))
    await userEvent.selectOptions(screen.getByRole("combobox", { name: "Category" }), "Data loss")
    if (screen.queryByRole("textbox", { name: "Why do you declare it?" })) {
      await userEvent.type(screen.getByRole("textbox", { name: "Why do you declare it?" }), "Nobody on call answers")
    }
    await userEvent.click(screen.getByRole("button", { name: "Declare and take command" }))
    await waitFor(() => {
      expect(replica.calls.find(([name]) => name === "command")?.slice(1, 3)).toMatchObject([
        "declare", { severity: 2, category: "data_loss", severity_provisional: true, category_provisional: true },
      ])
    })
  })

  it("is shut with its reason to whoever may not", async () => {
    const replica = show({ path: `${roomPath}/declare`, view: { ...undeclared, person: sam }, answers: { mayDeclare: { allowed: false, reason: "Call the one on call." } } })
    expect(await screen.findByText("Call the one on call.")).toBeTruthy()
    expect(screen.getByRole("button", { name: "Declare and take command" }).getAttribute("aria-disabled")).toBe("true")
    await userEvent.click(screen.getByRole("button", { name: "Declare and take command" }))
    expect(replica.calls.some(([name]) => name === "command")).toBe(false)
  })
})

describe("adding a member", () => {
  it("asks why for a role that the person is not trained for, and carries the epoch that was seen", async () => {
    const replica = show({ path: `${roomPath}/members/add` })
    await userEvent.type(await screen.findByRole("searchbox"), "fernhill")
    await userEvent.click(await screen.findByRole("radio", { name: /Dev Patel/ }))
    await userEvent.click(screen.getByRole("checkbox", { name: "Subject Matter Expert" }))
    await userEvent.click(screen.getByRole("button", { name: "Add to the team" }))
    expect((await screen.findByRole("alert")).textContent).toContain("Say why they take it all the same")
    await userEvent.type(screen.getByRole("textbox", { name: "Why Dev Patel all the same?" }), "Wrote the export")
    await userEvent.type(screen.getByRole("textbox", { name: "System they are expert for" }), "Listings export")
    await userEvent.click(screen.getByRole("button", { name: "Add to the team" }))
    await waitFor(() => {
      expect(replica.calls).toContainEqual([
        "command", "add_member", { person: "dev", roles: ["sme"], domain: "Listings export", reason: "Wrote the export" }, { epoch: 3 },
      ])
    })
  })

  it("does not take away a Deputy, and offers nobody twice", async () => {
    show({ path: `${roomPath}/members/add` })
    expect((await screen.findByRole("checkbox", { name: "Deputy" })).getAttribute("aria-disabled")).toBe("true")
    expect((await screen.findByRole("radio", { name: /Ravi Menon/ })).getAttribute("aria-disabled")).toBe("true")
  })

  it("says what the server said when it refuses", async () => {
    show({
      path: `${roomPath}/members/add`,
      options: { answer: () => ({ outcome: "refused", code: "stale_epoch", reason: "Tom Okafor is in command since 02:40." }) },
    })
    await userEvent.click(await screen.findByRole("radio", { name: /Jo Whitmore/ }))
    await userEvent.click(screen.getByRole("checkbox", { name: "Liaison" }))
    await userEvent.click(screen.getByRole("button", { name: "Add to the team" }))
    expect((await screen.findByRole("alert")).textContent).toContain("Tom Okafor is in command since 02:40.")
  })
})
