/** The call that is on, or the next one: how long until it, where, and opening it with one tap. */
import type { ReactNode } from "react"
import { callNext, callNow, callRhythm, inIt } from "../../../incident/communications.ts"
import { duration } from "../../../incident/durations.ts"
import { mayOpenCall, mayPlanCalls, reasonAgainst } from "../../../incident/may.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import { count } from "../../../incident/words.ts"
import type { Call } from "../../../replica/types.ts"
import { timestamp } from "../../../replica/ids.ts"
import { Button } from "../../../ui/Button.tsx"
import { ActButton } from "../act/ActButton.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useGive } from "../act/useGive.ts"
import { useActions } from "../RoomActions.tsx"
import { useReplica, useRoom, useServerNow, useView } from "../RoomContext.tsx"

export function CallSection(): ReactNode {
  const room = useRoom()
  const on = callNow(room)
  const next = callNext(room)
  const { interval } = callRhythm(room)
  return (
    <section className="kv">
      <h3>{on === undefined ? "Next call" : "On a call"}<span className="count">{interval === undefined ? "" : `every ${interval} min`}</span></h3>
      {on === undefined ? <Planned call={next} /> : <On call={on} />}
    </section>
  )
}

function Planned({ call }: { readonly call: Call | undefined }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const now = useServerNow()
  const replica = useReplica()
  const { fault, busy, give } = useGive()
  const live = connection.kind === "live"
  const at = call === undefined ? undefined : msOf(call.starts_at)
  const open = (): void => {
    const id = call?.id ?? replica.createThing("calls", { starts_at: timestamp(now), ...callRhythm(room) })
    give("open_call", { call: id }, () => { show({ is: "call", call: id }) })
  }
  const against = reasonAgainst(mayPlanCalls(room, person))
  return (
    <>
      {at === undefined
        ? <p className="sit__none">No call is planned. Regular calls keep the team together.</p>
        : <p className={at < now ? "kv__big red" : "kv__big"}>{at < now ? `${duration(now - at)} over` : duration(at - now)}</p>}
      {call === undefined || at === undefined ? null : (
        <p className="meta">{shortMoment(at, now)}{call.place === undefined ? "" : `, ${call.place}`}. It opens by naming who commands, who stands in and who keeps the log.</p>
      )}
      <Fault>{fault}</Fault>
      <div className="btn-row kv__ways">
        <ActButton small look="second" aria-busy={busy} blocked={reasonAgainst(mayOpenCall(room, person, live))} onClick={open}>Start a call now</ActButton>
        {call === undefined
          ? <ActButton small look="link" blocked={against} onClick={() => { show({ is: "plan_call" }) }}>Plan a call</ActButton>
          : <Button small look="link" onClick={() => { show({ is: "call", call: call.id }) }}>{against === undefined ? "Change the call" : "See the call"}</Button>}
      </div>
    </>
  )
}

function On({ call }: { readonly call: Call }): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { show } = useActions()
  const replica = useReplica()
  const now = useServerNow()
  const there = inIt(room, call.attendance)
  const isThere = there.some(({ who }) => who === person)
  return (
    <>
      <p className="kv__big">{duration(now - msOf(call.opened_at ?? call.starts_at))}</p>
      <p className="meta">Call {call.number}{call.place === undefined ? "" : `, ${call.place}`}. {there.length === 0 ? "Nobody is written down as present." : `${count(there.length, "person", "people")} present.`}</p>
      <div className="btn-row kv__ways">
        <ActButton small look="second" onClick={() => { replica.move("calls", call.id, person, !isThere) }}>{isThere ? "I have left it" : "I am on it"}</ActButton>
        <Button small look="link" onClick={() => { show({ is: "call", call: call.id }) }}>Agenda, who is there, end</Button>
      </div>
    </>
  )
}
