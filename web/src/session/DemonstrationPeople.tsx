/** The people of the demonstration: one tap to be one of them, in this tab or in a new one. */
import { useState, type ReactNode } from "react"
import { sentenceOf } from "../api/problem.ts"
import { signInTab } from "../api/session.ts"
import type { Demo, DemoPerson } from "../api/types.ts"
import { Button } from "../ui/Button.tsx"
import { becomeTab } from "./tab.ts"

interface DemonstrationPeopleProps {
  readonly demo: Demo
  readonly onSignedIn: () => void
}

/** Makes this tab that person's. */
export async function becomePerson(person: string): Promise<void> {
  const session = await signInTab(person)
  becomeTab({ token: session.token, person })
}

/** Where a new tab becomes a person and goes to the demonstration's room. */
export function newTabFor(person: string, incident: string): string {
  return `/sign-in?${new URLSearchParams({ as: person, next: `/incidents/${incident}` }).toString()}`
}

export function DemonstrationPeople({ demo, onSignedIn }: DemonstrationPeopleProps): ReactNode {
  const [fault, setFault] = useState<string>()
  const become = async (person: DemoPerson): Promise<void> => {
    try {
      await becomePerson(person.id)
      onSignedIn()
    } catch (error) {
      setFault(sentenceOf(error))
    }
  }
  return (
    <aside className="moj-ticket-panel" aria-labelledby="demo-people">
      <div className="moj-ticket-panel__content moj-ticket-panel__content--purple">
        <h2 className="govuk-heading-m" id="demo-people">This is a demonstration</h2>
        <p>Everything in it is invented. Be somebody with one tap. Open a second tab as another person and write to each other.</p>
        <div role="alert">{fault === undefined ? null : <p className="fault">{fault}</p>}</div>
        <ul className="people">
          {demo.people.map((person) => (
            <li key={person.id}>
              <div><b>{person.name}</b>, {person.role}<p className="meta">{person.description}</p></div>
              <div className="btn-row">
                <Button onClick={() => { void become(person) }}>Enter<span className="vh"> as {person.name}</span></Button>
                <a className="btn btn--2" href={newTabFor(person.id, demo.incident)} target="_blank" rel="noopener">
                  New tab<span className="vh"> as {person.name}</span>
                </a>
              </div>
            </li>
          ))}
        </ul>
      </div>
    </aside>
  )
}
