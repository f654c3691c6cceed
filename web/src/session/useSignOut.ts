import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { signOut } from "../api/session.ts"
import { forget } from "./remembered.ts"
import { leaveTab, tab } from "./tab.ts"

/** Signs out; a tab with an identity of its own only lets that go. */
export function useSignOut(): () => void {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return () => {
    const end = tab() ? Promise.resolve() : signOut().catch(() => undefined)
    void end.then(async () => {
      forget()
      leaveTab()
      await navigate({ to: "/sign-in", replace: true })
      queries.clear()
    })
  }
}
