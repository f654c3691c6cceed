/** Gives a command from a dialog or a card and says what became of it; a command never waits for a connection. */
import { useState } from "react"
import type { Receipt } from "../../../replica/types.ts"
import { useReplica, useRoom } from "../RoomContext.tsx"

/** What follows; it counts as busy until that is over. */
type Recorded = () => void | Promise<void>

export interface Giving {
  /** Why it was not done. */
  readonly fault: string | undefined
  readonly setFault: (fault: string | undefined) => void
  readonly busy: boolean
  readonly give: (name: string, fields: Readonly<Record<string, unknown>>, onRecorded?: Recorded) => void
  /** The same for acts of the replica that are more than a command. */
  readonly giveBy: (act: () => Promise<Receipt>, onRecorded?: Recorded) => void
}

/** From a card, which always shows the room as it is. */
export function useGive(): Giving {
  return useGiving(undefined)
}

/** From a dialog, which may stand open while command changes: that is for the person to see first. */
export function useGiveAsSeen(): Giving & { readonly epoch: number } {
  const { command } = useRoom()
  const [epoch] = useState(command.epoch)
  return { ...useGiving(epoch), epoch }
}

function useGiving(epoch: number | undefined): Giving {
  const replica = useReplica()
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const giveBy: Giving["giveBy"] = (act, onRecorded) => {
    if (busy) return
    setBusy(true)
    setFault(undefined)
    void act().then(async (receipt) => {
      if (receipt.outcome === "recorded") await onRecorded?.()
      else setFault(receipt.reason)
      setBusy(false)
    })
  }
  const give: Giving["give"] = (name, fields, onRecorded) => {
    giveBy(() => replica.command(name, fields, epoch === undefined ? {} : { epoch }), onRecorded)
  }
  return { fault, setFault, busy, give, giveBy }
}
