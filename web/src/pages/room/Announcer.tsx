/**
 * What is said aloud, from regions that are always there: new entries politely and in batches, a change
 * of command at once. Drafts of others and the ticking clocks are never said.
 */
import { useEffect, useRef, useState, type ReactNode } from "react"
import { bannerOf, leadOf } from "../../incident/banner.ts"
import { offerFor } from "../../incident/command.ts"
import { nameOf } from "../../incident/people.ts"
import { count } from "../../incident/words.ts"
import type { Entry } from "../../replica/types.ts"
import { useNow } from "../../ui/clock.ts"
import { useRoom, useView } from "./RoomContext.tsx"

/** New entries are said together, this long after the first of them. */
const batchMs = 10_000

export function Announcer(): ReactNode {
  return (
    <div className="vh">
      <NewEntries />
      <CommandTaken />
      <CommandOffered />
      <State />
    </div>
  )
}

/** "2 new entries, 1 decision": others' entries; for one's own, that it is sealed. */
export function entriesSentence(fresh: readonly Entry[], person: string): string {
  const own = fresh.filter((entry) => entry.by.person === person)
  const others = fresh.filter((entry) => entry.by.person !== person)
  const decisions = others.filter((entry) => entry.kind === "decision").length
  const parts = [
    ...own.slice(-1).map((entry) => `Sealed as entry ${entry.number}`),
    ...(others.length > 0 ? [count(others.length, "new entry", "new entries")] : []),
    ...(decisions > 0 ? [count(decisions, "decision")] : []),
  ]
  return parts.join(", ")
}

function NewEntries(): ReactNode {
  const { log } = useRoom()
  const { person } = useView()
  const [said, setSaid] = useState("")
  const saidUpTo = useRef(log.at(-1)?.number ?? 0)
  const latest = useRef(log)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => {
    latest.current = log
    const last = log.at(-1)
    if (last === undefined || last.number <= saidUpTo.current || timer.current !== undefined) return
    const wait = last.by.person === person ? 0 : batchMs
    timer.current = setTimeout(() => {
      timer.current = undefined
      const fresh = latest.current.filter((entry) => entry.number > saidUpTo.current)
      saidUpTo.current = latest.current.at(-1)?.number ?? saidUpTo.current
      setSaid(entriesSentence(fresh, person))
    }, wait)
  }, [log, person])
  useEffect(() => () => {
    clearTimeout(timer.current)
    timer.current = undefined
  }, [])
  return <div role="log" aria-live="polite" aria-label="New entries">{said}</div>
}

function CommandTaken(): ReactNode {
  const room = useRoom()
  const { manager, epoch } = room.command
  const [first] = useState(epoch)
  if (epoch === first) return <div role="alert" />
  return <div role="alert">{manager === undefined ? "No one is in command" : `${nameOf(room, manager)} is now Incident Manager`}</div>
}

function CommandOffered(): ReactNode {
  const offer = offerFor(useRoom(), useView().person)
  return <div role="alert">{offer?.is === "to_me" ? `${offer.byName} offers you command as Incident Manager` : ""}</div>
}

function State(): ReactNode {
  const banner = bannerOf(useView(), useNow())
  return <div role="status">{banner === undefined ? "" : leadOf(banner)}</div>
}
