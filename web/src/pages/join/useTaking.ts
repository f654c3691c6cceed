/** Takes an invitation up, once, and goes into the room. */
import { useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { newIntent, writtenNow } from "../../api/intent.ts"
import type { Joined } from "../../api/invitations.ts"
import { sentenceOf } from "../../api/problem.ts"
import { incidentsQuery } from "../../api/queries.ts"
import { remember } from "../../session/remembered.ts"
import { personQuery } from "../../session/session.ts"

interface Taking {
  readonly fault: string | undefined
  readonly busy: boolean
  readonly take: (by: (taking: { readonly code: string; readonly intent: string; readonly written_at: string }) => Promise<Joined>) => Promise<void>
}

export function useTaking(code: string, onJoined: () => void): Taking {
  // The same one for every attempt, so that nobody joins twice.
  const [intent] = useState(newIntent)
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const take: Taking["take"] = async (by) => {
    if (busy) return
    setBusy(true)
    setFault(undefined)
    try {
      const { incident, session } = await by({ code, intent, written_at: writtenNow() })
      if (session) {
        remember(session.person)
        queries.setQueryData(personQuery.queryKey, session.person)
      }
      onJoined()
      void queries.invalidateQueries({ queryKey: incidentsQuery.queryKey })
      await navigate({ to: "/incidents/$incident", params: { incident }, replace: true })
    } catch (error) {
      setFault(sentenceOf(error))
      setBusy(false)
    }
  }
  return { fault, busy, take }
}
