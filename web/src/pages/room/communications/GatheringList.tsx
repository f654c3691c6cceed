/** Who is in a line or on a call: each with since when, and a switch for those who may say so. */
import type { ReactNode } from "react"
import type { There } from "../../../incident/communications.ts"
import type { May } from "../../../incident/may.ts"
import { describe } from "../../../incident/people.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import type { Member, OwnerId, PersonId } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { useServerMinute, useView } from "../RoomContext.tsx"

interface GatheringListProps {
  readonly title: string
  readonly there: readonly There[]
  /** Who belongs there. */
  readonly members: readonly Member[]
  readonly may: (me: PersonId, who: OwnerId) => May
  readonly onMove: (who: OwnerId, isIn: boolean) => void
}

export function GatheringList({ title, there, members, may, onMove }: GatheringListProps): ReactNode {
  const { person } = useView()
  const now = useServerMinute()
  const missing = members.filter((member) => !there.some(({ who }) => who === member.person))
  const belongs = (who: OwnerId): boolean => members.some((member) => member.person === who)
  return (
    <section className="kv kv--in">
      <h3>{title}<span className="count">{there.length} of {members.length}</span></h3>
      <ul>
        {there.map(({ who, name, since }) => (
          <li key={who}>
            <b>{name}</b>
            <Way allowed={may(person, who).allowed} name={name} is="out" onMove={() => { onMove(who, false) }} />
            <span className="meta">since {shortMoment(msOf(since), now)}{belongs(who) ? "" : <b className="red">, not in the team</b>}</span>
          </li>
        ))}
        {missing.map((member) => (
          <li key={member.person}>
            <span>{member.name}</span>
            <Way allowed={may(person, member.person).allowed} name={member.name} is="in" onMove={() => { onMove(member.person, true) }} />
            <span className="meta">{describe(member)}. <b className="amber">Not in it</b></span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Way({ allowed, name, is, onMove }: { readonly allowed: boolean; readonly name: string; readonly is: "in" | "out"; readonly onMove: () => void }): ReactNode {
  if (!allowed) return <span />
  return <Button small look="link" onClick={onMove}>{is === "in" ? "Is in it" : "Has left"}<span className="vh"> {name}</span></Button>
}
