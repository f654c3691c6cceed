/**
 * The first person of a new installation. The token comes in the address's fragment, which no server
 * sees, and leaves the address bar as soon as it was read.
 */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { useEffect, useState, type SubmitEvent, type ReactNode } from "react"
import { sentenceOf } from "../api/problem.ts"
import { setupQuery } from "../api/queries.ts"
import { setUp } from "../api/setup.ts"
import { remember } from "../session/remembered.ts"
import { personQuery } from "../session/session.ts"
import { ErrorSummary, type Errors } from "../ui/ErrorSummary.tsx"
import { TextField } from "../ui/Field.tsx"
import { ServiceBar, SkipLinks } from "../ui/ServiceBar.tsx"
import { useTitle } from "../ui/title.ts"

/** Characters of a password without a second factor. */
const passwordMin = 15

export function Setup(): ReactNode {
  const { data: setup } = useQuery(setupQuery)
  const [inAddress] = useState(() => location.hash.slice(1))
  useTitle("Set up")
  useEffect(() => {
    if (location.hash !== "") history.replaceState(history.state, "", location.pathname)
  }, [])
  return (
    <>
      <SkipLinks />
      <ServiceBar />
      <main className="signin signin--one" id="main">
        {setup?.needed === false ? (
          <div>
            <h1 className="govuk-heading-l">Loggist is already set up</h1>
            <p className="govuk-body">The first person has an account. <Link className="govuk-link" to="/sign-in">Sign in</Link></p>
          </div>
        ) : <SetupForm inAddress={inAddress} />}
      </main>
    </>
  )
}

function faults(fields: { readonly token: string; readonly name: string; readonly email: string; readonly password: string }): Errors {
  return {
    ...(fields.token === "" ? { token: "Enter the token that the server printed" } : {}),
    ...(fields.name === "" ? { name: "Enter your name" } : {}),
    ...(/^\S+@\S+$/.test(fields.email) ? {} : { email: "Enter an email address, like name@example.org" }),
    ...(Array.from(fields.password).length < passwordMin ? { password: `Use at least ${passwordMin} characters` } : {}),
  }
}

function SetupForm({ inAddress }: { readonly inAddress: string }): ReactNode {
  const [token, setToken] = useState(inAddress)
  const [name, setName] = useState("")
  const [email, setEmail] = useState("")
  const [password, setPassword] = useState("")
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const fields = { token: token.trim(), name: name.trim(), email: email.trim(), password }
    const found = faults(fields)
    setErrors(found)
    if (Object.keys(found).length > 0) return
    setBusy(true)
    try {
      const { person } = await setUp(fields)
      remember(person)
      queries.setQueryData(personQuery.queryKey, person)
      await queries.invalidateQueries({ queryKey: setupQuery.queryKey })
      await navigate({ to: "/incidents", replace: true })
    } catch (error) {
      setErrors({ "": sentenceOf(error) })
      setBusy(false)
    }
  }
  return (
    <div>
      <ErrorSummary errors={errors} />
      <h1 className="govuk-heading-l">Set up Loggist</h1>
      <p className="govuk-body">You are the first person here. Your account can add the others.</p>
      <form noValidate onSubmit={(event) => { void submit(event) }}>
        {inAddress === "" ? (
          <TextField
            id="token" label="Set-up token" hint="The server printed it when it started. Opening the link it printed fills this in."
            autoComplete="off" spellCheck={false} error={errors["token"]} value={token} onValue={setToken}
          />
        ) : null}
        <TextField id="name" label="Your name" hint="As others will see it in the log" autoComplete="name" error={errors["name"]} value={name} onValue={setName} />
        <TextField id="email" label="Work email" type="email" autoComplete="username" spellCheck={false} error={errors["email"]} value={email} onValue={setEmail} />
        <TextField
          id="password" label="Password" type="password" autoComplete="new-password" hint={`At least ${passwordMin} characters. Four random words do well.`}
          error={errors["password"]} value={password} onValue={setPassword}
        />
        <button className="govuk-button" type="submit">{busy ? "Setting up" : "Set up and sign in"}</button>
      </form>
    </div>
  )
}
