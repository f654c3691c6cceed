/** Gives a command and says what became of it; a command never waits for a connection. */
import { useNavigate, useParams } from "@tanstack/react-router"
import { useState } from "react"
import type { Errors } from "../../ui/ErrorSummary.tsx"
import { useReplica, useRoom } from "./RoomContext.tsx"

export interface CommandForm {
  readonly errors: Errors
  readonly setErrors: (errors: Errors) => void
  readonly busy: boolean
  /** Goes back to the room when it is recorded. */
  readonly give: (fields: Readonly<Record<string, unknown>>) => void
}

export function useCommand(name: string, asOfCommand: boolean, onRecorded?: () => void): CommandForm {
  const replica = useReplica()
  const { command } = useRoom()
  // The epoch that the person saw when the form opened: what changed since is for them to see first.
  const [seen] = useState(command.epoch)
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const navigate = useNavigate()
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  const give = (fields: Readonly<Record<string, unknown>>): void => {
    if (busy) return
    setBusy(true)
    void replica.command(name, fields, asOfCommand ? { epoch: seen } : {}).then(async (receipt) => {
      if (receipt.outcome === "recorded") {
        onRecorded?.()
        await navigate({ to: "/incidents/$incident", params: { incident } })
        return
      }
      setErrors({ "": receipt.reason })
      setBusy(false)
    })
  }
  return { errors, setErrors, busy, give }
}
