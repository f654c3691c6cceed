/** The server's time while it can be vouched for, else this device's. */
import type { ReactNode } from "react"
import { minuteWithZone } from "../incident/times.ts"
import { useMinute } from "./clock.ts"

export function ServerClock({ skewMs, live }: { readonly skewMs: number | undefined; readonly live: boolean }): ReactNode {
  const minute = useMinute(skewMs)
  const known = live && skewMs !== undefined
  return (
    <span className="clock">
      {known ? <span className="vh">Server time </span> : <span className="clock__own">Your clock </span>}
      {minuteWithZone(minute)}
    </span>
  )
}
