/** This device's clock as a store that ticks each second while somebody looks. */
import { useSyncExternalStore } from "react"

const secondMs = 1_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined
let tick = 0

function read(): number {
  return Math.trunc(Date.now() / secondMs) * secondMs
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    tick = read()
    for (const each of listeners) each()
  }, secondMs)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function now(): number {
  if (timer === undefined) tick = read()
  return tick
}

/** Now, to the second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, now)
}

/** Now by a clock that is `aheadMs` ahead of this device's, to the minute: what shows minutes renders once a minute. */
export function useMinute(aheadMs = 0): number {
  return useSyncExternalStore(subscribe, () => Math.trunc((now() + aheadMs) / 60_000) * 60_000)
}
