/** What happened: the log with its toolbar, what is being written, and the box to write in. */
import { useMemo, type ReactNode } from "react"
import { shownEntries } from "../../incident/log.ts"
import { Composer } from "./Composer.tsx"
import { LogList } from "./LogList.tsx"
import { LogToolbar } from "./LogToolbar.tsx"
import { useRoom } from "./RoomContext.tsx"
import { useRoomSearch } from "./search.ts"
import type { Composer as ComposerState } from "./useComposer.ts"

export function LogPane({ composer }: { readonly composer: ComposerState }): ReactNode {
  const { log } = useRoom()
  const [{ show, find }] = useRoomSearch()
  const shown = useMemo(() => shownEntries(log, show, find), [log, show, find])
  return (
    <section className="pane pane--c" aria-label="Log">
      <LogToolbar total={log.length} shown={shown.length} />
      <LogList key={`${show} ${find}`} shown={shown} find={find} whole={shown === log} composing={composer.draft?.id} />
      <Composer composer={composer} />
    </section>
  )
}
