/** The phone's fourth tab: what the wide page keeps in its bar. */
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { inCommand } from "../../incident/command.ts"
import { usePerson } from "../../session/session.ts"
import { Button } from "../../ui/Button.tsx"
import { ServerClock } from "../../ui/ServerClock.tsx"
import { CommandWays } from "./command/CommandWays.tsx"
import { HereNow } from "./HereNow.tsx"
import { PrintLog } from "./PrintLog.tsx"
import { useActions } from "./RoomActions.tsx"
import { useRoom, useView } from "./RoomContext.tsx"
import { TimeBoardButton } from "./TimeBoardDialog.tsx"
import { SignOut } from "./SignOut.tsx"

export function MorePane(): ReactNode {
  const view = useView()
  const room = useRoom()
  const { incident } = room
  const person = usePerson()
  const { show } = useActions()
  return (
    <section className="pane pane--more" aria-label="More">
      <div className="pane__bar"><h2>More</h2></div>
      <div className="pane__scroll" tabIndex={0} role="region" aria-label="More about this room">
        <section className="kv">
          <h3>{incident.reference}</h3>
          <ul>
            <li><span>Time</span><ServerClock skewMs={view.clockSkewMs} live={view.connection.kind === "live"} /></li>
            <li><span>What you write</span><span>{view.storage.kind === "device" ? "kept on this device" : "kept in this tab only"}</span></li>
            <li><span>Signed in as</span><span>{person.name}</span></li>
          </ul>
        </section>
        <section className="kv">
          <h3>Command</h3>
          <p className="fg">{inCommand(room)}</p>
          <CommandWays />
        </section>
        <HereNow />
        <div className="kv btn-row">
          <Link className="btn btn--2" to="/incidents/$incident/brief" params={{ incident: incident.id }}>Brief me</Link>
          <Link className="btn btn--2" to="/incidents/$incident/review" params={{ incident: incident.id }}>Review</Link>
          <Link className="btn btn--2" to="/incidents">All incidents</Link>
          {view.tray.length > 0 ? <Button look="second" onClick={() => { show({ is: "tray" }) }}>Changes not accepted</Button> : null}
          <TimeBoardButton look="button" />
          <Button look="second" onClick={() => { show({ is: "attachments" }) }}>Attachments</Button>
          <PrintLog />
          <Button look="second" onClick={() => { show({ is: "keys" }) }}>Keyboard</Button>
          <SignOut look="button" />
        </div>
      </div>
    </section>
  )
}
