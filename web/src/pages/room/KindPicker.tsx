/** What kind of entry it is. One that this person may not write stays in its place and says why. */
import type { ReactNode } from "react"
import { mayDraft, maySetDraft, reasonAgainst } from "../../incident/may.ts"
import { kindNames } from "../../incident/words.ts"
import type { RoomDocument, WrittenKind } from "../../replica/types.ts"
import { Icon } from "../../ui/Icon.tsx"
import { useRoom, useView } from "./RoomContext.tsx"
import type { Composer } from "./useComposer.ts"

const usual: readonly WrittenKind[] = ["observation", "decision", "action", "comms"]

/** The kinds in the picker's order, which Alt and a number follow. */
export function kindsOf(room: RoomDocument): readonly WrittenKind[] {
  return room.incident.phase === "pre_incident" ? ["before_command", ...usual] : usual
}

interface KindPickerProps {
  readonly composer: Composer
  readonly children: ReactNode
}

export function KindPicker({ composer, children }: KindPickerProps): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { kind, draft } = composer
  if (kind === "correction") return <div className="composer__k"><span className="meta">{children}</span></div>
  const fixed = draft && reasonAgainst(maySetDraft(room, person, draft))
  const kinds = kindsOf(room)
  const offered = kinds.includes(kind) ? kinds : [...kinds, kind]
  return (
    <fieldset>
      <legend className="vh">Kind of entry</legend>
      <div className="composer__k">
        {offered.map((one) => {
          const against = fixed ?? reasonAgainst(mayDraft(room, person, one))
          return (
            <label className="kind" key={one} title={against}>
              <input
                type="radio" name="kind" value={one} checked={one === kind} aria-disabled={against === undefined ? undefined : true}
                onChange={() => { composer.setKind(one) }}
              />
              <span><Icon name={one} />{kindNames[one]}{against === undefined ? null : <span className="vh">. {against}</span>}</span>
            </label>
          )
        })}
        <span className="meta">{children}</span>
      </div>
    </fieldset>
  )
}
