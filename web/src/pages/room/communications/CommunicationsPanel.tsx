/** What reaches outside the room: the next call, the lines, what is said to whom, and whom to bring in. */
import type { ReactNode } from "react"
import { communicationsState, messageStateNames } from "../../../incident/communications.ts"
import { holders } from "../../../incident/people.ts"
import { listed } from "../../../incident/words.ts"
import { useRoom } from "../RoomContext.tsx"
import { BringInSection } from "./BringInSection.tsx"
import { CallSection } from "./CallSection.tsx"
import { LinesSection } from "./LinesSection.tsx"
import { MessagesSection } from "./MessagesSection.tsx"

export function CommunicationsPanel(): ReactNode {
  const room = useRoom()
  const leads = holders(room, "comms_lead")
  return (
    <>
      <CallSection />
      <LinesSection />
      <section className="kv">
        <h3>Communications Lead</h3>
        <p className="fg">{leads.length === 0 ? <b className="amber">Nobody holds this role</b> : listed(leads.map(({ name }) => name))}. {messageStateNames[communicationsState(room)]}</p>
      </section>
      <MessagesSection kind="holding_line" title="Holding lines" none="No line is agreed yet for those who ask." add="Add a holding line" />
      <MessagesSection kind="briefing" title="Briefings owed" none="Nobody is owed a briefing." add="Add a briefing" />
      <MessagesSection kind="update" title="Messages" none="Nothing was written to anybody yet." add="Write a message" />
      <BringInSection />
    </>
  )
}
