/** One banner at a time: what is out of the ordinary, what it means, what helps. */
import { Link, useParams } from "@tanstack/react-router"
import { useQuery } from "@tanstack/react-query"
import type { ReactNode } from "react"
import { incidentQuery } from "../../api/queries.ts"
import { bannerOf, leadOf, type Banner } from "../../incident/banner.ts"
import { nameOf } from "../../incident/people.ts"
import { plainMinute } from "../../incident/times.ts"
import { count } from "../../incident/words.ts"
import type { RoomView } from "../../replica/types.ts"
import { signedOut } from "../../session/signed-out.ts"
import { Button } from "../../ui/Button.tsx"
import { downloadText } from "../../ui/copy.ts"
import { useNow } from "../../ui/clock.ts"
import { Fault } from "./act/FormDialog.tsx"
import { useGive } from "./act/useGive.ts"
import { useActions } from "./RoomActions.tsx"
import { useReplica, useView } from "./RoomContext.tsx"
import { unsentText } from "./tray-words.ts"

const grave: ReadonlySet<Banner["is"]> = new Set<Banner["is"]>(["forked", "storage", "no_one_in_command", "failed"])
const trainedDeclare = "A person trained as Incident Manager declares it. Call the one on call."
const quiet: ReadonlySet<Banner["is"]> = new Set<Banner["is"]>(["refusals", "not_declared", "offered"])

/** Its first sentence is announced by the `Announcer`, which is always there. */
export function StateBanner(): ReactNode {
  const view = useView()
  const banner = bannerOf(view, useNow())
  if (banner === undefined) return null
  const look = grave.has(banner.is) ? "banner banner--grave" : quiet.has(banner.is) ? "banner banner--info" : "banner"
  return (
    <section className={look} aria-label="State of this page">
      <p><b>{leadOf(banner)}</b> <Rest banner={banner} view={view} /></p>
      <Ways banner={banner} />
    </section>
  )
}

function Rest({ banner, view }: { readonly banner: Banner; readonly view: RoomView }): ReactNode {
  switch (banner.is) {
    case "removed": return "You see it as it was. Nothing you write here is sent; what you had not sent is kept on this device."
    case "not_found": return "What you had not sent is kept on this device."
    case "forked": return "The server’s record is not the one this device saw. Tell whoever runs the server, and work by phone until they have answered. To join again after that, clear this site’s data in the browser and open the room. Download what you wrote first."
    case "signed_out": return view.unsent === 0 ? "What you write is kept on this device until you sign in." : `${count(view.unsent, "change")} kept on this device until you sign in.`
    case "failed": return `${banner.reason} What you typed is kept on this device. Reload the page.`
    case "storage": return "What you write and have not sent is kept in this tab only. Do not close or reload it."
    case "offline": return <Apart reason={banner.connection.reason} since={banner.connection.since} view={view} />
    case "reconnecting": return <><Retry at={banner.connection.retryAt} /> Keep working, nothing is lost.</>
    case "no_one_in_command": return "The log goes on. A person trained as Incident Manager has to take command."
    case "refusals": return `Nothing is lost. Look and decide what to do with ${banner.number === 1 ? "it" : "them"}.`
    case "not_declared": return <>Nobody is in command. <Declaring incident={view.incident} /></>
    case "closed": return "Its log is kept. It takes nothing more, but for how its lessons go on."
    case "offered": return "They stay in command until you accept."
    case "challenged": return `Without an answer by ${plainMinute(banner.ripeAt)} somebody else may take command.`
    case "read_only": return <AskManager view={view} />
  }
}

/** How much is kept here, and when it goes. */
function kept({ unsent }: RoomView): string {
  if (unsent === 0) return "What you write is kept on this device and goes when you reconnect."
  const [is, goes] = unsent === 1 ? ["is", "goes"] : ["are", "go"]
  return `${count(unsent, "change")} ${is} kept on this device and ${goes} when you reconnect.`
}

function Apart({ reason, since, view }: { readonly reason: "network" | "store_away" | "cut"; readonly since: number; readonly view: RoomView }): ReactNode {
  if (reason === "store_away") return `${kept(view)} Tell people by phone what cannot wait.`
  if (reason === "cut") return `${kept(view)} Others do not see you.`
  return `${kept(view)} Names and roles shown are as of ${plainMinute(since)}.`
}

function AskManager({ view }: { readonly view: RoomView }): ReactNode {
  const manager = view.room?.command.manager
  const name = view.room && manager !== undefined ? `, ${nameOf(view.room, manager)},` : ""
  return `Ask the Incident Manager${name} for a role if you need one.`
}

function Retry({ at }: { readonly at: number | undefined }): ReactNode {
  const now = useNow()
  if (at === undefined || at <= now) return "Trying now."
  return `Trying again in ${count(Math.ceil((at - now) / 1_000), "second")}.`
}

function Declaring({ incident }: { readonly incident: string }): ReactNode {
  const { data } = useQuery(incidentQuery(incident))
  if (data === undefined) return null
  if (data.may_declare.allowed) return "You may declare it and take command."
  return data.may_declare.reason ?? trainedDeclare
}

function Ways({ banner }: { readonly banner: Banner }): ReactNode {
  const replica = useReplica()
  const { show } = useActions()
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  switch (banner.is) {
    case "offline": case "reconnecting":
      return banner.connection.reason === "cut"
        ? <Way onClick={() => { replica.mend() }}>Mend the connection</Way>
        : <Way onClick={() => { replica.tryNow() }}>Try now</Way>
    case "forked": case "failed":
      return <DownloadWay />
    case "signed_out":
      return <Way onClick={signedOut.ask}>Sign in</Way>
    case "refusals":
      return <Way onClick={() => { show({ is: "tray" }) }}>See {banner.number === 1 ? "the change" : `the ${count(banner.number, "change")}`}</Way>
    case "offered":
      return <Way onClick={() => { show({ is: "accept" }) }}>Read and accept</Way>
    case "no_one_in_command":
      return <Way onClick={() => { show({ is: "command" }) }}>Take command</Way>
    case "challenged":
      return <HereWay />
    case "not_declared":
      return <DeclareWay incident={incident} />
    default:
      return null
  }
}

/** Where nothing is sent any more: what is here and nowhere else. */
function DownloadWay(): ReactNode {
  const view = useView()
  const text = unsentText(view)
  if (text === "") return null
  return <Way onClick={() => { downloadText(`${view.room?.incident.reference ?? "incident"}-not-sent.txt`, text) }}>Download what you wrote</Way>
}

function DeclareWay({ incident }: { readonly incident: string }): ReactNode {
  const { data } = useQuery(incidentQuery(incident))
  return (
    <div className="btn-row">
      {data?.may_declare.allowed === false
        ? <Button small blocked={data.may_declare.reason ?? trainedDeclare}>Declare</Button>
        : <Link className="btn btn--s" to="/incidents/$incident/declare" params={{ incident }}>Declare</Link>}
    </div>
  )
}

function HereWay(): ReactNode {
  const { fault, give } = useGive()
  return (
    <>
      <Way onClick={() => { give("answer_challenge", {}) }}>I am here</Way>
      <Fault>{fault}</Fault>
    </>
  )
}

function Way({ onClick, children }: { readonly onClick: () => void; readonly children: ReactNode }): ReactNode {
  return <div className="btn-row"><Button small look="second" onClick={onClick}>{children}</Button></div>
}
