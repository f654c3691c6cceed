/** The browser's entry: one query client, one router, one open room at a time. */
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { RouterProvider } from "@tanstack/react-router"
import { StrictMode } from "react"
import { createRoot } from "react-dom/client"
import { Problem } from "./api/problem.ts"
import { probeDevice } from "./offline/keeping.ts"
import { keepForOffline } from "./offline/register.ts"
import { makeRouter } from "./router.tsx"
import { OpenRoom } from "./session/open-room.ts"
import "./styles/main.scss"

/** What the server refused will be refused again; what it could not do is tried twice more. */
function again(failures: number, error: unknown): boolean {
  return failures < 2 && !(error instanceof Problem && error.status < 500)
}

const queries = new QueryClient({ defaultOptions: { queries: { retry: again } } })
const router = makeRouter({ queries, room: new OpenRoom(() => import("./replica/index.ts")) })
const place = document.getElementById("root")

if (place) {
  createRoot(place).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </StrictMode>,
  )
}

keepForOffline()
void probeDevice()
