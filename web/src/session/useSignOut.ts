import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { endSession } from "./end-session.ts"

/** Signs out, and goes to the front door. */
export function useSignOut(): () => void {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return () => {
    void endSession().then(async () => {
      await navigate({ to: "/sign-in", replace: true })
      queries.clear()
    })
  }
}
