/** A room and its forms: holds the replica open, and says so while there is nothing to show yet. */
import { Link, Outlet, getRouteApi } from "@tanstack/react-router"
import { useEffect, type ReactNode } from "react"
import type { Connection } from "../replica/types.ts"
import { useSignedOut } from "../session/SignInAgain.tsx"
import { signedOut } from "../session/signed-out.ts"
import { Button } from "../ui/Button.tsx"
import { ServiceBar, SkipLinks } from "../ui/ServiceBar.tsx"
import { useTitle } from "../ui/title.ts"
import { Removed } from "./room/Removed.tsx"
import { useSendings } from "./room/attachments/useSendings.ts"
import { RoomProvider, useReplica, useView } from "./room/RoomContext.tsx"

const route = getRouteApi("/in/incidents/$incident")

export function RoomFrame(): ReactNode {
  const { replica } = route.useRouteContext()
  return (
    <RoomProvider replica={replica}>
      <SessionOfRoom />
      <WhenThere />
    </RoomProvider>
  )
}

/** Tells the page when the server no longer knows this session, and the replica when it does again; files go on being sent. */
function SessionOfRoom(): ReactNode {
  const replica = useReplica()
  const { connection } = useView()
  const out = useSignedOut()
  useSendings()
  const kind = connection.kind
  useEffect(() => {
    if (kind === "signed_out") signedOut.report()
  }, [kind])
  useEffect(() => {
    if (!out && replica.view().connection.kind === "signed_out") replica.signedIn()
  }, [out, replica])
  return null
}

function WhenThere(): ReactNode {
  const { room, connection } = useView()
  const replica = useReplica()
  if (room && connection.kind !== "not_found" && connection.kind !== "removed") return <Outlet />
  const words = whyNot(connection)
  return (
    <>
      <SkipLinks />
      <ServiceBar nav={<li><Link to="/incidents" activeOptions={{ exact: true }}>All incidents</Link></li>} />
      <main className="page page--form" id="main">
        <Waiting title={words.title} />
        {connection.kind === "removed" ? <Removed /> : (
          <div role="status">
            <h1 className="govuk-heading-l">{words.title}</h1>
            <p className="govuk-body">{words.text}</p>
          </div>
        )}
        {connection.kind === "offline" ? <Button onClick={replica.tryNow.bind(replica)}>Try now</Button> : null}
        {connection.kind === "not_found" ? <Link className="govuk-link" to="/incidents">Go to the incidents</Link> : null}
      </main>
    </>
  )
}

function Waiting({ title }: { readonly title: string }): ReactNode {
  useTitle(title)
  return null
}

function whyNot(connection: Connection): { readonly title: string; readonly text: string } {
  switch (connection.kind) {
    case "not_found":
      return { title: "There is no such incident here", text: "Or you are not in it. Ask its Incident Manager to add you." }
    case "removed":
      return { title: "Your part in this incident has ended", text: "What you had not sent is kept on this device." }
    case "offline":
      return connection.reason === "store_away"
        ? { title: "The server cannot record just now", text: "The room opens as soon as it can. Use the phone meanwhile." }
        : { title: "There is no connection", text: "This device has no copy of this incident yet. The room opens as soon as there is a connection." }
    case "failed":
      return { title: "This room cannot be shown", text: connection.reason }
    case "signed_out":
      return { title: "Sign in again", text: "Your session has ended." }
    case "forked":
      return { title: "This device and the server do not agree", text: "The server’s record is not the one this device saw. Tell whoever runs the server before anybody goes on." }
    default:
      return { title: "Opening the room", text: "One moment." }
  }
}
