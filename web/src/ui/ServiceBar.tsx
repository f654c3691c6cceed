/** The black bar: whose installation, where you are, and what the page puts at the right. */
import { useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { setupQuery } from "../api/queries.ts"

interface ServiceBarProps {
  /** Links beside the organisation; absent where nobody is signed in. */
  readonly nav?: ReactNode
  readonly children?: ReactNode
}

export function ServiceBar({ nav, children }: ServiceBarProps): ReactNode {
  const { data } = useQuery(setupQuery)
  const organisation = data?.organisation ?? ""
  return (
    <header className="top">
      <Link className="top__org" to="/incidents">{organisation === "" ? "Loggist" : organisation}</Link>
      {organisation === "" ? null : <span className="top__svc">Loggist</span>}
      {nav === undefined ? null : <nav aria-label="Service"><ul>{nav}</ul></nav>}
      <div className="top__r">{children}</div>
    </header>
  )
}

export function SkipLinks({ composer = false }: { readonly composer?: boolean }): ReactNode {
  return (
    <>
      <a className="skip" href="#main">Skip to main content</a>
      {composer ? <a className="skip" href="#entry">Skip to log entry box</a> : null}
    </>
  )
}
