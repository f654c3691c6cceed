/** The phone's four tabs. */
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { Icon } from "../../ui/Icon.tsx"
import { useNowCount } from "./NowPane.tsx"
import { readSearch, useRoomSearch, type PhoneTab } from "./search.ts"

const tabs: readonly (readonly [PhoneTab, string])[] = [["log", "Log"], ["now", "Now"], ["situation", "Situation"], ["more", "More"]]

export function PhoneTabs(): ReactNode {
  const [{ tab: shown }] = useRoomSearch()
  const now = useNowCount()
  return (
    <nav className="tabbar" aria-label="Room sections">
      {tabs.map(([tab, title]) => (
        <Link
          key={tab} from="/incidents/$incident/" to="." replace resetScroll={false} search={(before) => readSearch({ ...before, tab })}
          activeProps={{}} aria-current={tab === shown ? "page" : undefined}
        >
          <Icon name={tab} />{title}
          {tab === "now" && now.number > 0 ? (
            <span className={now.grave ? "n n--grave" : "n"}><span className="vh">, </span>{now.number}<span className="vh"> need attention</span></span>
          ) : null}
        </Link>
      ))}
    </nav>
  )
}
