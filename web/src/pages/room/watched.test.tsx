// @vitest-environment happy-dom
import { act, cleanup, render, screen } from "@testing-library/react"
import { useEffect, type ReactNode } from "react"
import { afterEach, describe, expect, it } from "vitest"
import { FakeReplica } from "../../incident/testing/fake-replica.ts"
import { maeveDraft, maeveDraftId } from "../../incident/testing/story.ts"
import { everyone, liveView } from "../../incident/testing/views.ts"
import type { RoomView } from "../../replica/types.ts"
import { RoomProvider, useRoom, useSlice, useView } from "./RoomContext.tsx"

afterEach(cleanup)

/** What is drawn, how often, and the replica to change. */
function drawn(use: () => string, view: RoomView = liveView): { readonly replica: FakeReplica; readonly times: () => number; readonly text: () => string } {
  const replica = new FakeReplica(view)
  let times = 0
  function Part(): ReactNode {
    const words = use()
    useEffect(() => { times += 1 })
    return <output>{words}</output>
  }
  render(<RoomProvider replica={replica}><Part /></RoomProvider>)
  return { replica, times: () => times, text: () => screen.getByRole("status").textContent }
}

function write({ replica }: { readonly replica: FakeReplica }, text: string): void {
  act(() => { replica.setText(["drafts", maeveDraftId, "text"], text) })
}

describe("a part of the room", () => {
  it("is drawn again for the members that it reads alone", () => {
    const part = drawn(() => `${useRoom().incident.title}, ${useView().connection.kind}`)
    write(part, "Somebody writes.")
    act(() => { part.replica.become({ present: [], unsent: 3, seq: 413 }) })
    expect(part.times()).toBe(1)
    act(() => { part.replica.changeRoom(({ incident }) => ({ incident: { ...incident, title: "Another name" } })) })
    expect([part.times(), part.text()]).toEqual([2, "Another name, live"])
    act(() => { part.replica.become({ connection: { kind: "loading", since: 0 } }) })
    expect([part.times(), part.text()]).toEqual([3, "Another name, loading"])
  })

  it("reads what is there now when it asks for something later, and is drawn again for it from then on", () => {
    let view = liveView
    const part = drawn(() => {
      view = useView()
      return view.person
    })
    act(() => { part.replica.become({ unsent: 7 }) })
    expect([view.unsent, part.times()]).toEqual([7, 1])
    act(() => { part.replica.become({ unsent: 8 }) })
    expect([view.unsent, part.times()]).toEqual([8, 2])
  })

  it("does not go on being drawn for what it has stopped reading", () => {
    const part = drawn(() => {
      const view = useView()
      return view.connection.kind === "live" ? "live" : String(view.unsent)
    }, { ...liveView, connection: { kind: "loading", since: 0 }, unsent: 1 })
    act(() => { part.replica.become({ unsent: 2 }) })
    expect([part.times(), part.text()]).toEqual([2, "2"])
    act(() => { part.replica.become({ connection: { kind: "live", since: 0 } }) })
    act(() => { part.replica.become({ unsent: 3 }) })
    expect([part.times(), part.text()]).toEqual([3, "live"])
  })

  it("is drawn again for one draft when it shows one draft", () => {
    const part = drawn(() => useSlice(({ room }) => room?.drafts[maeveDraftId]?.text ?? ""))
    act(() => { part.replica.changeRoom(({ drafts }) => ({ drafts: { ...drafts, other: { ...maeveDraft, id: "other", text: "Else" } } })) })
    expect(part.times()).toBe(1)
    write(part, "Now this.")
    expect([part.times(), part.text()]).toEqual([2, "Now this."])
  })

  it("is not drawn again for a list that has the same in it", () => {
    const part = drawn(() => useSlice(({ present }) => present.map(({ person, name }) => [person, name])).map(([, name]) => name).join())
    act(() => { part.replica.become({ present: everyone.map((row) => ({ ...row, typing: true })) }) })
    expect(part.times()).toBe(1)
    act(() => { part.replica.become({ present: everyone.slice(0, 2) }) })
    expect([part.times(), part.text()]).toEqual([2, "Tom Okafor,Maeve Lindqvist"])
  })
})
