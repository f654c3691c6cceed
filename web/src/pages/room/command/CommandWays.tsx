/** Beside the names of those in command: what this person does about it. */
import type { ReactNode } from "react"
import { offerFor } from "../../../incident/command.ts"
import { mayOfferCommand, mayStepIn, mayWithdrawOffer, reasonAgainst } from "../../../incident/may.ts"
import { holds, isWriter } from "../../../incident/people.ts"
import { Button } from "../../../ui/Button.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useGive } from "../act/useGive.ts"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useView } from "../RoomContext.tsx"

/** In the head, and on a phone with all that is more than to be read. */
export function CommandWays(): ReactNode {
  return <div className="cmdways btn-row"><Ways /></div>
}

function Ways(): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const live = connection.kind === "live"
  const { phase } = room.incident
  if (phase === "pre_incident" || phase === "closed") return null
  if (room.command.manager === person) {
    return <Button small look="second" blocked={reasonAgainst(mayOfferCommand(room, person, live))} onClick={() => { show({ is: "hand_over" }) }}>Hand over</Button>
  }
  if (holds(room, person, "deputy")) {
    return <Button small look="second" blocked={reasonAgainst(mayStepIn(room, person, live))} onClick={() => { show({ is: "step_in" }) }}>Step in</Button>
  }
  if (!isWriter(room, person)) return null
  return <Button small look="second" onClick={() => { show({ is: "command" }) }}>Command</Button>
}

/** That command is on offer, for whoever offers it; everybody else sees it in the dialog of command. */
export function OfferWaiting(): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { fault, give } = useGive()
  const offer = offerFor(room, person)
  if (offer?.is !== "by_me") return null
  return (
    <div className="offered">
      <span role="status">Offered to {offer.toName}, waiting</span>
      <Button small look="second" blocked={reasonAgainst(mayWithdrawOffer(room, person, connection.kind === "live"))} onClick={() => { give("withdraw_offer", {}) }}>
        Withdraw<span className="vh"> the offer</span>
      </Button>
      <Fault>{fault}</Fault>
    </div>
  )
}
