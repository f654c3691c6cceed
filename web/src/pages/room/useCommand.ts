/** A form of its own page that gives one command: goes back to the room once it is recorded. */
import { useNavigate, useParams } from "@tanstack/react-router"
import { useState } from "react"
import type { Errors } from "../../ui/ErrorSummary.tsx"
import { useGiveAsSeen } from "./act/useGive.ts"

export interface CommandForm {
  readonly errors: Errors
  readonly setErrors: (errors: Errors) => void
  readonly busy: boolean
  readonly give: (fields: Readonly<Record<string, unknown>>) => void
}

export function useCommand(name: string, onRecorded?: () => void): CommandForm {
  const { fault, setFault, busy, give } = useGiveAsSeen()
  const [found, setFound] = useState<Errors>({})
  const navigate = useNavigate()
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  return {
    errors: fault === undefined ? found : { ...found, "": fault },
    setErrors: (errors) => {
      setFault(undefined)
      setFound(errors)
    },
    busy,
    give: (fields) => {
      give(name, fields, async () => {
        onRecorded?.()
        await navigate({ to: "/incidents/$incident", params: { incident } })
      })
    },
  }
}
