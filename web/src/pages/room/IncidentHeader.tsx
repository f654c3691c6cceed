/** The four lines said on every call: how grave, where it stands, who commands, what the clocks say. */
import type { ReactNode } from "react"
import { clocksOf } from "../../incident/clocks.ts"
import { here, namedRoles, type Named } from "../../incident/people.ts"
import { minuteOf } from "../../incident/times.ts"
import { levelNames, phaseNames } from "../../incident/words.ts"
import type { Phase, RoomDocument } from "../../replica/types.ts"
import { SeverityTag } from "../../ui/Tag.tsx"
import { useRoom, useServerNow, useView } from "./RoomContext.tsx"

export function IncidentHeader(): ReactNode {
  const { incident } = useRoom()
  return (
    <section className="head" aria-label="Incident">
      <div className="head__id">
        <SeverityTag severity={incident.severity} provisional={incident.severity_provisional} />
        <h1>{incident.title}</h1>
        <p>{incident.reference}{incident.codename === undefined ? "" : `, ${incident.codename}`}</p>
      </div>
      <div className="head__row">
        <div className="head__tags">
          <PhaseLadder phase={incident.phase} />
          <CommandLadder level={incident.level} />
        </div>
        <CommandTrio />
      </div>
      <IncidentClocks />
    </section>
  )
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
    </ol>
  )
}

function CommandTrio(): ReactNode {
  const view = useView()
  const room = useRoom()
  const present = here(view)
  const live = view.connection.kind === "live"
  const { connection } = view
  return (
    <div className="cmd">
      <dl>
        {namedRoles(room).map((named) => (
          <div key={named.title}>
            <dt>{named.title}</dt>
            <dd><Holders named={named} early={room.incident.phase === "pre_incident"} own={view.person} present={present} asOf={live ? undefined : connection.since} /></dd>
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
  readonly present: ReadonlySet<string>
  readonly asOf: number | undefined
}): ReactNode {
  const [first, ...others] = named.people
  if (first === undefined && early) return <span className="meta">No one yet</span>
  if (first === undefined) return <b className={named.title === "Incident Manager" ? "red" : "amber"}>No one</b>
  const isHere = present.has(first.person)
  return (
    <>
      <b><i className={isHere ? "on" : "on on--away"} aria-hidden="true" />{first.name}</b>
      {first.person === own ? <span className="you meta"> (you)</span> : null}
      {others.length > 0 ? <span className="meta"> and {others.length} more</span> : null}
      <span className="vh">{asOf === undefined ? (isHere ? ", here now" : ", not here") : `, as of ${minuteOf(asOf)}`}</span>
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
