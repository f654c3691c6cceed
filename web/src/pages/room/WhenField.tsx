/**
 * A wall time: hours and minutes, with the day found by itself and open to change. Where the hour happens
 * twice the person says which.
 */
import { useId, useState, type ReactNode } from "react"
import { dayKey, fullMoment, homeZone, instantsOf, msOf, two, wallOf, zoneName } from "../../incident/times.ts"
import { timestamp } from "../../replica/ids.ts"

interface WhenFieldProps {
  readonly label: string
  readonly value: string | undefined
  /** A time to come, such as a deadline; else one that has passed. */
  readonly future?: boolean
  readonly onValue: (value: string | undefined) => void
}

const dayMs = 86_400_000

export function WhenField({ label, value, future = false, onValue }: WhenFieldProps): ReactNode {
  const id = useId()
  const [time, setTime] = useState(() => (value === undefined ? "" : clockOf(msOf(value))))
  const [day, setDay] = useState(() => (value === undefined ? "" : dayKey(msOf(value))))
  const choices = instantsAt(day, time)
  const chosen = value === undefined ? undefined : msOf(value)
  const put = (nextDay: string, nextTime: string): void => {
    setDay(nextDay)
    setTime(nextTime)
    const [first] = instantsAt(nextDay, nextTime)
    onValue(first === undefined ? undefined : timestamp(first))
  }
  return (
    <span className="when" role="group" aria-labelledby={`${id}-label`}>
      <span className="label" id={`${id}-label`}>{label}</span>
      <input
        className="field" type="time" aria-label={`${label}, time`} value={time}
        onChange={(event) => {
          const typed = event.target.value
          put(typed === "" ? "" : day === "" ? nearestDay(typed, Date.now(), future) : day, typed)
        }}
      />
      {day === "" ? null : (
        <input className="field" type="date" aria-label={`${label}, day`} value={day} onChange={(event) => { put(event.target.value, time) }} />
      )}
      {choices.length < 2 ? null : (
        <select className="field" aria-label="This hour happens twice. Which one?" value={chosen} onChange={(event) => { onValue(timestamp(Number(event.target.value))) }}>
          {choices.map((ms) => <option key={ms} value={ms}>{zoneName(ms)}</option>)}
        </select>
      )}
      {chosen === undefined ? null : <span className="vh">{fullMoment(chosen)}</span>}
    </span>
  )
}

function clockOf(ms: number): string {
  const wall = wallOf(ms)
  return `${two(wall.hour)}:${two(wall.minute)}`
}

function instantsAt(day: string, time: string): readonly number[] {
  const [year, month, date] = day.split("-").map(Number)
  const [hour, minute] = time.split(":").map(Number)
  if (year === undefined || month === undefined || date === undefined || hour === undefined || minute === undefined) return []
  return instantsOf({ year, month, day: date, hour, minute }, homeZone)
}

/** The day on which this time of day was last, or comes next. */
export function nearestDay(time: string, nowMs: number, future: boolean): string {
  const today = dayKey(nowMs)
  const [at] = instantsAt(today, time)
  if (at === undefined) return today
  if (future) return at < nowMs ? dayKey(nowMs + dayMs) : today
  return at > nowMs ? dayKey(nowMs - dayMs) : today
}
