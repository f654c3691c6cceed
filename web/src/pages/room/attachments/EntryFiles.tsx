/** What a sealed entry says was attached: each as a link to keep it, with its size. */
import type { ReactNode } from "react"
import { isWithheld, markedBy, marksIn, plainName, sizeWords, type FileMark } from "../../../incident/attachments.ts"
import type { Entry } from "../../../replica/types.ts"
import { Fault } from "../act/FormDialog.tsx"
import { useSlice } from "../RoomContext.tsx"
import { useDownload } from "./useDownload.ts"

export function EntryFiles({ entry }: { readonly entry: Entry }): ReactNode {
  const marks = marksIn([entry.text, entry.why, entry.set_aside].filter((text) => text !== undefined).join("\n"))
  return marks.length === 0 ? null : <Files number={entry.number} marks={marks} />
}

function Files({ number, marks }: { readonly number: number; readonly marks: readonly FileMark[] }): ReactNode {
  const { fault, download } = useDownload()
  return (
    <>
      <ul className="e__files" aria-label={`Attached to entry ${number}`}>
        {marks.map((mark) => <File key={`${mark.hash} ${mark.name}`} mark={mark} onDownload={download} />)}
      </ul>
      <Fault>{fault}</Fault>
    </>
  )
}

function File({ mark, onDownload }: { readonly mark: FileMark; readonly onDownload: ReturnType<typeof useDownload>["download"] }): ReactNode {
  const attachment = useSlice(({ room }) => room && markedBy(room, mark))
  const withheld = useSlice(({ room }) => room !== undefined && attachment !== undefined && isWithheld(room, attachment.sha256))
  if (attachment === undefined) return <li className="meta">{mark.name}, not here yet. It comes when the device of whoever attached it has sent it</li>
  const name = plainName(attachment.name, "file")
  if (withheld) return <li className="meta">{name}, {sizeWords(attachment.size)}, withheld</li>
  return (
    <li>
      <button type="button" className="reference" onClick={() => { onDownload(attachment) }}><span className="vh">Download </span>{name}</button>
      <span className="meta">{sizeWords(attachment.size)}</span>
    </li>
  )
}
