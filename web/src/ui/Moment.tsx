/** A time of the log: minutes to be read, seconds small, the zone where the hour happens twice. */
import type { ReactNode } from "react"
import { fullMoment, isDoubled, minuteOf, two, wallOf, zoneName } from "../incident/times.ts"

export function Moment({ at }: { readonly at: number }): ReactNode {
  return (
    <time dateTime={new Date(at).toISOString()} title={fullMoment(at)}>
      {minuteOf(at)}<small>:{two(wallOf(at).second)}{isDoubled(at) ? ` ${zoneName(at)}` : ""}</small>
    </time>
  )
}
