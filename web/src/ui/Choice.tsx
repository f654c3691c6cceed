/** GOV.UK radios and checkboxes. */
import { useId, type ReactNode } from "react"

interface Item<Value> {
  readonly value: Value
  readonly title: string
  readonly hint?: ReactNode
  /** Why it may not be chosen. */
  readonly blocked?: string | undefined
}

interface GroupProps {
  readonly id?: string
  readonly legend: string
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly children: ReactNode
}

export function Group({ id, legend, hint, error, children }: GroupProps): ReactNode {
  const own = useId()
  const key = id ?? own
  const described = [hint === undefined ? "" : `${key}-hint`, error === undefined ? "" : `${key}-error`].filter((one) => one !== "").join(" ")
  return (
    <div className={error === undefined ? "govuk-form-group" : "govuk-form-group govuk-form-group--error"}>
      <fieldset className="govuk-fieldset" {...(described === "" ? {} : { "aria-describedby": described })}>
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
        {hint === undefined ? null : <div className="govuk-hint" id={`${key}-hint`}>{hint}</div>}
        {error === undefined ? null : (
          <p className="govuk-error-message" id={`${key}-error`}><span className="vh">Error: </span>{error}</p>
        )}
        {children}
      </fieldset>
    </div>
  )
}

export function Radios<Value extends string | number>({ id, items, value, onValue, small = true }: {
  readonly id?: string
  readonly items: readonly Item<Value>[]
  readonly value: Value | undefined
  readonly onValue: (value: Value) => void
  readonly small?: boolean
}): ReactNode {
  const own = useId()
  const key = id ?? own
  return (
    <div className={small ? "govuk-radios govuk-radios--small" : "govuk-radios"}>
      {items.map((item, index) => (
        <Choice
          key={item.value} kind="radio" name={key} id={index === 0 ? key : `${key}-${item.value}`} item={item}
          checked={item.value === value} onChange={() => { onValue(item.value) }}
        />
      ))}
    </div>
  )
}

export function Checks<Value extends string>({ id, items, values, onValues }: {
  readonly id?: string
  readonly items: readonly Item<Value>[]
  readonly values: readonly Value[]
  readonly onValues: (values: readonly Value[]) => void
}): ReactNode {
  const own = useId()
  const key = id ?? own
  const without = (value: Value): readonly Value[] => values.filter((one) => one !== value)
  return (
    <div className="govuk-checkboxes govuk-checkboxes--small">
      {items.map((item, index) => (
        <Choice
          key={item.value} kind="checkbox" name={key} id={index === 0 ? key : `${key}-${item.value}`} item={item}
          checked={values.includes(item.value)}
          onChange={(checked) => { onValues(checked ? [...without(item.value), item.value] : without(item.value)) }}
        />
      ))}
    </div>
  )
}

function Choice({ kind, name, id, item, checked, onChange }: {
  readonly kind: "radio" | "checkbox"
  readonly name: string
  readonly id: string
  readonly item: Item<string | number>
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
}): ReactNode {
  const block = kind === "radio" ? "govuk-radios" : "govuk-checkboxes"
  const hint = item.blocked ?? item.hint
  return (
    <div className={`${block}__item`}>
      <input
        className={`${block}__input`} type={kind} id={id} name={name} value={item.value} checked={checked}
        aria-disabled={item.blocked === undefined ? undefined : true} {...(hint === undefined ? {} : { "aria-describedby": `${id}-hint` })}
        onChange={(event) => { if (item.blocked === undefined) onChange(event.target.checked) }}
      />
      <label className={`govuk-label ${block}__label`} htmlFor={id}>{item.title}</label>
      {hint === undefined ? null : <div className={`govuk-hint ${block}__hint`} id={`${id}-hint`}>{hint}</div>}
    </div>
  )
}
