/** The time board: everything with a clock in one ordered list, to the second; each opens, and an owner is chased in one tap (DEP-05, DEP-06). */
import { useNavigate } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { dueOf } from "../../incident/action-words.ts"
import { mayChase } from "../../incident/may.ts"
import { timeBoard, type Timed } from "../../incident/time-board.ts"
import { count } from "../../incident/words.ts"
import { Button } from "../../ui/Button.tsx"
import { Dialog } from "../../ui/Dialog.tsx"
import { Fault } from "./act/FormDialog.tsx"
import { useGive } from "./act/useGive.ts"
import { useActions } from "./RoomActions.tsx"
import { useRoom, useServerNow, useView } from "./RoomContext.tsx"

export function TimeBoardDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const now = useServerNow()
  const { show, goToPart } = useActions()
  const { fault, give } = useGive()
  const navigate = useNavigate()
  const rows = timeBoard(room, now)
  const overdue = rows.filter((row) => row.overdue).length
  const opens = ({ thing }: Timed): void => {
    if (thing.is === "fact") {
      onClose()
      goToPart("situation")
    } else if (thing.is === "lesson") {
      void navigate({ to: "/incidents/$incident/review", params: { incident: room.incident.id } })
    } else show(thing)
  }
  return (
    <Dialog
      title="Time board" look="sheet" onClose={onClose} foot={<Button onClick={onClose}>Close</Button>}
      lead={rows.length === 0 ? "Nothing is due." : `${count(rows.length, "thing")} with a clock, ${overdue} overdue.`}
    >
      <Fault>{fault}</Fault>
      <ul className="times">
        {rows.map((row) => <TimeRow key={row.key} row={row} nowMs={now} onOpen={() => { opens(row) }} onChase={(action) => { give("chase", { action }) }} />)}
      </ul>
    </Dialog>
  )
}

function TimeRow({ row, nowMs, onOpen, onChase }: { readonly row: Timed; readonly nowMs: number; readonly onOpen: () => void; readonly onChase: (action: string) => void }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const due = dueOf({ report_by: new Date(row.due).toISOString() }, nowMs)
  const action = row.thing.is === "action" ? room.actions[row.thing.action] : undefined
  const toChase = action !== undefined && mayChase(room, person, action, connection.kind === "live").allowed ? action : undefined
  return (
    <li className={row.overdue ? "times__over" : undefined}>
      <span className="times__due"><b>{due?.at}</b> <span>{row.overdue ? "overdue, " : ""}{due?.words}</span></span>
      <button type="button" className="times__what" onClick={onOpen}>{row.what}</button>
      {row.who === undefined ? null : <span className="meta">{row.who}</span>}
      {toChase === undefined ? null : <Button small look="second" onClick={() => { onChase(toChase.id) }}>Chase<span className="vh">: {row.what}</span></Button>}
    </li>
  )
}

/** In the room's bar, and on a phone with all that is more than to be read. */
export function TimeBoardButton({ look }: { readonly look: "bar" | "button" }): ReactNode {
  const room = useRoom()
  const now = useServerNow()
  const { show } = useActions()
  const overdue = timeBoard(room, now).filter((row) => row.overdue).length
  const words = overdue === 0 ? "Time board" : `Time board, ${overdue} overdue`
  const open = (): void => { show({ is: "times" }) }
  return look === "button"
    ? <Button look="second" onClick={open}>{words}</Button>
    : <button type="button" className="top__link nb long" onClick={open}>{words}</button>
}
