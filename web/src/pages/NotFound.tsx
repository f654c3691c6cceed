import { Link, useRouter } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { Unreachable, sentenceOf } from "../api/problem.ts"
import { ServiceBar, SkipLinks } from "../ui/ServiceBar.tsx"

/** An address with nothing behind it. */
export function NotFound(): ReactNode {
  return (
    <>
      <SkipLinks />
      <ServiceBar />
      <main className="page page--form" id="main">
        <h1 className="govuk-heading-l">There is nothing at this address</h1>
        <p className="govuk-body"><Link className="govuk-link" to="/incidents">Go to the incidents</Link></p>
      </main>
    </>
  )
}

/** A page that could not be shown. What was typed in a room is on the device. */
export function Broken({ error }: { readonly error: unknown }): ReactNode {
  const router = useRouter()
  return (
    <main className="page page--form" id="main">
      <h1 className="govuk-heading-l">{error instanceof Unreachable ? "The server does not answer" : "This page stopped"}</h1>
      <p className="govuk-body">{sentenceOf(error)} What you wrote in a room is kept on this device.</p>
      <button className="govuk-button" type="button" onClick={() => { void router.invalidate() }}>Try again</button>
    </main>
  )
}

/** While a page is on its way: words, so that nobody looks at an empty window. */
export function Opening(): ReactNode {
  return (
    <main className="page page--form" id="main">
      <div role="status">
        <h1 className="govuk-heading-l">Opening</h1>
        <p className="govuk-body">One moment.</p>
      </div>
    </main>
  )
}
