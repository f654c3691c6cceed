/**
 * What is being written, after the entries. One draft of somebody else is shown whole; several take a line each,
 * until one is opened, so that six people who write at once do not push the record away.
 */
import { useState, type ReactNode } from "react"
import { openDrafts } from "../../incident/drafts.ts"
import { mayWrite, reasonAgainst } from "../../incident/may.ts"
import type { DraftId } from "../../replica/types.ts"
import { DraftEntry } from "./DraftEntry.tsx"
import { DraftLine, foldId } from "./DraftLine.tsx"
import { useRoom, useSlice, useView } from "./RoomContext.tsx"

export function Drafts({ composing }: { readonly composing: DraftId | undefined }): ReactNode {
  const { person } = useView()
  const against = reasonAgainst(mayWrite(useRoom(), person))
  const [opened, setOpened] = useState<ReadonlySet<DraftId>>(new Set())
  const drafts = useSlice((view) => openDrafts(view, composing))
  const several = drafts.filter((draft) => draft.by !== person).length > 1
  const [fold] = useState(() => (draft: DraftId, on: boolean): void => {
    setOpened((before) => new Set(on ? [...before, draft] : [...before].filter((one) => one !== draft)))
    // The button that was pressed has made way for its opposite.
    requestAnimationFrame(() => { document.getElementById(foldId(draft))?.focus() })
  })
  return drafts.map((draft) => (
    several && !opened.has(draft.id)
      ? <DraftLine key={draft.id} draft={draft} onFold={fold} />
      : <DraftEntry key={draft.id} draft={draft} against={against} onFold={several ? fold : undefined} />
  ))
}
