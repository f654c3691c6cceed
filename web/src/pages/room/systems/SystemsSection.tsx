/** Systems that are hit and how they come back: their state, whether they are fit, and the manager's green light. */
import type { ReactNode } from "react"
import { systemStateNames } from "../../../incident/action-words.ts"
import { mayWriteSystem, reasonAgainst } from "../../../incident/may.ts"
import { nameOf } from "../../../incident/people.ts"
import type { System } from "../../../replica/types.ts"
import { ActButton } from "../act/ActButton.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useView } from "../RoomContext.tsx"

export function SystemsSection(): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { show } = useActions()
  const systems = Object.values(room.systems).sort((one, other) => one.id.localeCompare(other.id))
  return (
    <section className="sit">
      <h3>Systems<span className="count">{systems.length}</span></h3>
      {systems.length === 0 ? <p className="sit__none">No system is named yet.</p> : (
        <ul>
          {systems.map((system) => (
            <li key={system.id}>
              <button type="button" className="sit__fact" onClick={() => { show({ is: "system", system: system.id }) }}>
                <span>{system.name}</span>
              </button>
              <span className="meta sit__line"><SystemLine system={system} /></span>
            </li>
          ))}
        </ul>
      )}
      <div className="btn-row sit__more">
        <ActButton small look="second" blocked={reasonAgainst(mayWriteSystem(room, person))} onClick={() => { show({ is: "add_system" }) }}>Add a system</ActButton>
      </div>
    </section>
  )
}

function SystemLine({ system }: { readonly system: System }): ReactNode {
  const room = useRoom()
  const { state, fit, green_light_by } = system
  return (
    <>
      {systemStateNames[state]}
      {fit === true ? ". Fit" : ""}
      {green_light_by === undefined ? "" : `. Green light by ${nameOf(room, green_light_by)}`}
      {state === "recovered" && green_light_by === undefined ? <b className="amber">. No green light yet</b> : null}
    </>
  )
}
