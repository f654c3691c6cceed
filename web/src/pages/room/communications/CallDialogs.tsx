/** Planning a call; and the call itself: the words that open it, its agenda, who is there, and when the next one is. */
import { useState, type ReactNode } from "react"
import { callRhythm, inIt, openingWords } from "../../../incident/communications.ts"
import { mayMove, mayPlanCalls, reasonAgainst } from "../../../incident/may.ts"
import { isWriter, team } from "../../../incident/people.ts"
import { fullMoment, msOf } from "../../../incident/times.ts"
import { timestamp } from "../../../replica/ids.ts"
import type { Call } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { TextField } from "../../../ui/Field.tsx"
import { ActButton } from "../act/ActButton.tsx"
import { DueField } from "../act/DueField.tsx"
import { Fault, FormDialog } from "../act/FormDialog.tsx"
import { SharedField } from "../act/SharedField.tsx"
import { useReplica, useRoom, useServerMinute, useServerNow, useView } from "../RoomContext.tsx"
import { agendaOf } from "./agenda.ts"
import { calendarFile } from "./calendar.ts"
import { GatheringList } from "./GatheringList.tsx"

const usualMinutes = 30

export function PlanCallDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const now = useServerMinute()
  const rhythm = callRhythm(room)
  const [at, setAt] = useState<string | undefined>(undefined)
  const [minutes, setMinutes] = useState(String(rhythm.interval ?? usualMinutes))
  const [place, setPlace] = useState(rhythm.place ?? "")
  const [fault, setFault] = useState<string>()
  const add = (): void => {
    const interval = intervalOf(minutes)
    if (at === undefined) setFault("Say when the call starts.")
    else if (interval === "odd") setFault("How often is a number of minutes, such as 30.")
    else {
      replica.createThing("calls", {
        starts_at: at, agenda: agendaOf(room, now), ...(interval === undefined ? {} : { interval }), ...(place.trim() === "" ? {} : { place: place.trim() }),
      })
      onClose()
    }
  }
  return (
    <FormDialog
      title="Plan a call" act="Plan the call" blocked={reasonAgainst(mayPlanCalls(room, person))} fault={fault}
      note="Everyone sees it on the clock at the top. The agenda is begun from what is open now." onAct={add} onClose={onClose}
    >
      <DueField label="Starts at" value={at} onValue={setAt} />
      <TextField label="Every how many minutes" hint="As the Incident Manager instructs. Can be left empty." inputMode="numeric" maxLength={5} value={minutes} onValue={setMinutes} />
      <TextField label="Where" hint="A link, a number or a room." maxLength={300} value={place} onValue={setPlace} />
    </FormDialog>
  )
}

function intervalOf(text: string): number | "odd" | undefined {
  if (text.trim() === "") return undefined
  const minutes = Number(text)
  return Number.isInteger(minutes) && minutes > 0 && minutes <= 10_080 ? minutes : "odd"
}

export function CallDialog({ call, onClose }: { readonly call: Call; readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const against = reasonAgainst(mayPlanCalls(room, person))
  const { opened_at, ended_at } = call
  const title = call.number === undefined ? "The call" : `Call ${call.number}`
  return (
    <Dialog
      title={title} onClose={onClose}
      lead={ended_at !== undefined ? `Over since ${fullMoment(msOf(ended_at))}` : opened_at !== undefined ? `On since ${fullMoment(msOf(opened_at))}` : `Starts ${fullMoment(msOf(call.starts_at))}`}
      foot={(
        <>
          {ended_at === undefined ? <CalendarWay call={call} /> : null}
          <Button look="second" onClick={onClose}>Close</Button>
          {opened_at !== undefined && ended_at === undefined ? <EndWay call={call} against={against} /> : null}
        </>
      )}
    >
      {ended_at === undefined ? (
        <section className="said">
          <h3>Say at the start of the call</h3>
          <ul>{openingWords(room).map((words) => <li key={words}>{words}</li>)}</ul>
        </section>
      ) : null}
      <SharedField id="agenda" label="Agenda" path={["calls", call.id, "agenda"]} text={call.agenda} placeholder="What is to be gone through" blocked={ended_at === undefined ? against : "This call is over, so it stays as it was."} />
      {opened_at === undefined ? null : <Attendance call={call} />}
    </Dialog>
  )
}

function Attendance({ call }: { readonly call: Call }): ReactNode {
  const room = useRoom()
  const replica = useReplica()
  const there = inIt(room, call.attendance)
  const members = team(room).filter(({ person }) => isWriter(room, person))
  return (
    <GatheringList
      title="Who is there" there={there} members={members}
      may={(me, who) => mayMove(room, me, who)} onMove={(who, isIn) => { replica.move("calls", call.id, who, isIn) }}
    />
  )
}

/** Ends it, with the time of the next one; a call that ends without one is flagged. */
function EndWay({ call, against }: { readonly call: Call; readonly against: string | undefined }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const now = useServerNow()
  const [asks, setAsks] = useState(false)
  const [next, setNext] = useState<string | undefined>(() => (call.interval === undefined ? undefined : timestamp(now + call.interval * 60_000)))
  const end = (): void => {
    replica.setThing("calls", call.id, { ended_at: timestamp(now), ...(next === undefined ? {} : { next_at: next }) })
    if (next === undefined) return
    const { interval, place } = call
    replica.createThing("calls", { starts_at: next, agenda: agendaOf(room, now), ...(interval === undefined ? {} : { interval }), ...(place === undefined ? {} : { place }) })
  }
  if (!asks) return <ActButton blocked={against} onClick={() => { setAsks(true) }}>End the call</ActButton>
  return (
    <div className="inline">
      <DueField label="Next call at" value={next} onValue={setNext} />
      <Fault>{next === undefined ? "A call that ends without the time of the next one is flagged in the log." : undefined}</Fault>
      <Button onClick={end}>{next === undefined ? "End without a next call" : "End and plan the next"}</Button>
    </div>
  )
}

function CalendarWay({ call }: { readonly call: Call }): ReactNode {
  const room = useRoom()
  const [fault, setFault] = useState<string>()
  const save = async (): Promise<void> => {
    const url = URL.createObjectURL(new Blob([await calendarFile(room, call)], { type: "text/calendar" }))
    const link = Object.assign(document.createElement("a"), { href: url, download: `${room.incident.reference}-calls.ics` })
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <>
      <Fault>{fault}</Fault>
      <Button look="link" onClick={() => { save().catch(() => { setFault("The file could not be made. Copy the time by hand.") }) }}>Save for a calendar</Button>
    </>
  )
}
