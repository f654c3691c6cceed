/** The keyboard, and the switch for keys without a modifier. */
import { useState, type ReactNode } from "react"
import { Button } from "../../ui/Button.tsx"
import { Dialog } from "../../ui/Dialog.tsx"
import { setSingleKeys, singleKeys } from "./single-keys.ts"

interface Key {
  readonly first: string
  readonly between?: "or" | "to"
  readonly last?: string
  readonly does: string
}

const keys: readonly Key[] = [
  { first: "n", does: "Write a new entry" },
  { first: "Ctrl Enter", between: "or", last: "⌘ Enter", does: "Seal the entry" },
  { first: "Alt 1", between: "to", last: "Alt 4", does: "Kind of entry" },
  { first: "/", does: "Find in the log" },
  { first: "j", between: "or", last: "k", does: "Next or previous entry" },
  { first: "c", does: "Correct the entry you are on" },
  { first: "End", does: "Newest entry" },
  { first: "Esc", does: "Leave the box. The draft is kept" },
  { first: "?", does: "This list" },
]

export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [on, setOn] = useState(singleKeys)
  return (
    <Dialog title="Keyboard" look="narrow" onClose={onClose} foot={<Button onClick={onClose}>Close</Button>}>
      <dl className="keys">
        {keys.map(({ first, between, last, does }) => (
          <div key={does}>
            <dt><kbd>{first}</kbd>{last === undefined ? null : <> {between} <kbd>{last}</kbd></>}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <div className="govuk-checkboxes govuk-checkboxes--small">
        <div className="govuk-checkboxes__item">
          <input
            className="govuk-checkboxes__input" id="single-keys" type="checkbox" checked={on}
            onChange={(event) => {
              setSingleKeys(event.target.checked)
              setOn(event.target.checked)
            }}
          />
          <label className="govuk-label govuk-checkboxes__label" htmlFor="single-keys">Use keys without Ctrl or Alt. None of them works while you type</label>
        </div>
      </div>
    </Dialog>
  )
}
