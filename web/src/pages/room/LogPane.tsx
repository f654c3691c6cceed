/** What happened: the log with its toolbar, what is being written, and the box to write in. */
import { memo, useMemo, useState, type ReactNode } from "react"
import { filterNames, type LogFilter } from "../../incident/log.ts"
import { ShownEntries } from "../../incident/shown-entries.ts"
import type { DraftId } from "../../replica/types.ts"
import { Composer } from "./Composer.tsx"
import { LogList } from "./LogList.tsx"
import { LogToolbar } from "./LogToolbar.tsx"
import { LogWindow, narrow } from "./log-window.ts"
import { WhilePrinting } from "./PrintLog.tsx"
import { useRoom } from "./RoomContext.tsx"
import { useRoomSearch } from "./search.ts"
import type { Composer as ComposerState } from "./useComposer.ts"
import { useFind } from "./useFind.ts"

export function LogPane({ composer }: { readonly composer: ComposerState }): ReactNode {
  return (
    <section className="pane pane--c" aria-label="Log">
      <Log composing={composer.draft?.id} />
      <Composer composer={composer} />
    </section>
  )
}

/** Not drawn again with every key in the box. */
const Log = memo(function Log({ composing }: { readonly composing: DraftId | undefined }): ReactNode {
  const { log } = useRoom()
  const [{ show }] = useRoomSearch()
  const find = useFind()
  const { words } = find
  // The place in the whole log outlives looking for something in it.
  const [whole] = useState(() => new LogWindow())
  const [found] = useState(() => new LogWindow(narrow))
  const [entries] = useState(() => new ShownEntries())
  const shown = useMemo(() => entries.of(log, show, words), [entries, log, show, words])
  const isWhole = show === "all" && words.trim() === ""
  return (
    <>
      <LogToolbar total={log.length} shown={shown} find={find} onEnter={() => { entries.take(log) }} />
      <LogList
        shown={shown} find={words} match={find.match}
        part={isWhole ? undefined : `${show} ${words}`} window={isWhole ? whole : found} composing={composing}
      />
      <WhilePrinting shown={shown} words={isWhole ? undefined : filteredBy(show, words)} />
    </>
  )
})

/** "Decisions with “recall”", for paper. */
function filteredBy(show: LogFilter, words: string): string {
  const kind = show === "all" ? "entries" : filterNames[show]
  return words.trim() === "" ? kind : `${kind} with “${words.trim()}”`
}
