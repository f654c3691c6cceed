/** Finding a person among everybody with an account, by typing a part of the name. */
import { useState, type ReactNode } from "react"
import type { Person } from "../../api/types.ts"
import { memberNow } from "../../incident/people.ts"
import { roleNames, listed } from "../../incident/words.ts"
import type { RoomDocument } from "../../replica/types.ts"
import { Group, Radios } from "../../ui/Choice.tsx"
import { isTrained } from "./RolesFields.tsx"

interface PersonPickerProps {
  readonly room: RoomDocument
  readonly people: readonly Person[]
  readonly value: string | undefined
  readonly error: string | undefined
  readonly nowMs: number
  readonly onValue: (person: string) => void
}

function trainedAs(person: Person, nowMs: number): string {
  const roles = person.trainings.filter((training) => isTrained(person, training.role, nowMs)).map((training) => roleNames[training.role])
  return roles.length === 0 ? "No training on record" : `Trained as ${listed(roles)}`
}

export function PersonPicker({ room, people, value, error, nowMs, onValue }: PersonPickerProps): ReactNode {
  const [find, setFind] = useState("")
  const words = find.toLowerCase().split(/\s+/).filter((word) => word !== "")
  const isMember = (person: Person): boolean => memberNow(room, person.id) !== undefined
  const matching = people.filter((person) => {
    const text = `${person.name} ${person.organisation}`.toLowerCase()
    return !person.disabled && (person.id === value || words.every((word) => text.includes(word)))
  }).sort((a, b) => Number(isMember(a)) - Number(isMember(b)) || a.name.localeCompare(b.name, "en-GB"))
  return (
    <Group id="person" legend="Who" hint="An administrator adds people who are not in this list." error={error}>
      <label className="vh" htmlFor="find-person">Find by name or organisation</label>
      <input
        className="govuk-input" id="find-person" type="search" placeholder="Find by name or organisation" value={find}
        onChange={(event) => { setFind(event.target.value) }}
      />
      <div className="picker">
        {matching.length === 0 ? <p className="meta" role="status">Nobody matches.</p> : (
          <Radios
            id="person" value={value} onValue={onValue}
            items={matching.map((person) => ({
              value: person.id, title: `${person.name}${person.organisation === "" ? "" : `, ${person.organisation}`}`,
              hint: trainedAs(person, nowMs),
              blocked: isMember(person) ? "Already in the team" : undefined,
            }))}
          />
        )}
      </div>
    </Group>
  )
}
