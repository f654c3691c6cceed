/** Email and password; for the page and for the dialog that asks again. */
import { useId, useState, type SubmitEvent, type ReactNode } from "react"
import { Problem, sentenceOf } from "../api/problem.ts"
import { signIn } from "../api/session.ts"
import type { Person } from "../api/types.ts"
import { TextField } from "../ui/Field.tsx"
import { leaveTab } from "./tab.ts"

interface SignInFormProps {
  readonly email?: string
  readonly onSignedIn: (person: Person) => void
}

export function SignInForm({ email: known = "", onSignedIn }: SignInFormProps): ReactNode {
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState("")
  const [fault, setFault] = useState<string>()
  const [busy, setBusy] = useState(false)
  const id = useId()
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    if (email.trim() === "" || password === "") {
      setFault("Enter your email address and your password.")
      return
    }
    setBusy(true)
    try {
      leaveTab()
      const session = await signIn(email.trim(), password)
      onSignedIn(session.person)
    } catch (error) {
      setFault(error instanceof Problem && error.status === 401 ? "The email address or the password is not right." : sentenceOf(error))
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => { void submit(event) }}>
      <div role="alert">{fault === undefined ? null : <p className="govuk-error-message" id={`${id}-fault`}>{fault}</p>}</div>
      <TextField label="Work email" type="email" autoComplete="username" spellCheck={false} value={email} onValue={setEmail} />
      <TextField label="Password" type="password" autoComplete="current-password" {...(known === "" ? {} : { "data-focus": true })} value={password} onValue={setPassword} />
      <button className="govuk-button" type="submit">{busy ? "Signing in" : "Sign in"}</button>
    </form>
  )
}
