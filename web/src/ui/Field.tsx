/** Labelled GOV.UK fields with hint and error. */
import { useId, type InputHTMLAttributes, type ReactNode } from "react"

interface Common {
  readonly id?: string
  readonly label: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  /** The label is heard and not seen: what stands beside it says the same. */
  readonly hideLabel?: boolean
}

/** The frame of any field: label, hint, error, and the ids that describe the control. */
export function FieldFrame({ id, label, hint, error, hideLabel = false, children }: Common & {
  readonly children: (control: { readonly id: string; readonly "aria-describedby": string | undefined; readonly "aria-invalid": boolean | undefined }) => ReactNode
}): ReactNode {
  const own = useId()
  const key = id ?? own
  const described = [hint === undefined ? "" : `${key}-hint`, error === undefined ? "" : `${key}-error`].filter((one) => one !== "").join(" ")
  return (
    <div className={error === undefined ? "govuk-form-group" : "govuk-form-group govuk-form-group--error"}>
      <label className={hideLabel ? "vh" : "govuk-label govuk-label--s"} htmlFor={key}>{label}</label>
      {hint === undefined ? null : <div className="govuk-hint" id={`${key}-hint`}>{hint}</div>}
      {error === undefined ? null : (
        <p className="govuk-error-message" id={`${key}-error`}><span className="vh">Error: </span>{error}</p>
      )}
      {children({ id: key, "aria-describedby": described === "" ? undefined : described, "aria-invalid": error === undefined ? undefined : true })}
    </div>
  )
}

interface TextFieldProps extends Common, Omit<InputHTMLAttributes<HTMLInputElement>, "id" | "value" | "onChange"> {
  readonly value: string
  readonly onValue: (value: string) => void
}

export function TextField({ id, label, hint, error, hideLabel = false, value, onValue, className, ...rest }: TextFieldProps): ReactNode {
  const classes = ["govuk-input", error === undefined ? "" : "govuk-input--error", className ?? ""].filter((name) => name !== "").join(" ")
  return (
    <FieldFrame {...(id === undefined ? {} : { id })} label={label} hint={hint} error={error} hideLabel={hideLabel}>
      {(control) => <input {...rest} {...control} className={classes} value={value} onChange={(event) => { onValue(event.target.value) }} />}
    </FieldFrame>
  )
}

export function TextAreaField({ id, label, hint, error, value, onValue, rows = 3, first = false, charactersMax }: Common & {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly rows?: number
  /** Takes the focus when its dialog opens. */
  readonly first?: boolean
  /** The longest text that the server takes. */
  readonly charactersMax?: number
}): ReactNode {
  return (
    <FieldFrame {...(id === undefined ? {} : { id })} label={label} hint={hint} error={error}>
      {(control) => (
        <textarea
          {...control} className="govuk-textarea" rows={rows} maxLength={charactersMax} {...(first ? { "data-focus": true } : {})}
          value={value} onChange={(event) => { onValue(event.target.value) }}
        />
      )}
    </FieldFrame>
  )
}

export function SelectField({ id, label, hint, error, value, onValue, options, blank }: Common & {
  readonly value: string
  readonly onValue: (value: string) => void
  readonly options: readonly (readonly [value: string, title: string])[]
  readonly blank: string
}): ReactNode {
  return (
    <FieldFrame {...(id === undefined ? {} : { id })} label={label} hint={hint} error={error}>
      {(control) => (
        <select {...control} className="govuk-select" value={value} onChange={(event) => { onValue(event.target.value) }}>
          <option value="">{blank}</option>
          {options.map(([key, title]) => <option key={key} value={key}>{title}</option>)}
        </select>
      )}
    </FieldFrame>
  )
}
