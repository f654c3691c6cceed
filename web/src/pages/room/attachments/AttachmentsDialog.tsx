/** Everything that is attached to the incident: name, size, kind, who and when. Pictures are seen small; all is given as files. */
import { useRef, useState, type ReactNode } from "react"
import { attachedAt, attachmentsOf, isPicture, isWithheld, plainName, sizeWords, typeWords } from "../../../incident/attachments.ts"
import { mayAttach, reasonAgainst } from "../../../incident/may.ts"
import { nameOf } from "../../../incident/people.ts"
import { fullMoment, shortMoment } from "../../../incident/times.ts"
import { count } from "../../../incident/words.ts"
import { attachment_bytes_max } from "../../../replica/limits.ts"
import type { Attachment } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useRoom, useServerMinute, useView } from "../RoomContext.tsx"
import { AttachButton } from "./AttachButton.tsx"
import { OnTheirWay } from "./OnTheirWay.tsx"
import { usePicture } from "./picture.ts"
import { faultOf, takeFile } from "./taking.ts"
import { useDownload } from "./useDownload.ts"
import { useSendings } from "./useSendings.ts"

export function AttachmentsDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const [sendings, files] = useSendings()
  const { fault, download } = useDownload()
  const [notTaken, setNotTaken] = useState<string>()
  const all = attachmentsOf(room)
  const take = async (chosen: readonly File[]): Promise<void> => {
    setNotTaken(undefined)
    for (const file of chosen) {
      const wrong = faultOf(file)
      if (wrong !== undefined) setNotTaken(wrong)
      else await takeFile(sendings, file, file.name).catch(() => { setNotTaken(`This browser could not read ${file.name}. It was not attached.`) })
    }
  }
  return (
    <Dialog
      title="Attachments" look="sheet" onClose={onClose}
      lead={all.length === 0 ? "Nothing is attached yet." : `${count(all.length, "file")}, newest first. Everybody in the incident can have them.`}
      foot={(
        <>
          <span className="meta">{sizeWords(attachment_bytes_max)} each at most.</span>
          <AttachButton look="button" blocked={reasonAgainst(mayAttach(room, person))} onFiles={(chosen) => { void take(chosen) }} />
          <Button onClick={onClose}>Close</Button>
        </>
      )}
    >
      <Fault>{notTaken ?? fault}</Fault>
      <ul className="files" aria-label="On their way" aria-live="polite">
        <OnTheirWay sendings={sendings} files={files} onLeaveOut={({ id }) => { void sendings.leaveOut(id) }} />
      </ul>
      <ul className="attached" aria-label="Attached">
        {all.map((attachment) => <Attached key={attachment.id} attachment={attachment} onDownload={() => { download(attachment) }} />)}
      </ul>
    </Dialog>
  )
}

function Attached({ attachment, onDownload }: { readonly attachment: Attachment; readonly onDownload: () => void }): ReactNode {
  const room = useRoom()
  const now = useServerMinute()
  const at = attachedAt(attachment)
  const name = plainName(attachment.name, "file")
  const withheld = isWithheld(room, attachment.sha256)
  return (
    <li>
      <div>
        <b className="attached__name">{name}</b>
        <p className="meta">
          {typeWords(attachment)}, {sizeWords(attachment.size)}. {nameOf(room, attachment.by)}, <time dateTime={new Date(at).toISOString()} title={fullMoment(at)}>{shortMoment(at, now)}</time>
        </p>
        {withheld ? <p className="meta"><b className="amber">Withheld.</b> Its content is given to nobody</p> : null}
      </div>
      {withheld ? null : <Button small look="second" onClick={onDownload}>Download<span className="vh"> {name}</span></Button>}
      {withheld || !isPicture(attachment.media_type) ? null : <Picture attachment={attachment} />}
    </li>
  )
}

function Picture({ attachment }: { readonly attachment: Attachment }): ReactNode {
  const place = useRef<HTMLDivElement>(null)
  const picture = usePicture(attachment, place)
  return <div className="attached__picture" ref={place}>{picture === undefined ? null : <img src={picture} alt={`Small picture of ${plainName(attachment.name, "file")}`} />}</div>
}
