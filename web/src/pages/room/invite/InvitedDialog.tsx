/** What opens an invitation, shown once: code, picture, and a text to send that says nothing of the incident. */
import { Suspense, useState, type ReactNode } from "react"
import type { Invited } from "../../../api/invitations.ts"
import { goodUntil, invitingText, joinLink } from "../../../incident/invitations.ts"
import { roleNames } from "../../../incident/words.ts"
import type { Role } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { copyText } from "../../../ui/copy.ts"
import { Dialog } from "../../../ui/Dialog.tsx"
import { QrCode } from "./QrCode.tsx"

export function InvitedDialog({ invited, role, onClose }: { readonly invited: Invited; readonly role: Role; readonly onClose: () => void }): ReactNode {
  const { code, expires_at } = invited
  const [copied, setCopied] = useState("")
  const text = invitingText(location.origin, code, { role, expires_at })
  const link = joinLink(location.origin, code)
  const copy = async (what: string, name: string): Promise<void> => {
    setCopied(await copyText(what) ? `${name} copied.` : "This browser does not let the page copy. Mark the text and copy it yourself.")
  }
  return (
    <Dialog
      title="The invitation is ready" lead={`To join as ${roleNames[role]}. Good until ${goodUntil(expires_at)}.`} look="narrow" onClose={onClose}
      foot={(
        <>
          <span className="meta" role="status">{copied}</span>
          <Button onClick={onClose}>Done</Button>
        </>
      )}
    >
      <p className="hint">Shown this once. Whoever has it can join, so give it to the people you mean and to nobody else.</p>
      <div className="invited">
        <div>
          <p className="label">Code to read out</p>
          <p className="invited__code">{code}</p>
          <p className="meta">To be entered at {location.host}/join</p>
        </div>
        <Suspense fallback={<div className="qr" />}><QrCode text={link} label="The link as a picture for a phone" /></Suspense>
      </div>
      <p className="label">Text to send</p>
      <pre className="invited__text">{text}</pre>
      <div className="btn-row">
        <Button small look="second" onClick={() => { void copy(text, "Text") }}>Copy the text</Button>
        <Button small look="second" onClick={() => { void copy(link, "Link") }}>Copy the link</Button>
      </div>
    </Dialog>
  )
}
