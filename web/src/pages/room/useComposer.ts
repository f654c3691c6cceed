/**
 * The box under the log. What is typed in it is a draft of the replica from the first character;
 * before that only its kind and details are kept here.
 */
import { useCallback, useEffect, useRef, useState } from "react"
import { draftToResume, isBlank } from "../../incident/drafts.ts"
import { mayDraft, maySeal, maySealSpoken, readsOnly, reasonAgainst } from "../../incident/may.ts"
import { isOpenerBeforeCommand } from "../../incident/people.ts"
import { kindByPrefix } from "../../incident/prefix.ts"
import type { Draft, DraftField, DraftId, NewDraft, PersonId, Replica, RoomView, TextField, WrittenKind } from "../../replica/types.ts"
import { useSlice } from "./RoomContext.tsx"

export interface Details {
  readonly said_by?: string
  readonly happened_at?: string
  readonly certainty?: "know" | "suspect"
}

export type DetailField = keyof Details

/** What the next draft will be, until its first character. */
interface Next extends Details {
  readonly kind: WrittenKind
  readonly corrects?: number
}

/** A draft that somebody else changed while it was being sealed: what was meant, to be asked about. */
export interface SealQuestion {
  readonly before: Draft
  readonly spokenBy?: PersonId
}

export interface Composer {
  readonly draft: Draft | undefined
  readonly kind: WrittenKind
  readonly corrects: number | undefined
  readonly details: Details
  /** Why the entry cannot be sealed; absent when it can, or when there is nothing yet. */
  readonly blocked: string | undefined
  readonly note: string | undefined
  /** The manager for whom it can be sealed as spoken; absent where it is sealed as one's own, or not at all. */
  readonly speaker: PersonId | undefined
  /** That they said it on the call. */
  readonly spoken: boolean
  readonly question: SealQuestion | undefined
  /** Counts the openings: the box takes focus when it changes. */
  readonly focus: number
  readonly write: (field: TextField, base: string, typed: string) => void
  /** Whether it was taken; a note says why not. */
  readonly setKind: (kind: WrittenKind) => boolean
  readonly setDetail: (field: DetailField, value: string | null) => void
  readonly open: (draft: DraftId) => void
  readonly correct: (number: number, text?: string) => void
  /** Opens a draft that is written already. */
  readonly begin: (draft: NewDraft) => void
  readonly setSpoken: (spoken: boolean) => void
  readonly putAside: () => void
  readonly discard: () => void
  readonly discardIfBlank: () => void
  readonly seal: () => void
  readonly sealAsItReads: () => void
  readonly goOnWriting: () => void
}

const changed = "changed_while_sealing"

function usualKind(view: RoomView): WrittenKind {
  return view.room && isOpenerBeforeCommand(view.room, view.person) ? "before_command" : "observation"
}

function withDetail(next: Next, field: DetailField, value: string | null): Next {
  const others = Object.fromEntries(Object.entries(next).filter(([key]) => key !== field))
  return { ...others, kind: next.kind, ...(value === null ? {} : { [field]: value }) }
}

export function useComposer(replica: Replica, view: RoomView, onSealed?: (draft: Draft) => void): Composer {
  const [id, setId] = useState<DraftId>()
  const [resumed, setResumed] = useState(false)
  const [next, setNext] = useState<Next>(() => ({ kind: usualKind(view) }))
  const [note, setNote] = useState<string>()
  const [questions, setQuestions] = useState<readonly SealQuestion[]>([])
  const [focus, setFocus] = useState(0)
  const [spoken, setSpoken] = useState(false)
  const { room, person } = view
  if (!resumed) {
    // The draft may come with the last of what this page had missed: looked for until it is live, or somebody writes.
    const found = id === undefined ? draftToResume(view) : undefined
    if (found !== undefined) setId(found)
    if (found !== undefined || id !== undefined || view.connection.kind === "live") setResumed(true)
  }
  // Who may not write any more finds their draft in the log, with everybody else's.
  const reads = room !== undefined && readsOnly(room, person) !== undefined
  const opened = useSlice(({ room: now }) => (id === undefined ? undefined : now?.drafts[id]))
  const draft = reads || view.sealing.some((seal) => seal.draft === id) ? undefined : opened
  const kind = draft?.kind ?? next.kind
  const shown = useRef<DraftId | undefined>(undefined)
  useEffect(() => {
    shown.current = draft?.id
  }, [draft])

  const clear = useCallback((): void => {
    setId(undefined)
    setNext({ kind: usualKind(replica.view()) })
    setNote(undefined)
    setSpoken(false)
  }, [replica])

  const take = useCallback((draftId: DraftId): void => {
    setId(draftId)
    setNote(undefined)
    setSpoken(false)
    setFocus((before) => before + 1)
  }, [])

  const setKind = (chosen: WrittenKind): boolean => {
    const refused = room && reasonAgainst(mayDraft(room, person, chosen))
    setNote(refused)
    if (refused !== undefined) return false
    if (draft) replica.setDraft(draft.id, "kind", chosen)
    else setNext({ ...next, kind: chosen })
    return true
  }

  const write = (field: TextField, base: string, typed: string): void => {
    // Said again for nothing, it would draw the room before the key.
    if (note !== undefined) setNote(undefined)
    const named = field === "text" && kind !== "correction" ? kindByPrefix(typed) : undefined
    const prefix = named !== undefined && setKind(named.kind) ? named : undefined
    const words = prefix?.rest ?? typed
    if (draft && replica.writeText(["drafts", draft.id, field], base, words)) return
    if (words !== "") {
      setId(replica.createDraft({ ...next, ...(prefix && { kind: prefix.kind }), [field]: words }))
    }
  }

  const sealOne = async (what: Draft, spokenBy?: PersonId): Promise<void> => {
    const receipt = await replica.sealDraft(what.id, ...(spokenBy === undefined ? [] : [{ spokenBy }]))
    if (receipt.outcome === "recorded") {
      onSealed?.(what)
      return
    }
    if (receipt.code === changed) {
      setQuestions((before) => [...before, { before: what, ...(spokenBy === undefined ? {} : { spokenBy }) }])
    } else if (shown.current === undefined && replica.view().room?.drafts[what.id]) {
      setId(what.id)
      setNote(receipt.reason)
    }
  }

  const live = view.connection.kind === "live"
  const against = room && draft ? reasonAgainst(maySeal(room, person, draft, live)) : undefined
  const may = room && draft && against !== undefined ? maySealSpoken(room, person, draft, live) : undefined
  const speaker = may?.allowed === true ? may.spoken : undefined
  const spokenBy = spoken ? speaker : undefined
  const why = spokenBy === undefined ? against : undefined
  const seal = (): void => {
    if (!draft || draft.text.trim() === "") {
      setNote("There is nothing to seal yet. Write what happened first.")
      return
    }
    if (why !== undefined) {
      setNote(why)
      return
    }
    clear()
    setFocus((before) => before + 1)
    void sealOne(draft, spokenBy)
  }

  const [question] = questions
  const answered = (): void => { setQuestions((before) => before.slice(1)) }
  const discardBlank = (what: Draft | undefined): boolean => {
    if (!what || what.by !== person || !isBlank(what) || view.present.some((row) => row.draft === what.id)) return false
    replica.discardDraft(what.id)
    return true
  }

  return {
    draft, kind, note, question, focus, speaker, spoken,
    corrects: draft ? draft.corrects : next.corrects,
    details: draft ?? next,
    blocked: why,
    write,
    setKind,
    setDetail: (field, value) => {
      if (draft) replica.setDraft(draft.id, field satisfies DraftField, value)
      else setNext((before) => withDetail(before, field, value))
    },
    open: (draftId) => {
      discardBlank(draft)
      take(draftId)
    },
    correct: (number, text) => {
      if (reads) return
      discardBlank(draft)
      clear()
      if (text !== undefined && text !== "") setId(replica.createDraft({ kind: "correction", corrects: number, text }))
      else setNext({ kind: "correction", corrects: number })
      setFocus((before) => before + 1)
    },
    begin: (written) => {
      discardBlank(draft)
      clear()
      setId(replica.createDraft(written))
      setFocus((before) => before + 1)
    },
    setSpoken: (said) => {
      setSpoken(said)
      setNote(undefined)
    },
    putAside: () => {
      discardBlank(draft)
      clear()
      setFocus((before) => before + 1)
    },
    discard: () => {
      if (draft) replica.discardDraft(draft.id)
      clear()
    },
    discardIfBlank: () => {
      if (draft && draft.corrects === undefined && discardBlank(draft)) setId(undefined)
    },
    seal,
    sealAsItReads: () => {
      const now = question && room?.drafts[question.before.id]
      answered()
      if (now) void sealOne(now, question.spokenBy)
    },
    goOnWriting: () => {
      const now = question && room?.drafts[question.before.id]
      answered()
      if (now) take(now.id)
    },
  }
}
