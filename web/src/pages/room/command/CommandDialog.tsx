/** Who is in command, what is on its way to change that, and every way to change it with who may. */
import type { ReactNode } from "react"
import { challengeOf, inCommand, offerFor } from "../../../incident/command.ts"
import { mayChallenge, mayOfferCommand, mayStepIn, mayTakeCommand, mayVacate, reasonAgainst, type May } from "../../../incident/may.ts"
import { nameOf } from "../../../incident/people.ts"
import { plainMinute } from "../../../incident/times.ts"
import { usePerson } from "../../../session/session.ts"
import { Button } from "../../../ui/Button.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { isTrained } from "../RolesFields.tsx"
import { useActions, type Opened } from "../RoomActions.tsx"
import { useRoom, useServerNow, useView } from "../RoomContext.tsx"

interface Way {
  readonly title: string
  readonly text: string
  readonly may: May
  readonly opens: Opened
}

export function CommandDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const now = useServerNow()
  const live = connection.kind === "live"
  const trained = isTrained(usePerson(), "incident_manager", now)
  const ways: readonly Way[] = [
    { title: "Is the Incident Manager there?", text: "Asks them, where they have gone quiet.", may: mayChallenge(room, person, live), opens: { is: "challenge" } },
    { title: "Take command", text: "When nobody is in command, or five minutes after asking.", may: mayTakeCommand(room, person, trained, now, live), opens: { is: "take_command" } },
    { title: "Step in", text: "The Deputy, at any time.", may: mayStepIn(room, person, live), opens: { is: "step_in" } },
    { title: "Hand over", text: "The Incident Manager, to somebody who accepts.", may: mayOfferCommand(room, person, live), opens: { is: "hand_over" } },
    { title: "Leave command", text: "The Incident Manager, when nobody can take it.", may: mayVacate(room, person, live), opens: { is: "vacate" } },
  ]
  const open = ways.filter((way) => way.may.allowed)
  const shut = ways.filter((way) => !way.may.allowed)
  return (
    <Dialog title="Command" lead={inCommand(room)} look="narrow" onClose={onClose} foot={<Button onClick={onClose}>Close</Button>}>
      <UnderWay nowMs={now} />
      <ul className="ways">
        {[...open, ...shut].map(({ title, text, may, opens }) => (
          <li key={title}>
            <Button look="second" blocked={reasonAgainst(may)} onClick={() => {
              onClose()
              show(opens)
            }}>{title}</Button>
            <span className="meta">{reasonAgainst(may) ?? text}</span>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}

function UnderWay({ nowMs }: { readonly nowMs: number }): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const offer = offerFor(room, person)
  const challenge = challengeOf(room, nowMs)
  return (
    <>
      {offer === undefined ? null : <p className="fg">{offer.byName} has offered command to {offer.is === "to_me" ? "you" : offer.toName}. {nameOf(room, offer.offer.by)} stays in command until it is accepted.</p>}
      {challenge === undefined ? null : (
        <p className="fg">
          {challenge.byName} asked at {plainMinute(challenge.askedAt)} whether the Incident Manager is there: {challenge.reason}{" "}
          <b>{challenge.isRipe ? "There is no answer. A trained Incident Manager may take command." : `They have until ${plainMinute(challenge.ripeAt)} to answer.`}</b>
        </p>
      )}
    </>
  )
}
