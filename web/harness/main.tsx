/**
 * The app on a replica and a server that are not there: every state of every page, to be looked at and
 * checked. It is built by `harness/vite.config.ts` alone and is no part of the app.
 */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { FakeReplica } from "../src/incident/testing/fake-replica.ts"
import { makeRouter } from "../src/router.tsx"
import { OpenRoom } from "../src/session/open-room.ts"
import { answerer } from "../src/api/testing/answers.ts"
import { states } from "./states.ts"
import "../src/styles/main.scss"

declare global {
  interface Window {
    harnessState?: string
    replica?: FakeReplica
  }
}

const state = states[window.harnessState ?? "live"] ?? states["live"]
const place = document.getElementById("root")

if (state && place) {
  window.fetch = answerer({ ...state, person: state.view.person })
  const replica = new FakeReplica(state.view, { delayMs: 400, ...(state.answer ? { answer: state.answer } : {}), ...(state.contested ? { contested: state.contested } : {}) })
  window.replica = replica
  const queries = new QueryClient({ defaultOptions: { queries: { retry: false } } })
  const router = makeRouter({ queries, room: new OpenRoom(() => Promise.resolve({ openReplica: () => replica })) })
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}><RouterProvider router={router} /></QueryClientProvider>
    </StrictMode>,
  )
}
