/** Files that are being sent, wait, or were refused: each in words, with its ways out. Nothing leaves this list unsaid. */
import type { ReactNode } from "react"
import type { Sending, Sendings } from "../../../files/sendings.ts"
import { sizeWords } from "../../../incident/attachments.ts"
import { Button } from "../../../ui/Button.tsx"
import { downloadFile } from "../../../ui/copy.ts"
import { useView } from "../RoomContext.tsx"

interface OnTheirWayProps {
  readonly sendings: Sendings
  readonly files: readonly Sending[]
  readonly onLeaveOut: (sending: Sending) => void
}

export function OnTheirWay({ sendings, files, onLeaveOut }: OnTheirWayProps): ReactNode {
  const live = useView().connection.kind === "live"
  return files.map((file) => (
    <li key={file.id} className={file.state === "refused" ? "files__fault" : undefined}>
      <span>{wordsOf(file, live)}</span>
      {file.state === "sending" ? null : (
        <span className="btn-row">
          {live ? <Button small look="link" onClick={() => { void sendings.tryAgain() }}>Try again<Of file={file} /></Button> : null}
          <Button small look="link" onClick={() => { save(sendings, file) }}>Save a copy<Of file={file} /></Button>
          <Button small look="link" onClick={() => { onLeaveOut(file) }}>Leave it out<Of file={file} /></Button>
        </span>
      )}
    </li>
  ))
}

function Of({ file }: { readonly file: Sending }): ReactNode {
  return <span className="vh">: {file.name}</span>
}

function save(sendings: Sendings, { id, name }: Sending): void {
  const content = sendings.contentOf(id)
  if (content !== undefined) downloadFile(name, new Blob([content], { type: "application/octet-stream" }))
}

function wordsOf({ state, name, size, reason, isKept }: Sending, live: boolean): string {
  const what = `${name}, ${sizeWords(size)}`
  if (state === "sending") return `Sending ${what}`
  if (state === "refused") return `Not attached: ${what}. ${reason ?? ""}`
  const then = live ? "and sent in a moment" : "and sent when the connection is back"
  return isKept ? `${what}, is kept on this device ${then}` : `${what}, is kept in this tab only ${then}. Do not close it before that`
}
