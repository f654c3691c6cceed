/** A button of the operations layer. One that may not be used stays in place and says why. */
import { useId, type ButtonHTMLAttributes, type ReactNode } from "react"

interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, "disabled"> {
  readonly look?: "main" | "second" | "warn" | "link"
  readonly small?: boolean
  /** Why it may not be used; absent when it may. */
  readonly blocked?: string | undefined
  readonly children: ReactNode
}

const looks = { main: "btn", second: "btn btn--2", warn: "btn btn--warn", link: "btn btn--link" } as const

export function Button({ look = "main", small = false, blocked, children, onClick, className, ...rest }: ButtonProps): ReactNode {
  const id = useId()
  const classes = [looks[look], small ? "btn--s" : "", className ?? ""].filter((name) => name !== "").join(" ")
  if (blocked === undefined) return <button type="button" {...rest} className={classes} onClick={onClick}>{children}</button>
  return (
    <>
      <button
        {...rest} type="button" className={classes} title={blocked} aria-disabled="true" aria-describedby={id}
        onClick={(event) => { event.preventDefault() }}
      >
        {children}
      </button>
      <span className="vh" id={id}>{blocked}</span>
    </>
  )
}
