// @vitest-environment happy-dom
import { screen, waitFor, within } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { describe, expect, it } from "vitest"
import type { Answers } from "../../api/testing/answers.ts"
import { maeve, storyRoom } from "../../incident/testing/story.ts"
import { liveView } from "../../incident/testing/views.ts"
import { show } from "../testing/show.tsx"

const invitation = { role: "sme", outside: true, by: "Priya Nair", expires_at: "2026-11-23T03:10:00.000Z" } as const

async function enterCode(code: string): Promise<void> {
  await userEvent.type(await screen.findByRole("textbox", { name: "Code" }), code)
  await userEvent.click(screen.getByRole("button", { name: "Continue" }))
}

describe("taking up an invitation", () => {
  it("asks for the code that was read out, and says plainly when it opens nothing", async () => {
    show({ path: "/join", answers: { guest: true } })
    await enterCode("K7QMF")
    expect((await screen.findByRole("alert")).textContent).toContain("Enter the code: 10 letters and digits")
    await userEvent.type(screen.getByRole("textbox", { name: "Code" }), "-3XW9D")
    await userEvent.click(screen.getByRole("button", { name: "Continue" }))
    await waitFor(() => { expect(screen.getByRole("alert").textContent).toContain("This invitation is not good, or no longer. Ask whoever invited you for a new one.") })
  })

  it("is one tap for whoever is signed in (GEN-01)", async () => {
    const asked: NonNullable<Answers["asked"]> = []
    show({ path: "/join", answers: { invitation, asked } })
    await enterCode("k7qmf 3xw9d")
    expect((await screen.findByText(/asks you to join as/)).textContent).toContain("Priya Nair asks you to join as Subject Matter Expert. The invitation is good until 03:10 GMT")
    await userEvent.click(screen.getByRole("button", { name: "Join the room" }))
    expect(await screen.findByRole("textbox", { name: "Log entry" })).toBeTruthy()
    const sent = asked.find(({ path }) => path === "/api/invitations/accept")
    expect(sent?.body).toMatchObject({ code: "k7qmf 3xw9d" })
    expect(asked.some(({ path }) => path.includes("k7qmf"))).toBe(false)
    expect(sessionStorage.getItem("loggist.form.join")).toBeNull()
  })

  it("takes name and organisation from outside, or a sign-in (GEN-07)", async () => {
    show({ path: "/join", answers: { guest: true, invitation } })
    await enterCode("K7QMF-3XW9D")
    await userEvent.click(await screen.findByRole("button", { name: "Join the room" }))
    const alert = await screen.findByRole("alert")
    expect(within(alert).getAllByRole("link").map((link) => link.textContent)).toEqual([
      "Enter your name", "Enter your organisation", "Enter an email address, like name@example.org", "Use at least 15 characters",
    ])
    await userEvent.click(screen.getByRole("button", { name: "I have an account here" }))
    expect(screen.getByRole("heading", { name: "Sign in first" })).toBeTruthy()
  })

  it("asks whoever is invited from inside to sign in", async () => {
    show({ path: "/join", answers: { guest: true, invitation: { ...invitation, outside: false } } })
    await enterCode("K7QMF-3XW9D")
    expect(await screen.findByRole("heading", { name: "Sign in first" })).toBeTruthy()
    expect(screen.queryByLabelText("Organisation")).toBeNull()
  })
})

describe("inviting", () => {
  const room = {
    ...storyRoom,
    invitations: {
      a: {
        id: "a", role: "liaison", outside: false, by: maeve, name: "Maeve Lindqvist", made_at: "2026-11-23T02:20:00.000Z",
        expires_at: "2099-11-23T02:50:00.000Z", people: 2,
      },
    },
  } as const

  it("shows code, picture and a text, once (GEN-01)", async () => {
    const asked: NonNullable<Answers["asked"]> = []
    show({ answers: { asked } })
    await userEvent.click(await screen.findByRole("tab", { name: "Team" }))
    await userEvent.click(screen.getByRole("button", { name: "Invite people" }))
    const dialog = await screen.findByRole("dialog", { name: "Invite people" })
    await userEvent.selectOptions(within(dialog).getByRole("combobox", { name: "They join as" }), "Deputy")
    await userEvent.click(within(dialog).getByRole("checkbox", { name: "Also people from outside" }))
    // Nobody from outside commands.
    expect(within(dialog).getByRole<HTMLSelectElement>("combobox", { name: "They join as" }).value).toBe("sme")
    await userEvent.click(within(dialog).getByRole("radio", { name: "4 hours" }))
    await userEvent.click(within(dialog).getByRole("button", { name: "Make the invitation" }))
    const ready = await screen.findByRole("dialog", { name: "The invitation is ready" })
    expect(within(ready).getByText("K7QMF-3XW9D")).toBeTruthy()
    expect(await within(ready).findByRole("img", { name: "The link as a picture for a phone" })).toBeTruthy()
    expect(asked.find(({ path }) => path.endsWith("/invitations"))?.body).toMatchObject({ role: "sme", outside: true, minutes: 240, people: 1 })
  })

  it("lists what is open, which ends in one tap", async () => {
    const replica = show({ view: { ...liveView, room } })
    await userEvent.click(await screen.findByRole("tab", { name: "Team" }))
    const list = screen.getByRole("region", { name: "Open invitations" })
    expect(list.textContent).toContain("By Maeve Lindqvist, for 2 people")
    await userEvent.click(within(list).getByRole("button", { name: "Revoke the invitation as Liaison" }))
    expect(replica.calls).toContainEqual(["command", "revoke_invitation", { invitation: "a" }, {}])
  })
})
