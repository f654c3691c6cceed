/** A time to come: one of the usual spans in one tap, or any time of day. */
import { useState, type ReactNode } from "react"
import { msOf } from "../../../incident/times.ts"
import { timestamp } from "../../../replica/ids.ts"
import { useServerMinute } from "../RoomContext.tsx"
import { WhenField } from "../WhenField.tsx"

interface DueFieldProps {
  readonly label: string
  readonly value: string | undefined
  /** Counted from here where that is still to come; else from now. */
  readonly after?: string | undefined
  readonly onValue: (value: string | undefined) => void
}

const spans = [15, 30, 60] as const

export function DueField({ label, value, after, onValue }: DueFieldProps): ReactNode {
  const now = useServerMinute()
  // The time field keeps what is typed in it: begun anew when a span is chosen.
  const [round, setRound] = useState(0)
  const from = Math.max(now, after === undefined ? 0 : msOf(after))
  return (
    <div className="due fg">
      <WhenField key={round} label={label} value={value} future onValue={onValue} />
      <div className="btn-row" role="group" aria-label={`${label}, from ${after === undefined || msOf(after) <= now ? "now" : "the time it has"}`}>
        {spans.map((minutes) => (
          <button
            type="button" className="toggle" key={minutes} aria-pressed={value === timestamp(from + minutes * 60_000)}
            onClick={() => {
              onValue(timestamp(from + minutes * 60_000))
              setRound(round + 1)
            }}
          >
            +{minutes} min
          </button>
        ))}
      </div>
    </div>
  )
}
