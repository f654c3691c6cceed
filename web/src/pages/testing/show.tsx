/** Shows the app at an address on a replica and a server that are not there, for tests of pages. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider, createMemoryHistory } from "@tanstack/react-router"
import { cleanup, configure, render } from "@testing-library/react"
import { afterEach, vi } from "vitest"
import { answerer, type Answers } from "../../api/testing/answers.ts"
import { FakeReplica, type FakeOptions } from "../../incident/testing/fake-replica.ts"
import { incidentId } from "../../incident/testing/story.ts"
import { liveView } from "../../incident/testing/views.ts"
import type { RoomView } from "../../replica/types.ts"
import { makeRouter } from "../../router.tsx"
import { OpenRoom } from "../../session/open-room.ts"
import { signedOut } from "../../session/signed-out.ts"

export const roomPath = `/incidents/${incidentId}`

interface Showing {
  readonly path?: string
  readonly view?: RoomView
  readonly answers?: Omit<Answers, "person">
  readonly options?: FakeOptions
}

configure({ getElementError: (message) => new Error(message ?? "not found") })

/** The end of the log is enough for tests; all of it makes each look at the page slow. */
function shortened(view: RoomView): RoomView {
  return view.room ? { ...view, room: { ...view.room, log: view.room.log.slice(-12) } } : view
}

export function show({ path = roomPath, view = liveView, answers = {}, options = {} }: Showing = {}): FakeReplica {
  vi.stubGlobal("fetch", answerer({ ...answers, person: view.person }))
  const replica = new FakeReplica(shortened(view), options)
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const history = createMemoryHistory({ initialEntries: [path] })
  const router = makeRouter({ queries, room: new OpenRoom(() => Promise.resolve({ openReplica: () => replica })) }, history)
  render(<QueryClientProvider client={queries}><RouterProvider router={router} /></QueryClientProvider>)
  return replica
}

afterEach(() => {
  cleanup()
  signedOut.clear()
  sessionStorage.clear()
  localStorage.clear()
  vi.unstubAllGlobals()
})
