/** For somebody whose part in an incident has ended: says so, shows nothing of it, and takes what they had not sent. */
import { Link } from "@tanstack/react-router"
import { useState, type ReactNode } from "react"
import { msOf, shortMoment } from "../../incident/times.ts"
import { count } from "../../incident/words.ts"
import { Button } from "../../ui/Button.tsx"
import { useMinute } from "../../ui/clock.ts"
import { downloadText } from "../../ui/copy.ts"
import { useReplica, useView } from "./RoomContext.tsx"
import { trayText, trayTitle } from "./tray-words.ts"

type HandingIn = "no" | "busy" | "done" | "failed"

export function Removed(): ReactNode {
  const { handIn } = useView()
  const [state, setState] = useState<HandingIn>("no")
  return (
    <>
      <h1 className="govuk-heading-l">Your part in this incident has ended</h1>
      <p className="govuk-body">You no longer see it here. What you wrote and sent stays in its log, with your name. To come back, ask its Incident Manager to add you.</p>
      {state === "done"
        ? <p className="govuk-body" role="status">Handed in. The Incident Manager, the Deputy or the Secretariat decides what becomes of it.</p>
        : handIn.length === 0
          ? <p className="govuk-body">Everything you wrote was sent.</p>
          : <HandIn state={state} onState={setState} />}
      <p className="govuk-body"><Link className="govuk-link" to="/incidents">Go to the incidents</Link></p>
    </>
  )
}

function HandIn({ state, onState }: { readonly state: HandingIn; readonly onState: (state: HandingIn) => void }): ReactNode {
  const replica = useReplica()
  const { handIn, incident } = useView()
  const now = useMinute()
  const send = (): void => {
    if (state === "busy") return
    onState("busy")
    void replica.surrender().then((taken) => { onState(taken ? "done" : "failed") }, () => { onState("failed") })
  }
  return (
    <section aria-labelledby="hand-in">
      <h2 className="govuk-heading-m" id="hand-in">{count(handIn.length, "thing")} you wrote {handIn.length === 1 ? "was" : "were"} not sent</h2>
      <p className="govuk-body">Hand it in within seven days, and the people in the incident decide what becomes of it. Until then it is kept on this device only.</p>
      {handIn.map((item) => (
        <article className="rej" key={item.id} aria-label={trayTitle(item)}>
          <h3>{trayTitle(item)}, written {shortMoment(msOf(item.writtenAt), now)}</h3>
          {item.text === "" ? null : <blockquote>{item.text}</blockquote>}
        </article>
      ))}
      <div className="btn-row">
        <Button onClick={send}>{state === "busy" ? "Handing in" : "Hand it in"}</Button>
        <Button look="second" onClick={() => { downloadText(`${incident}-not-sent.txt`, trayText(handIn)) }}>Download it</Button>
      </div>
      <div role="alert">{state === "failed" ? <p className="fault">The server did not take it. It is still kept here. Try again, or download it.</p> : null}</div>
    </section>
  )
}
