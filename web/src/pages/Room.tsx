/** The room: what we believe, what happened, what must be done now. */
import { getRouteApi } from "@tanstack/react-router"
import { useEffect, useRef, useState, type ReactNode } from "react"
import { actionsFrom } from "../incident/actions.ts"
import { readsOnly } from "../incident/may.ts"
import type { Draft, RecommendationId, RoomDocument } from "../replica/types.ts"
import { Announcer } from "./room/Announcer.tsx"
import { ChangedDialog } from "./room/ChangedDialog.tsx"
import { DemoStrip } from "./room/DemoStrip.tsx"
import { IncidentHeader } from "./room/IncidentHeader.tsx"
import { LeftPane } from "./room/LeftPane.tsx"
import { LogPane } from "./room/LogPane.tsx"
import { MorePane } from "./room/MorePane.tsx"
import { NowPane } from "./room/NowPane.tsx"
import { PhoneTabs } from "./room/PhoneTabs.tsx"
import { RoomActions, useActions, type Actions } from "./room/RoomActions.tsx"
import { useReplica, useRoom, useView } from "./room/RoomContext.tsx"
import { RoomBar } from "./room/RoomBar.tsx"
import { RoomDialog } from "./room/RoomDialogs.tsx"
import { goToPart } from "./room/parts.ts"
import { readSearch, useRoomSearch } from "./room/search.ts"
import { TimeBoardButton } from "./room/TimeBoardDialog.tsx"
import { StateBanner } from "./room/StateBanner.tsx"
import { useComposer } from "./room/useComposer.ts"
import { useDialogs } from "./room/useDialogs.ts"
import { useShortcuts } from "./room/useShortcuts.ts"
import { AppLine } from "../offline/AppLine.tsx"
import { SkipLinks } from "../ui/ServiceBar.tsx"
import { useFocusKept } from "../ui/focus.ts"
import { useTitle } from "../ui/title.ts"

const route = getRouteApi("/in/incidents/$incident/")

/* The same elements each time: they are drawn again for what they show, and not with every key in the box. */
const above = (
  <>
    <RoomBar><TimeBoardButton look="bar" /><KeysButton /></RoomBar>
    <AppLine inRoom />
    <DemoStrip />
    <IncidentHeader />
    <StateBanner />
  </>
)
const left = <LeftPane />
const more = <MorePane />
const below = <><PhoneTabs /><Announcer /></>

export function Room(): ReactNode {
  const replica = useReplica()
  const view = useView()
  const room = useRoom()
  const { opened, key, show, close, closeAll } = useDialogs(view)
  const composer = useComposer(replica, view, (sealed) => {
    const from = agreedIn(replica.view().room, sealed)
    if (from !== undefined) show({ is: "add_action", from })
  })
  const [search, setSearch] = useRoomSearch()
  const navigate = route.useNavigate()
  useTitle(`${room.incident.reference}, ${room.incident.title}`)

  // The actions stay the same ones, so that entries which did not change are not drawn again with every key.
  const latest = useRef({ composer, setSearch, navigate })
  useEffect(() => {
    latest.current = { composer, setSearch, navigate }
  })
  const [actions] = useState<Actions>(() => ({
    goTo: (number) => {
      closeAll()
      void latest.current.navigate({
        search: ({ side }) => (side ? { side } : {}), hash: `e${number}`, replace: true, resetScroll: false, hashScrollIntoView: false,
      })
    },
    goToPart: (part) => {
      void goToPart(part, (change) => latest.current.navigate({
        search: (before) => readSearch({ ...before, ...change }), replace: true, resetScroll: false,
      }))
    },
    correct: (number, text) => {
      latest.current.composer.correct(number, text)
      latest.current.setSearch({ tab: "log" })
    },
    writeIn: (draft) => {
      latest.current.composer.open(draft)
      latest.current.setSearch({ tab: "log" })
    },
    begin: (draft) => {
      latest.current.composer.begin(draft)
      latest.current.setSearch({ tab: "log" })
    },
    show,
  }))
  useShortcuts(composer, actions)
  useFocusKept()

  return (
    <RoomActions value={actions}>
      <div className="room">
        <SkipLinks composer={readsOnly(room, view.person) === undefined} />
        {above}
        <main className="cols" id="main" tabIndex={-1} data-tab={search.tab}>
          {left}
          <LogPane composer={composer} />
          <NowPane composing={composer.draft?.id} />
          {more}
        </main>
        {below}
      </div>
      {opened === undefined ? null : <RoomDialog key={key} opened={opened} onClose={close} />}
      {composer.question ? <ChangedDialog composer={composer} question={composer.question} /> : null}
    </RoomActions>
  )
}

/** So that the list is found by those who have switched its key off, too. */
function KeysButton(): ReactNode {
  const { show } = useActions()
  return <button type="button" className="top__link nb long" onClick={() => { show({ is: "keys" }) }}>Keyboard</button>
}

/** The recommendation that a sealed decision agrees to, while nobody has been given it. */
function agreedIn(room: RoomDocument | undefined, { kind, about }: Draft): RecommendationId | undefined {
  const id = kind === "decision" ? /^recommendations\/(.+)$/.exec(about ?? "")?.[1] : undefined
  const recommendation = id === undefined ? undefined : room?.recommendations[id]
  return room === undefined || recommendation?.answer !== "agreed" || actionsFrom(room, recommendation.id).length > 0 ? undefined : recommendation.id
}
