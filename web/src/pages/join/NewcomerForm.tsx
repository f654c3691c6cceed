/** Joining from outside: who they are, and how they come back; whoever has an account signs in instead. */
import { useState, type ReactNode, type SubmitEvent } from "react"
import { joinByInvitation, type Newcomer } from "../../api/invitations.ts"
import { ErrorSummary, type Errors } from "../../ui/ErrorSummary.tsx"
import { TextField } from "../../ui/Field.tsx"
import { AcceptForm } from "./AcceptForm.tsx"
import { useTaking } from "./useTaking.ts"

/** Characters of a password without a second factor. */
const passwordMin = 15

const blank: Newcomer = { name: "", organisation: "", email: "", password: "" }

function faults({ name, organisation, email, password }: Newcomer): Errors {
  return {
    ...(name === "" ? { name: "Enter your name" } : {}),
    ...(organisation === "" ? { organisation: "Enter your organisation" } : {}),
    ...(/^\S+@\S+$/.test(email) ? {} : { email: "Enter an email address, like name@example.org" }),
    ...(Array.from(password).length < passwordMin ? { password: `Use at least ${passwordMin} characters` } : {}),
  }
}

export function NewcomerForm({ code, onJoined }: { readonly code: string; readonly onJoined: () => void }): ReactNode {
  const [form, setForm] = useState(blank)
  const [errors, setErrors] = useState<Errors>({})
  const [hasAccount, setHasAccount] = useState(false)
  const { fault, busy, take } = useTaking(code, onJoined)
  if (hasAccount) return <AcceptForm code={code} person={null} onJoined={onJoined} />
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const typed = { name: form.name.trim(), organisation: form.organisation.trim(), email: form.email.trim(), password: form.password }
    const found = faults(typed)
    setErrors(found)
    if (Object.keys(found).length === 0) void take((taking) => joinByInvitation({ ...taking, ...typed }))
  }
  const set = (field: keyof Newcomer) => (value: string): void => { setForm({ ...form, [field]: value }) }
  return (
    <>
      <ErrorSummary errors={fault === undefined ? errors : { "": fault }} />
      <p className="govuk-body">You need no account. You see this incident alone, and everyone in it sees your name and organisation.</p>
      <form noValidate onSubmit={submit}>
        <TextField id="name" label="Your name" hint="As others will see it in the log" autoComplete="name" error={errors["name"]} value={form.name} onValue={set("name")} />
        <TextField id="organisation" label="Organisation" autoComplete="organization" error={errors["organisation"]} value={form.organisation} onValue={set("organisation")} />
        <TextField id="email" label="Email" type="email" autoComplete="username" spellCheck={false} error={errors["email"]} value={form.email} onValue={set("email")} />
        <TextField
          id="password" label="Password" type="password" autoComplete="new-password" hint={`To come back with. At least ${passwordMin} characters; four random words do well.`}
          error={errors["password"]} value={form.password} onValue={set("password")}
        />
        <div className="govuk-button-group">
          <button className="govuk-button" type="submit">{busy ? "Joining" : "Join the room"}</button>
          <button className="govuk-button govuk-button--secondary" type="button" onClick={() => { setHasAccount(true) }}>I have an account here</button>
        </div>
      </form>
    </>
  )
}
