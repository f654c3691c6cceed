/** The code, as it was read out. */
import { useState, type ReactNode, type SubmitEvent } from "react"
import { ErrorSummary, type Errors } from "../../ui/ErrorSummary.tsx"
import { TextField } from "../../ui/Field.tsx"

interface CodeFormProps {
  /** What was wrong with the one before. */
  readonly fault?: string
  /** What is in the box to begin with. */
  readonly was?: string
  readonly onCode: (code: string) => void
}

/** Letters and digits of a code. */
const length = 10

export function CodeForm({ fault, was = "", onCode }: CodeFormProps): ReactNode {
  const [code, setCode] = useState(was)
  const [errors, setErrors] = useState<Errors>(fault === undefined ? {} : { "": fault })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const typed = code.replaceAll(/[\s-]/g, "")
    if (typed.length === length) onCode(code.trim())
    else setErrors({ code: `Enter the code: ${length} letters and digits` })
  }
  return (
    <>
      <ErrorSummary errors={errors} />
      <h1 className="govuk-heading-l">Join an incident room</h1>
      <p className="govuk-body">Somebody who is in the room gives you a link or a code.</p>
      <form noValidate onSubmit={submit}>
        <TextField
          id="code" label="Code" hint={`${length} letters and digits, such as K7QMF-3XW9D`} autoComplete="off" autoCapitalize="characters" spellCheck={false}
          className="govuk-input--width-10" error={errors["code"]} value={code} onValue={setCode}
        />
        <button className="govuk-button" type="submit">Continue</button>
      </form>
    </>
  )
}
