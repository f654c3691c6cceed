/** Lengths of time as people say them. */

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** "13m 22s" below an hour, "4h 19m" below a hundred hours, "6 days" above. */
export function duration(ms: number): string {
  const whole = Math.max(0, ms)
  if (whole < hourMs) return `${Math.trunc(whole / minuteMs)}m ${String(Math.trunc(whole / 1000) % 60).padStart(2, "0")}s`
  const hours = Math.trunc(whole / hourMs)
  if (hours < 100) return `${hours}h ${String(Math.trunc(whole / minuteMs) % 60).padStart(2, "0")}m`
  return `${Math.trunc(hours / 24)} days`
}

/** "just now", "3 minutes", "2 hours", "4 days": for what is not a clock. */
export function roughly(ms: number): string {
  const minutes = Math.trunc(Math.max(0, ms) / minuteMs)
  if (minutes < 1) return "less than a minute"
  if (minutes < 60) return minutes === 1 ? "1 minute" : `${minutes} minutes`
  const hours = Math.trunc(minutes / 60)
  if (hours < 48) return hours === 1 ? "1 hour" : `${hours} hours`
  return `${Math.trunc(hours / 24)} days`
}
