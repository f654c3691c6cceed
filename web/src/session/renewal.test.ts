// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from "vitest"
import { request } from "../api/request.ts"
import { signedOut } from "./signed-out.ts"
import { becomeTab, leaveTab, tab } from "./tab.ts"

interface Asked {
  readonly method: string
  readonly path: string
  readonly authorization: string | null
}

/** A server whose session has run out, and that renews it `renewals` times. */
function serve(renewals: number): Asked[] {
  const asked: Asked[] = []
  let renewed = 0
  const answer = (status: number, body: unknown): Response => new Response(JSON.stringify(body), { status })
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    await Promise.resolve()
    asked.push({ method: init.method ?? "GET", path, authorization: new Headers(init.headers).get("authorization") })
    if (path === "/api/session/refresh" || path === "/api/session/demo") {
      renewed += 1
      return renewed <= renewals ? answer(200, { token: `fresh-${renewed}`, person: {}, expires_at: "" }) : answer(401, { title: "Sign in again." })
    }
    return renewed > 0 && renewed <= renewals ? answer(200, { incidents: [] }) : answer(401, { title: "Sign in again." })
  })
  return asked
}

afterEach(() => {
  vi.unstubAllGlobals()
  signedOut.clear()
  leaveTab()
})

describe("a session that ran out", () => {
  it("is renewed once for all requests that failed together, and they are sent again", async () => {
    const asked = serve(1)
    await Promise.all([request("GET", "/api/incidents"), request("GET", "/api/people")])
    expect(asked.filter(({ path }) => path === "/api/session/refresh")).toHaveLength(1)
    expect(signedOut.now()).toBe(false)
  })

  it("that cannot be renewed is reported, and what a person does themself asks again", async () => {
    serve(0)
    await expect(request("GET", "/api/incidents")).rejects.toThrow("Sign in again.")
    expect(signedOut.now()).toBe(true)
    const before = signedOut.asked()
    await expect(request("GET", "/api/incidents")).rejects.toThrow()
    expect(signedOut.asked()).toBe(before)
    await expect(request("POST", "/api/incidents", {})).rejects.toThrow()
    expect(signedOut.asked()).toBe(before + 1)
  })

  it("of one tab is the tab's own: its token goes with every request and is renewed for its person", async () => {
    const asked = serve(1)
    becomeTab({ token: "old", person: "priya" })
    await request("GET", "/api/incidents")
    expect(asked.map(({ path, authorization }) => [path, authorization])).toEqual([
      ["/api/incidents", "Bearer old"], ["/api/session/demo", "Bearer old"], ["/api/incidents", "Bearer fresh-1"],
    ])
    expect(tab()).toEqual({ token: "fresh-1", person: "priya" })
  })
})
