/** The platform's modal dialog. It closes by Escape, and the focus is back where it was. */
import { useEffect, useId, useRef, type ReactNode } from "react"
import { focusNear, wayUp } from "./focus.ts"

interface DialogProps {
  readonly title: string
  readonly lead?: ReactNode
  readonly children: ReactNode
  readonly foot: ReactNode
  readonly look?: "sheet" | "narrow" | "grave"
  readonly onClose: () => void
}

const looks = { sheet: "dlg", narrow: "dlg dlg--narrow", grave: "dlg dlg--grave" } as const

export function Dialog({ title, lead, children, foot, look = "sheet", onClose }: DialogProps): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    const before = wayUp(document.activeElement)
    if (element && !element.open) element.showModal()
    // What is asked for first, where the dialog says so; else its title, so that it is read from the start.
    const first = element?.querySelector<HTMLElement>("[data-focus]") ?? element?.querySelector("h2")
    first?.focus()
    return () => {
      element?.close()
      if (before.length > 0) focusNear(before)
    }
  }, [])
  return (
    <dialog
      className={looks[look]} ref={dialog} aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
    >
      <div className="dlg__h">
        <h2 id={id} tabIndex={-1}>{title}</h2>
        {lead === undefined ? null : <p>{lead}</p>}
      </div>
      <div className="dlg__b">{children}</div>
      <div className="dlg__f">{foot}</div>
    </dialog>
  )
}
