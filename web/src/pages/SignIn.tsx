/** Signing in; where the server plays the demonstration, its people beside the form. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { useEffect, useRef, useState, type ReactNode } from "react"
import { demoQuery } from "../api/queries.ts"
import { sentenceOf } from "../api/problem.ts"
import type { Person } from "../api/types.ts"
import { becomePerson, DemonstrationPeople } from "../session/DemonstrationPeople.tsx"
import { ownAddress } from "../session/next.ts"
import { remember } from "../session/remembered.ts"
import { personQuery } from "../session/session.ts"
import { signedOut } from "../session/signed-out.ts"
import { SignInForm } from "../session/SignInForm.tsx"
import { ServiceBar, SkipLinks } from "../ui/ServiceBar.tsx"
import { useTitle } from "../ui/title.ts"

const route = getRouteApi("/sign-in")

export function SignIn(): ReactNode {
  const { as, next: wanted } = route.useSearch()
  // Looked at here, where it is used: the router hands on what a route's own reading left out.
  const next = ownAddress(wanted)
  const { data: demo } = useQuery(demoQuery)
  const goOn = useGoOn(next)
  useTitle("Sign in")
  if (as !== undefined) return <Entering person={as} onSignedIn={goOn} />
  return (
    <>
      <SkipLinks />
      <ServiceBar />
      <main className={demo ? "signin" : "signin signin--one"} id="main">
        <div>
          <h1 className="govuk-heading-l">Sign in to the incident room</h1>
          <p className="govuk-body">For people working on a security or privacy incident.</p>
          <SignInForm onSignedIn={(person) => { goOn(person) }} />
        </div>
        {demo ? <DemonstrationPeople demo={demo} onSignedIn={() => { goOn(undefined, `/incidents/${demo.incident}`) }} /> : null}
      </main>
    </>
  )
}

type GoOn = (person?: Person, otherwise?: string) => void

/** Takes up the new identity and goes where the person was going. */
function useGoOn(next: string | undefined): GoOn {
  const queries = useQueryClient()
  const navigate = useNavigate()
  return (person, otherwise = "/incidents") => {
    signedOut.clear()
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== "setup" && query.queryKey[0] !== "demo" })
    if (person) {
      remember(person)
      queries.setQueryData(personQuery.queryKey, person)
    }
    void navigate({ href: next ?? otherwise, replace: true })
  }
}

/** The demonstration's "new tab as": becomes the person named in the address, then goes on. */
function Entering({ person, onSignedIn }: { readonly person: string; readonly onSignedIn: GoOn }): ReactNode {
  const [fault, setFault] = useState<string>()
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    becomePerson(person).then(() => { onSignedIn() }, (error: unknown) => { setFault(sentenceOf(error)) })
  }, [person, onSignedIn])
  return (
    <>
      <ServiceBar />
      <main className="signin signin--one" id="main">
        <div>
          <h1 className="govuk-heading-l">{fault === undefined ? "Entering the demonstration" : "This did not work"}</h1>
          <p className="govuk-body" role="status">{fault ?? "One moment."}</p>
        </div>
      </main>
    </>
  )
}
