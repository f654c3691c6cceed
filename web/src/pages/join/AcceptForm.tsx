/** Joining with an account: one tap for whoever is signed in. */
import { useQueryClient } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { acceptInvitation } from "../../api/invitations.ts"
import type { Person } from "../../api/types.ts"
import { endSession } from "../../session/end-session.ts"
import { remember } from "../../session/remembered.ts"
import { personQuery } from "../../session/session.ts"
import { SignInForm } from "../../session/SignInForm.tsx"
import { useTaking } from "./useTaking.ts"

interface AcceptFormProps {
  readonly code: string
  readonly person: Person | null
  readonly onJoined: () => void
}

export function AcceptForm({ code, person, onJoined }: AcceptFormProps): ReactNode {
  const { fault, busy, take } = useTaking(code, onJoined)
  const queries = useQueryClient()
  const become = (who: Person | null): void => { queries.setQueryData(personQuery.queryKey, who) }
  if (person === null) {
    return (
      <>
        <h2 className="govuk-heading-m">Sign in first</h2>
        <SignInForm onSignedIn={(who) => {
          remember(who)
          become(who)
        }} />
      </>
    )
  }
  const leave = async (): Promise<void> => {
    await endSession()
    become(null)
  }
  return (
    <>
      <div role="alert">{fault === undefined ? null : <p className="govuk-error-message">{fault}</p>}</div>
      <p className="govuk-body">You are signed in as <b>{person.name}</b>.</p>
      <div className="govuk-button-group">
        <button type="button" className="govuk-button" onClick={() => { void take(acceptInvitation) }}>{busy ? "Joining" : "Join the room"}</button>
        <button type="button" className="govuk-button govuk-button--secondary" onClick={() => { void leave() }}>I am somebody else</button>
      </div>
    </>
  )
}
