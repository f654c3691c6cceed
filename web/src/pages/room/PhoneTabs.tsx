/** The phone's four tabs, as addresses of the room. */
import { Link } from "@tanstack/react-router"
import type { ReactNode } from "react"
import { Icon } from "../../ui/Icon.tsx"
import { useNowCount } from "./NowPane.tsx"
import { readSearch, type PhoneTab } from "./search.ts"

const tabs: readonly (readonly [PhoneTab, string])[] = [["log", "Log"], ["now", "Decide, do"], ["situation", "Situation"], ["more", "More"]]

export function PhoneTabs(): ReactNode {
  const now = useNowCount()
  return (
    <nav className="tabbar" aria-label="Room sections">
      {tabs.map(([tab, title]) => (
        <Link
          key={tab} from="/incidents/$incident/" to="." replace resetScroll={false} activeOptions={{ exact: true }}
          search={(before) => readSearch({ ...before, tab })}
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
