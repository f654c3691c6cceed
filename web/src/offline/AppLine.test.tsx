// @vitest-environment happy-dom
import { act, screen } from "@testing-library/react"
import userEvent from "@testing-library/user-event"
import { afterEach, describe, expect, it } from "vitest"
import { show } from "../pages/testing/show.tsx"
import { keepingStore } from "./keeping.ts"

afterEach(() => { keepingStore.set({ isNewer: false, isAppRefused: false, isDeviceRefused: false }) })

const newer = "A newer version of this page is ready. What you wrote is kept."

describe("the line under the bar", () => {
  it("offers a newer app in the room, and puts it off", async () => {
    show()
    await screen.findByRole("region", { name: "Log entries, oldest first" })
    expect(screen.queryByText(newer)).toBeNull()
    act(() => { keepingStore.set({ isNewer: true }) })
    expect(screen.getByText(newer).closest("[role=status]")).toBeTruthy()
    expect(screen.getByRole("button", { name: "Use it now" })).toBeTruthy()
    await userEvent.click(screen.getByRole("button", { name: "Later" }))
    expect(screen.queryByText(newer)).toBeNull()
  })

  it.each(["/incidents", "/incidents/open"])("says at once on %s that the browser keeps nothing, or not the page", async (path) => {
    keepingStore.set({ isDeviceRefused: true, isAppRefused: true })
    show({ path })
    expect(await screen.findByText("This browser keeps nothing. What you write and have not sent is kept in its tab only. Do not close or reload it.")).toBeTruthy()
    act(() => { keepingStore.set({ isDeviceRefused: false }) })
    expect(screen.getByText("This browser does not keep this page. It opens with a network only.")).toBeTruthy()
  })
})
