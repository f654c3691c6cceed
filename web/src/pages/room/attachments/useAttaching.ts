/** Attaching to the entry that is open in the box: by a button, by pasting and by dropping. */
import { useEffect, useRef, useState, type ClipboardEvent, type DragEvent } from "react"
import type { Sending, Sendings } from "../../../files/sendings.ts"
import { markOf } from "../../../incident/attachments.ts"
import { mayAttach, reasonAgainst } from "../../../incident/may.ts"
import { inFigures } from "../../../incident/words.ts"
import { paste_characters_max, text_characters_max } from "../../../replica/limits.ts"
import type { Draft, TextField } from "../../../replica/types.ts"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"
import type { Composer } from "../useComposer.ts"
import { faultOf, isNameless, pastedName, takeFile, type Taken } from "./taking.ts"

/** A long text that was pasted and became a file. */
export interface PastedText extends Taken {
  readonly field: TextField
  readonly text: string
}

export interface Attaching {
  /** Why nothing may be attached; absent where it may. */
  readonly blocked: string | undefined
  /** What was not taken, and why. */
  readonly faults: readonly string[]
  /** Those that can be put back as text. */
  readonly pasted: readonly PastedText[]
  readonly attach: (files: readonly File[]) => void
  readonly onPaste: (event: ClipboardEvent) => void
  readonly onDragOver: (event: DragEvent) => void
  readonly onDrop: (event: DragEvent) => void
  readonly putBack: (pasted: PastedText) => void
  readonly keepAsFile: (pasted: PastedText) => void
  readonly leaveOut: (sending: Sending) => void
  readonly clearFaults: () => void
}

/** The boxes of an entry, by their ids. */
const fields: Readonly<Record<string, TextField>> = { entry: "text", why: "why", "set-aside": "set_aside" }

export function useAttaching(composer: Composer, sendings: Sendings): Attaching {
  const replica = useReplica()
  const { person } = useView()
  const blocked = reasonAgainst(mayAttach(useRoom(), person))
  const [faults, setFaults] = useState<readonly string[]>([])
  const [pasted, setPasted] = useState<readonly PastedText[]>([])
  // What is written when a file is kept goes into the entry as it is by then.
  const latest = useRef(composer)
  useEffect(() => {
    latest.current = composer
  })

  const textOf = (field: TextField): string => {
    const { draft } = latest.current
    const now = draft && replica.view().room?.drafts[draft.id]
    return String(now?.[field as keyof Draft] ?? "")
  }
  const say = (fault: string): void => { setFaults((before) => [...before, fault]) }

  /** Puts words where the caret is, or at the end; false when the entry has no room for them. */
  const write = (words: string, field: TextField, box?: HTMLTextAreaElement): boolean => {
    const text = box?.value ?? textOf(field)
    const [from, to] = box === undefined ? [text.length, text.length] : [box.selectionStart, box.selectionEnd]
    const before = text.slice(0, from)
    const typed = `${before}${/\S$/.test(before) ? (box === undefined ? "\n" : " ") : ""}${words}${text.slice(to)}`
    if (typed.length > text_characters_max) return false
    latest.current.write(field, text, typed)
    return true
  }

  const attachAs = async (files: readonly (readonly [file: File, name: string])[]): Promise<void> => {
    const marks: string[] = []
    for (const [file, name] of files) {
      const fault = faultOf({ name, size: file.size })
      if (fault === undefined) await takeFile(sendings, file, name).then((taken) => marks.push(markOf(taken)), () => { say(`This browser could not read ${name}. It was not attached.`) })
      else say(fault)
    }
    if (marks.length > 0 && !write(marks.join("\n"), "text")) say("The entry has no room left to name the file. It is among the attachments of the incident.")
  }

  const pasteText = async (text: string, box: HTMLTextAreaElement): Promise<void> => {
    const field = fields[box.id] ?? "text"
    const taken = await takeFile(sendings, new Blob([text]), pastedName("text", "txt", Date.now()))
    if (write(markOf(taken), field, box)) setPasted((before) => [...before, { ...taken, field, text: text.replaceAll("\r\n", "\n") }])
    else say("The entry has no room left to name the file. It is among the attachments of the incident.")
  }

  const forget = ({ id }: PastedText): void => { setPasted((before) => before.filter((one) => one.id !== id)) }

  const { draft } = composer
  const stands = ({ field, ...taken }: PastedText): boolean => draft !== undefined && String(draft[field as keyof Draft]).includes(markOf(taken))
  return {
    blocked, faults, pasted: pasted.filter(stands),
    attach: (files) => { void attachAs(files.map((file) => [file, file.name])) },
    onPaste: (event) => {
      const { clipboardData: data, target } = event
      const text = data.getData("text/plain")
      const files = [...data.files]
      if (text === "" && files.length > 0) {
        event.preventDefault()
        if (blocked !== undefined) say(blocked)
        else void attachAs(files.map((file) => [file, isNameless(file) ? pastedName("picture", file.type.replace("image/", ""), Date.now()) : file.name]))
      } else if (text.length > paste_characters_max && blocked === undefined && target instanceof HTMLTextAreaElement) {
        event.preventDefault()
        void pasteText(text, target)
      }
    },
    onDragOver: (event) => {
      if (event.dataTransfer.types.includes("Files")) event.preventDefault()
    },
    onDrop: (event) => {
      const files = [...event.dataTransfer.files]
      if (files.length === 0) return
      event.preventDefault()
      if (blocked === undefined) void attachAs(files.map((file) => [file, file.name]))
      else say(blocked)
    },
    putBack: (one) => {
      const now = textOf(one.field)
      const whole = now.replace(markOf(one), () => one.text)
      if (whole.length > text_characters_max) {
        say(`An entry takes ${inFigures(text_characters_max)} characters at most, so the text stays a file.`)
        return
      }
      latest.current.write(one.field, now, whole)
      forget(one)
      void sendings.leaveOut(one.id)
    },
    keepAsFile: forget,
    leaveOut: ({ id, ...file }) => {
      const mark = markOf(file)
      for (const field of Object.values(fields)) {
        const now = textOf(field)
        if (now.includes(mark)) latest.current.write(field, now, now.replace(mark, ""))
      }
      void sendings.leaveOut(id)
    },
    clearFaults: () => { setFaults([]) },
  }
}
