/** The phone's four tabs. */
import type { ReactNode } from "react"
import { Icon } from "../../ui/Icon.tsx"
import { useNowCount } from "./NowPane.tsx"
import { useRoomSearch, type PhoneTab } from "./search.ts"

const tabs: readonly (readonly [PhoneTab, string])[] = [["log", "Log"], ["now", "Now"], ["situation", "Situation"], ["more", "More"]]

export function PhoneTabs(): ReactNode {
  const [{ tab: shown }, set] = useRoomSearch()
  const now = useNowCount()
  return (
    <nav className="tabbar" aria-label="Room sections">
      {tabs.map(([tab, title]) => (
        <button key={tab} type="button" aria-current={tab === shown ? "page" : undefined} onClick={() => { set({ tab }) }}>
          <Icon name={tab} />{title}
          {tab === "now" && now.number > 0 ? (
            <span className={now.grave ? "n n--grave" : "n"}><span className="vh">, </span>{now.number}<span className="vh"> need attention</span></span>
          ) : null}
        </button>
      ))}
    </nav>
  )
}
