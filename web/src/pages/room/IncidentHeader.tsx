/** The four lines said on every call: how grave, where it stands, who commands, what the clocks say. */
import { Link } from "@tanstack/react-router"
import { useRef, type FocusEvent, type ReactNode } from "react"
import { clocksOf } from "../../incident/clocks.ts"
import { parentOf } from "../../incident/linked.ts"
import { here, namedRoles, type Named } from "../../incident/people.ts"
import { mayReopen, maySetClocks, maySetLevel, maySetPhase, maySetSeverity, mayStandDown, maySuggestEscalation, reasonAgainst } from "../../incident/may.ts"
import { plainMinute } from "../../incident/times.ts"
import { levelNames, phaseNames } from "../../incident/words.ts"
import type { PersonId, Phase, RoomDocument } from "../../replica/types.ts"
import { Icon } from "../../ui/Icon.tsx"
import { SeverityTag } from "../../ui/Tag.tsx"
import { ActButton } from "./act/ActButton.tsx"
import { CommandWays, OfferWaiting } from "./command/CommandWays.tsx"
import { useActions } from "./RoomActions.tsx"
import { useRoom, useServerNow, useSlice, useView } from "./RoomContext.tsx"
import { useRoomSearch } from "./search.ts"
import { useReading } from "./useReading.ts"

export function IncidentHeader(): ReactNode {
  const { incident } = useRoom()
  const head = useRef<HTMLElement>(null)
  const [{ tab }] = useRoomSearch()
  const { isReading, show } = useReading(head)
  const isRow = isReading && tab === "log"
  // What is clipped in the row is still read and reached: with the focus in it the head is whole.
  const onFocus = (event: FocusEvent): void => { if (isRow && event.target.id !== "head-show") show() }
  return (
    <section className={isRow ? "head head--row" : "head"} aria-label="Incident" ref={head} onFocus={onFocus}>
      {isRow ? (
        <button type="button" className="head__show" id="head-show" aria-expanded={false} onClick={() => {
          show()
          head.current?.querySelector("h1")?.focus({ preventScroll: true })
        }}>
          <span className="vh">Show command and clocks</span><Icon name="down" />
        </button>
      ) : null}
      <div className="head__id">
        <Opens what="severity" title="Change severity and category"><SeverityTag severity={incident.severity} provisional={incident.severity_provisional} /></Opens>
        <h1 tabIndex={-1}>{incident.title}</h1>
        <p>{incident.reference}{incident.codename === undefined ? "" : `, ${incident.codename}`}</p>
        <BelongsTo />
        <OfferWaiting />
      </div>
      <div className="head__row">
        <div className="head__tags">
          <Opens what="phase" title="Change the phase"><PhaseLadder phase={incident.phase} /></Opens>
          <Opens what="level" title="Change the command level"><CommandLadder level={incident.level} /></Opens>
        </div>
        <CommandTrio />
        <CommandWays />
      </div>
      <Opens what="clocks" title="Set the clocks"><IncidentClocks /></Opens>
    </section>
  )
}

/** A team or an aside says whose it is, and leads there. */
function BelongsTo(): ReactNode {
  const parent = parentOf(useRoom())
  if (parent === undefined) return null
  return <p>Belongs to <Link to="/incidents/$incident" params={{ incident: parent.room }}>{parent.reference}<span className="vh">, {parent.title}</span></Link></p>
}

/** What is shown opens what changes it: by a button over the whole of it, which says why when this person may not. */
function Opens({ what, title, children }: { readonly what: "severity" | "phase" | "level" | "clocks"; readonly title: string; readonly children: ReactNode }): ReactNode {
  const { show } = useActions()
  const against = useAgainst(what)
  return (
    <div className={`opens opens--${what}`}>
      {children}
      <ActButton look="link" className="opens__do" blocked={against} title={against ?? title} onClick={() => { show({ is: what }) }}><span className="vh">{title}</span></ActButton>
    </div>
  )
}

function useAgainst(what: "severity" | "phase" | "level" | "clocks"): string | undefined {
  const room = useRoom()
  const { person, connection } = useView()
  const live = connection.kind === "live"
  switch (what) {
    case "severity": return reasonAgainst(maySetSeverity(room, person, live))
    case "clocks": return reasonAgainst(maySetClocks(room, person, live))
    case "level": return maySuggestEscalation(room, person, live).allowed ? undefined : reasonAgainst(maySetLevel(room, person, live))
    case "phase": {
      const { phase } = room.incident
      if (phase === "closed") return reasonAgainst(mayReopen(room, person, live))
      return reasonAgainst(phase === "hot" ? mayStandDown(room, person, live) : maySetPhase(room, person, live))
    }
  }
}

const ladder: readonly Phase[] = ["pre_incident", "hot", "warm", "cold"]

function PhaseLadder({ phase }: { readonly phase: Phase }): ReactNode {
  const steps = phase === "closed" ? [...ladder, phase] : ladder
  const at = steps.indexOf(phase)
  return (
    <ol className={phase === "hot" ? "ladder ladder--hot" : "ladder"} aria-label="Phase">
      {steps.map((step, index) => (
        <li key={step} className={index < at ? "done" : ""} aria-current={step === phase ? "step" : undefined}>{phaseNames[step]}</li>
      ))}
    </ol>
  )
}

const levels = ["bronze", "silver", "gold"] as const

function CommandLadder({ level }: { readonly level: RoomDocument["incident"]["level"] }): ReactNode {
  return (
    <ol className="ladder" aria-label={level === undefined ? "Command level: none" : "Command level"}>
      {levels.map((step) => <li key={step} aria-current={step === level ? "step" : undefined}>{levelNames[step]}</li>)}
      {level === undefined ? <li className="ladder__none">No level</li> : null}
    </ol>
  )
}

function CommandTrio(): ReactNode {
  const { person, connection } = useView()
  const room = useRoom()
  const present = useSlice(here)
  const live = connection.kind === "live"
  return (
    <div className="cmd">
      <dl>
        {namedRoles(room).map((named) => (
          <div key={named.title}>
            <dt>{named.title}</dt>
            <dd><Holders named={named} early={room.incident.phase === "pre_incident"} own={person} present={present} asOf={live ? undefined : connection.since} /></dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Holders({ named, early, own, present, asOf }: {
  readonly named: Named
  /** Nothing is declared, so nobody is missing. */
  readonly early: boolean
  readonly own: string
  readonly present: readonly PersonId[]
  readonly asOf: number | undefined
}): ReactNode {
  const [first, ...others] = named.people
  if (first === undefined && early) return <span className="meta">No one yet</span>
  if (first === undefined) return <b className={named.title === "Incident Manager" ? "red" : "amber"}>No one</b>
  const isHere = present.includes(first.person)
  return (
    <>
      <b><i className={isHere ? "on" : "on on--away"} aria-hidden="true" />{first.name}</b>
      {first.person === own ? <span className="you meta"> (you)</span> : null}
      {others.length > 0 ? <span className="meta"> and {others.length} more</span> : null}
      <span className="vh">{asOf === undefined ? (isHere ? ", here now" : ", not here") : `, as of ${plainMinute(asOf)}`}</span>
    </>
  )
}

function IncidentClocks(): ReactNode {
  const now = useServerNow()
  return (
    <dl className="clocks">
      {clocksOf(useRoom(), now).map((clock) => (
        <div key={clock.title}>
          <dt>{clock.title}</dt>
          <dd className={clock.grave ? "red" : ""}>{clock.value}</dd>
          <dd>{clock.detail}</dd>
        </div>
      ))}
    </dl>
  )
}
