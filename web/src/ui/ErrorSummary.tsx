/** What a form could not take, above it, with a link to each field. It takes focus when it appears. */
import { useEffect, useRef, type ReactNode } from "react"

export type Errors = Readonly<Record<string, string>>

/** `errors`: field id to sentence; the key "" is for the form as a whole. */
export function ErrorSummary({ errors }: { readonly errors: Errors }): ReactNode {
  const box = useRef<HTMLDivElement>(null)
  const list = Object.entries(errors)
  useEffect(() => {
    if (Object.keys(errors).length > 0) box.current?.focus()
  }, [errors])
  if (list.length === 0) return null
  return (
    <div className="govuk-error-summary" ref={box} tabIndex={-1}>
      <div role="alert">
        <h2 className="govuk-error-summary__title">There is a problem</h2>
        <div className="govuk-error-summary__body">
          <ul className="govuk-list govuk-error-summary__list">
            {list.map(([id, sentence]) => (
              <li key={id}>{id === "" ? sentence : (
                <a
                  href={`#${id}`}
                  onClick={(event) => {
                    event.preventDefault()
                    document.getElementById(id)?.focus()
                  }}
                >
                  {sentence}
                </a>
              )}</li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}
