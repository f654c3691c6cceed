/** What do we believe, who are we, and what do others hear: situation, team, communications. */
import type { ReactNode } from "react"
import { Tabs } from "../../ui/Tabs.tsx"
import { CommunicationsPanel } from "./communications/CommunicationsPanel.tsx"
import { useRoomSearch, type Side } from "./search.ts"
import { SituationPanel } from "./SituationPanel.tsx"
import { TeamPanel } from "./TeamPanel.tsx"

const tabs: readonly (readonly [Side, string])[] = [["situation", "Situation"], ["team", "Team"], ["communications", "Communications"]]

export function LeftPane(): ReactNode {
  const [{ side }, set] = useRoomSearch()
  return (
    <section className="pane pane--l" aria-label="Situation and team">
      <h2 className="vh">Situation and team</h2>
      <Tabs id="side" label="Situation and team" tabs={tabs} selected={side} onSelect={(name) => { set({ side: name }) }} />
      <div className="pane__scroll" id="side-panel" role="tabpanel" aria-labelledby={`side-${side}`} tabIndex={0}>
        {side === "team" ? <TeamPanel /> : side === "communications" ? <CommunicationsPanel /> : <SituationPanel />}
      </div>
    </section>
  )
}
