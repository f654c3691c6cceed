/** Changes that could not be accepted: for each what it was, why, and ways out. Nothing typed is lost. */
import { useState, type ReactNode } from "react"
import { mayDraft, mayPropose, reasonAgainst } from "../../incident/may.ts"
import { msOf, plainMinute } from "../../incident/times.ts"
import { count } from "../../incident/words.ts"
import type { TrayItem } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { copyText, downloadText } from "../../ui/copy.ts"
import { Dialog } from "../../ui/Dialog.tsx"
import { useActions } from "./RoomActions.tsx"
import { Fault } from "./act/FormDialog.tsx"
import { useGive } from "./act/useGive.ts"
import { useReplica, useRoom, useView } from "./RoomContext.tsx"
import { trayText, trayTitle } from "./tray-words.ts"

export function TrayDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { tray } = useView()
  const { incident } = useRoom()
  const download = (): void => {
    downloadText(`${incident.reference}-not-accepted.txt`, trayText(tray))
  }
  return (
    <Dialog
      title={tray.length === 0 ? "Nothing is left to decide" : `${count(tray.length, "change")} of yours could not be accepted`}
      lead={tray.length === 0 ? undefined : "Nothing of it is lost. Each waits here until you decide what to do with it."}
      onClose={onClose}
      foot={tray.length === 0 ? <Button onClick={onClose}>Close</Button> : (
        <>
          <span className="meta">Kept for you until you choose. Others in the incident cannot see them; an administrator of the server could.</span>
          <Button look="second" onClick={download}>Download {tray.length === 1 ? "it" : `all ${tray.length}`}</Button>
          <Button look="second" onClick={onClose}>Decide later</Button>
        </>
      )}
    >
      {tray.map((item, index) => <Refused key={item.id} item={item} place={index + 1} onClose={onClose} />)}
    </Dialog>
  )
}

function Refused({ item, place, onClose }: { readonly item: TrayItem; readonly place: number; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person, connection } = useView()
  const { fault, giveBy } = useGive()
  const { correct } = useActions()
  const [copied, setCopied] = useState<"yes" | "no">()
  const [sure, setSure] = useState(false)
  const { corrects } = item
  const against = reasonAgainst(mayDraft(room, person, "correction"))
  const alone = reasonAgainst(mayPropose(room, person, connection.kind === "live"))
  const copy = (): void => { void copyText(item.text).then((done) => { setCopied(done ? "yes" : "no") }) }
  const discard = (): void => { void replica.discardTrayItem(item.id) }
  return (
    <article className="rej" aria-label={`${place}. ${trayTitle(item)}`}>
      <h3>{place}. {trayTitle(item)}, written {plainMinute(msOf(item.writtenAt))}</h3>
      {item.text === "" ? null : <blockquote>{item.text}</blockquote>}
      <p className="meta">{item.reason}</p>
      {item.text === "" || alone === undefined ? null : <p className="meta">It cannot be sent as a proposal. {alone}</p>}
      <Fault>{fault}</Fault>
      <div className="btn-row">
        {item.text === "" ? null : (
          <Button small blocked={alone} onClick={() => { giveBy(() => replica.proposeTrayItem(item.id)) }}>
            Send as a proposal
          </Button>
        )}
        {corrects === undefined || item.text === "" ? null : (
          <Button small look="second" blocked={against} onClick={() => {
            correct(corrects, item.text)
            discard()
            onClose()
          }}>Correct #{corrects} with it</Button>
        )}
        {item.text === "" ? null : <Button small look="second" onClick={copy}>Copy text</Button>}
        {sure ? (
          <>
            <span className="meta">Gone for good?</span>
            <Button small look="warn" onClick={discard}>Yes, discard</Button>
            <Button small look="second" onClick={() => { setSure(false) }}>Keep</Button>
          </>
        ) : <Button small look="warn" onClick={() => { setSure(true) }}>Discard</Button>}
        <span className="meta" role="status">
          {copied === undefined ? "" : copied === "yes" ? "Copied" : "The browser did not let us copy. Select the text and copy it"}
        </span>
      </div>
    </article>
  )
}
