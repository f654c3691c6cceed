/**
 * A wall time by the 24-hour clock, whatever the browser's own habits; the day is found by itself and
 * open to change. Where the hour happens twice the person says which.
 */
import { useId, useState, type ReactNode } from "react"
import { nearestDay, parseClock, nearDays } from "../../incident/clock-entry.ts"
import { dayKey, fullMoment, instantsOf, minuteOf, msOf, zoneName } from "../../incident/times.ts"
import { timestamp } from "../../replica/ids.ts"
import { useServerMinute } from "./RoomContext.tsx"

interface WhenFieldProps {
  readonly label: string
  readonly value: string | undefined
  /** A time to come, such as a deadline; else one that has passed. */
  readonly future?: boolean
  readonly onValue: (value: string | undefined) => void
}

export function WhenField({ label, value, future = false, onValue }: WhenFieldProps): ReactNode {
  const id = useId()
  const now = useServerMinute()
  const [time, setTime] = useState(() => (value === undefined ? "" : minuteOf(msOf(value))))
  const [day, setDay] = useState(() => (value === undefined ? "" : dayKey(msOf(value))))
  const clock = parseClock(time)
  const choices = instantsAt(day, time)
  const chosen = value === undefined ? undefined : msOf(value)
  const put = (nextDay: string, nextTime: string): void => {
    setDay(nextDay)
    setTime(nextTime)
    const instants = instantsAt(nextDay, nextTime)
    const likely = instants.find((ms) => (future ? ms >= now : ms <= now)) ?? instants[0]
    onValue(likely === undefined ? undefined : timestamp(likely))
  }
  return (
    <span className="when" role="group" aria-labelledby={`${id}-label`}>
      <span className="label" id={`${id}-label`}>{label}</span>
      <input
        className="field when__clock" inputMode="numeric" autoComplete="off" placeholder="hh:mm" maxLength={5}
        aria-label={`${label}, time by the 24-hour clock`} aria-invalid={time !== "" && clock === undefined} value={time}
        onChange={(event) => {
          const typed = event.target.value
          const read = parseClock(typed)
          put(read === undefined ? day : day === "" ? nearestDay(read, now, future) : day, typed)
        }}
        onBlur={() => { if (clock) setTime(`${clock.hour}:${clock.minute}`.replace(/\b\d\b/g, "0$&")) }}
      />
      {day === "" || clock === undefined ? null : (
        <select className="field" aria-label={`${label}, day`} value={day} onChange={(event) => { put(event.target.value, time) }}>
          {nearDays(now, future, day).map(([key, name]) => <option key={key} value={key}>{name}</option>)}
        </select>
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

function instantsAt(day: string, time: string): readonly number[] {
  const [year, month, date] = day.split("-").map(Number)
  const clock = parseClock(time)
  if (year === undefined || month === undefined || date === undefined || clock === undefined) return []
  return instantsOf({ year, month, day: date, ...clock })
}
