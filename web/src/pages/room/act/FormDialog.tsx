/** A dialog that asks for something and does one thing: what is wrong above, what happens next below. */
import type { ReactNode } from "react"
import { Button } from "../../../ui/Button.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"

interface FormDialogProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly wide?: boolean
  /** What the button says, and does. */
  readonly act: string
  readonly blocked?: string | undefined
  readonly busy?: boolean
  readonly fault: string | undefined
  /** What happens next. */
  readonly note: ReactNode
  readonly cancel?: string
  readonly children?: ReactNode
  readonly onAct: () => void
  readonly onClose: () => void
}

export function FormDialog({ title, lead, wide = false, act, blocked, busy = false, fault, note, cancel = "Cancel", children, onAct, onClose }: FormDialogProps): ReactNode {
  return (
    <Dialog
      title={title} lead={lead} look={wide ? "sheet" : "narrow"} onClose={onClose}
      foot={(
        <>
          <span className="meta">{note}</span>
          <Button look="second" onClick={onClose}>{cancel}</Button>
          <Button blocked={blocked} aria-busy={busy} onClick={onAct}>{act}</Button>
        </>
      )}
    >
      <Fault>{fault}</Fault>
      {blocked === undefined ? null : <p className="hint">{blocked}</p>}
      {children}
    </Dialog>
  )
}

/** Why something was not done, said at once. Always there, so that it is heard. */
export function Fault({ children }: { readonly children: string | undefined }): ReactNode {
  return <div role="alert">{children === undefined ? null : <p className="fault">{children}</p>}</div>
}
