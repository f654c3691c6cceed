/** The frame of a form that belongs to a room: the bar stays, the way back is at the top. */
import { Link, useParams } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { AppLine } from "../../offline/AppLine.tsx"
import { SkipLinks } from "../../ui/ServiceBar.tsx"
import { ErrorSummary, type Errors } from "../../ui/ErrorSummary.tsx"
import { useTitle } from "../../ui/title.ts"
import { useRoom } from "./RoomContext.tsx"
import { RoomBar } from "./RoomBar.tsx"

interface FormPageProps {
  readonly title: string
  readonly errors: Errors
  /** As wide as the page. */
  readonly wide?: boolean
  readonly children: ReactNode
}

export function FormPage({ title, errors, wide = false, children }: FormPageProps): ReactNode {
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  const room = useRoom()
  useTitle(`${title}, ${room.incident.reference}`)
  return (
    <>
      <SkipLinks />
      <RoomBar />
      <AppLine />
      <main className={wide ? "page" : "page page--form"} id="main">
        <Link className="govuk-back-link" to="/incidents/$incident" params={{ incident }}>{room.incident.title}</Link>
        <ErrorSummary errors={errors} />
        <h1 className="govuk-heading-l">{title}</h1>
        {children}
      </main>
    </>
  )
}
