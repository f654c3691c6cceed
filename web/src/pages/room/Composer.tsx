/** The box under the log. It is never shut while the connection is away; who only reads has a sentence in its place. */
import { useEffect, useRef, type FocusEvent, type KeyboardEvent, type ReactNode } from "react"
import { caretsIn, writersOf } from "../../incident/drafts.ts"
import { mayDiscardDraft } from "../../incident/may.ts"
import { nameOf } from "../../incident/people.ts"
import { listed } from "../../incident/words.ts"
import type { TextField } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { About } from "./About.tsx"
import { AttachButton } from "./attachments/AttachButton.tsx"
import { EntryNotes } from "./attachments/EntryNotes.tsx"
import { useAttaching } from "./attachments/useAttaching.ts"
import { useSendings } from "./attachments/useSendings.ts"
import { DraftDetails } from "./DraftDetails.tsx"
import { KindPicker } from "./KindPicker.tsx"
import { useReplica, useRoom, useSlice, useView } from "./RoomContext.tsx"
import { SharedText } from "./SharedText.tsx"
import type { Composer as ComposerState } from "./useComposer.ts"
import { useReadsOnly } from "./useReadsOnly.ts"
import { useTyping } from "./useTyping.ts"

export function Composer({ composer }: { readonly composer: ComposerState }): ReactNode {
  const reads = useReadsOnly()
  if (reads !== undefined) return <p className="composer composer--reads">{reads}</p>
  return <EntryForm composer={composer} />
}

function EntryForm({ composer }: { readonly composer: ComposerState }): ReactNode {
  const view = useView()
  const replica = useReplica()
  const form = useRef<HTMLFormElement>(null)
  const entry = useRef<HTMLTextAreaElement>(null)
  const { draft, focus } = composer
  const live = view.connection.kind === "live"
  const typing = useTyping(replica, draft?.id)
  const [sendings, files] = useSendings()
  const attaching = useAttaching(composer, sendings)
  const present = useSlice(({ present: all }) => all.filter((row) => draft !== undefined && row.draft === draft.id))
  useEffect(() => {
    const box = entry.current
    if (focus === 0 || !box) return
    box.focus()
    box.setSelectionRange(box.value.length, box.value.length)
  }, [focus])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      composer.seal()
    } else if (event.key === "Escape") {
      document.getElementById("log-entries")?.focus()
    }
  }
  const onBlur = (event: FocusEvent): void => {
    if (!form.current?.contains(event.relatedTarget)) composer.discardIfBlank()
  }
  const text = (field: TextField, id: string, look: "box" | "line" | "lead", placeholder: string): ReactNode => (
    <SharedText
      id={id} look={look} placeholder={placeholder} describedBy="composer-note"
      {...(id === "entry" ? { boxRef: entry } : {})}
      text={String(draft?.[field as keyof typeof draft] ?? "")} carets={draft ? caretsIn(present, draft.id, field) : []}
      onWrite={(base, typed) => { composer.write(field, base, typed) }}
      onCaret={(index) => { typing.at(field, index) }}
    />
  )

  return (
    <form
      className={draft ? "composer composer--begun" : "composer"} ref={form} aria-label="New log entry" onKeyDown={onKeyDown} onBlur={onBlur}
      onPaste={attaching.onPaste} onDragOver={attaching.onDragOver} onDrop={attaching.onDrop}
      onSubmit={(event) => {
        event.preventDefault()
        composer.seal()
      }}
    >
      <About composer={composer} />
      <KindPicker composer={composer}>{stateWords(live, view.storage.kind === "device", draft !== undefined)}</KindPicker>
      <div className="composer__r">
        <Texts kind={composer.kind} text={text} />
        <Button type="submit" blocked={composer.blocked}>
          {live || composer.kind === "decision" ? "Seal" : "Queue"} <kbd className="long">Ctrl Enter</kbd>
        </Button>
      </div>
      <div className="composer__foot">
        <DraftDetails composer={composer}><AttachButton look="toggle" blocked={attaching.blocked} onFiles={attaching.attach} /></DraftDetails>
        <DraftWays composer={composer} />
      </div>
      <EntryNotes attaching={attaching} sendings={sendings} files={files} />
      <p className="composer__note" id="composer-note" role="status">{composer.note ?? composer.blocked ?? ""}</p>
    </form>
  )
}

/** "Kept", never "saved": it is on record when it is sealed, and not before. */
function stateWords(live: boolean, keeps: boolean, begun: boolean): string {
  if (!keeps) return "Kept in this tab only"
  if (!live) return "Kept on this device for now"
  return begun ? "Others see it as you write. On record once sealed" : "On record once sealed"
}

function Texts({ kind, text }: {
  readonly kind: ComposerState["kind"]
  readonly text: (field: TextField, id: string, look: "box" | "line" | "lead", placeholder: string) => ReactNode
}): ReactNode {
  if (kind !== "decision" && kind !== "correction") {
    return (
      <div>
        <label className="vh" htmlFor="entry">Log entry</label>
        {text("text", "entry", "box", "What happened, who said it, when")}
      </div>
    )
  }
  const decision = kind === "decision"
  return (
    <div className="texts">
      <label htmlFor="entry">{decision ? "Decision" : "Correction"}</label>
      {text("text", "entry", "lead", decision ? "What is decided" : "What is so instead")}
      <label htmlFor="why">{decision ? "Why" : "Reason"}</label>
      {text("why", "why", "line", decision ? "What you know now, and why this follows" : "How the mistake came about. Can be left empty")}
      {decision ? (
        <>
          <label htmlFor="set-aside">Set aside</label>
          {text("set_aside", "set-aside", "line", "What else you considered. Can be left empty")}
        </>
      ) : null}
    </div>
  )
}

/** Whose draft is open, who writes in it too, and the ways out of it. */
function DraftWays({ composer }: { readonly composer: ComposerState }): ReactNode {
  const { person } = useView()
  const room = useRoom()
  const { draft } = composer
  const names = useSlice((view) => (draft === undefined ? [] : writersOf(view, draft.id).filter((row) => row.person !== person).map((row) => row.name)))
  if (draft === undefined) return null
  const own = draft.by === person
  return (
    <div className="composer__ways btn-row">
      <span className="meta">{whose(own ? undefined : nameOf(room, draft.by), names)}</span>
      <Button small look="link" onClick={composer.putAside}>{own ? "Put aside" : "Leave it"}</Button>
      {mayDiscardDraft(person, draft).allowed ? <Button small look="link" onClick={composer.discard}>Discard</Button> : null}
    </div>
  )
}

/** "Maeve began this draft and is in it. Tom is in it too"; for one's own, only who else is in it. */
function whose(author: string | undefined, others: readonly string[]): string {
  const rest = others.filter((name) => name !== author)
  const now = rest.length === 0 ? "" : `${listed(rest)} ${rest.length === 1 ? "is" : "are"} in it too`
  const begun = author === undefined ? "" : `${author} began this draft${others.includes(author) ? " and is in it" : ""}`
  return [begun, now].filter((part) => part !== "").join(". ")
}
