/** Brief me: one page from which somebody who comes, or comes back, is up to speed (SEC-03). */
import { Link, useParams } from "@tanstack/react-router"
import { useEffect, useState, type ReactNode } from "react"
import { briefOf, type BriefPart, type Sentence } from "../incident/brief.ts"
import { momentOf } from "../incident/log.ts"
import { fullMoment, shortMoment } from "../incident/times.ts"
import { count } from "../incident/words.ts"
import { Button } from "../ui/Button.tsx"
import { BriefAside } from "./brief/BriefAside.tsx"
import { EntryLink } from "./room/EntryLink.tsx"
import { FormPage } from "./room/FormPage.tsx"
import { useRoom, useServerMinute, useView } from "./room/RoomContext.tsx"

export function Brief(): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const nowMs = useServerMinute()
  const lookedAt = useLookedAt(`${room.incident.id}.${person}`, room.log.at(-1)?.number)
  const { upTo, lede, parts } = briefOf(room, nowMs, lookedAt)
  const drafts = Object.keys(room.drafts).length
  return (
    <FormPage title="Brief me" errors={{}} wide>
      <div className="briefing">
        <article className="brief card" aria-label="Brief me">
          <p className="brief__of">{room.incident.reference}, {room.incident.title}</p>
          <p className="meta">
            {upTo === undefined ? "Nothing is sealed yet." : `Drawn from sealed entries up to #${upTo.number} at ${shortMoment(momentOf(upTo), nowMs)}.`}
            {drafts === 0 ? "" : ` ${count(drafts, "newer entry is", "newer entries are")} being written.`}
            <span className="brief__paper"> As it was on {fullMoment(nowMs)}.</span>
          </p>
          <div className="brief__lede">{lede.map((sentence) => <p key={sentence.key}><Said sentence={sentence} /></p>)}</div>
          {parts.map((one) => <Part key={one.title} part={one} />)}
        </article>
        <BriefAside />
      </div>
      <div className="btn-row brief__do">
        <RoomLink>Go to the room</RoomLink>
        <Button look="second" onClick={() => { print() }}>Print</Button>
      </div>
    </FormPage>
  )
}

/** The last entry when this page was read before, on this device; what it is now is kept for the next time. */
function useLookedAt(key: string, now: number | undefined): number | undefined {
  const place = `loggist.briefed.${key}`
  const [before] = useState(() => {
    try {
      return Number(localStorage.getItem(place) ?? NaN)
    } catch {
      return NaN
    }
  })
  useEffect(() => {
    try {
      if (now !== undefined) localStorage.setItem(place, String(now))
    } catch {
      // The page still briefs; the next time it says nothing of what is new.
    }
  }, [place, now])
  return Number.isNaN(before) ? undefined : before
}

function RoomLink({ children }: { readonly children: ReactNode }): ReactNode {
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  return <Link className="btn" to="/incidents/$incident" params={{ incident }}>{children}</Link>
}

function Part({ part: { title, sentences, more, filter } }: { readonly part: BriefPart }): ReactNode {
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  return (
    <section>
      <h2>{title}</h2>
      <ul>{sentences.map((sentence) => <li key={sentence.key}><Said sentence={sentence} /></li>)}</ul>
      {more === 0 ? null : (
        <p className="meta">
          <Link to="/incidents/$incident" params={{ incident }} search={filter === undefined || filter === "all" ? {} : { show: filter }}>And {more} more, in the room</Link>
        </p>
      )}
    </section>
  )
}

function Said({ sentence: { text, grave = false, entries } }: { readonly sentence: Sentence }): ReactNode {
  return (
    <>
      <span className={grave ? "red" : undefined}>{text}</span>
      {entries.map((number) => (
        <span key={number}> <EntryLink number={number} /></span>
      ))}
    </>
  )
}
