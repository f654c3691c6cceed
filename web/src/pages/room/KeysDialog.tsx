/** The keyboard, and a switch for each key that works alone. */
import { useState, type ReactNode } from "react"
import { Button } from "../../ui/Button.tsx"
import { Dialog } from "../../ui/Dialog.tsx"
import { keysOff, setKeysOff, singleKeys } from "./single-keys.ts"

interface Key {
  readonly first: string
  readonly between?: "or" | "to"
  readonly last?: string
  readonly does: string
}

const withOthers: readonly Key[] = [
  { first: "Ctrl Enter", between: "or", last: "⌘ Enter", does: "Seal the entry" },
  { first: "Alt 1", between: "to", last: "Alt 4", does: "Kind of entry" },
  { first: "/d", between: "or", last: "/a /c /o", does: "The same by its first letter, when an entry begins with it and a space" },
  { first: "Esc", does: "Leave the box. The draft is kept" },
]

export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const [off, setOff] = useState(keysOff)
  const put = (next: ReadonlySet<string>): void => {
    setKeysOff(next)
    setOff(next)
  }
  const switchKey = (keys: string, on: boolean): void => {
    put(new Set(on ? [...off].filter((one) => one !== keys) : [...off, keys]))
  }
  const every = singleKeys.map(({ keys }) => keys)
  const isAnyOff = every.some((keys) => off.has(keys))
  return (
    <Dialog
      title="Keyboard" look="narrow" onClose={onClose}
      foot={<><span className="meta">Kept on this device.</span><Button onClick={onClose}>Close</Button></>}
    >
      <dl className="keys">
        {withOthers.map(({ first, between, last, does }) => (
          <div key={does}>
            <dt><kbd>{first}</kbd>{last === undefined ? null : <> {between} <kbd>{last}</kbd></>}</dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <fieldset className="keys">
        <legend>Keys that work alone</legend>
        <p className="hint">None of them works while you type or while a dialog is open. Switch off what gets in your way.</p>
        {singleKeys.map(({ keys, does }) => (
          <label className="keys__one" key={keys}>
            <input type="checkbox" checked={!off.has(keys)} onChange={(event) => { switchKey(keys, event.target.checked) }} />
            <span className="keys__key">{keys.split(" ").map((key) => <kbd key={key}>{key}</kbd>)}</span>
            <span>{does}</span>
          </label>
        ))}
        <Button small look="second" onClick={() => { put(new Set(isAnyOff ? [] : every)) }}>{isAnyOff ? "Switch all on" : "Switch all off"}</Button>
      </fieldset>
    </Dialog>
  )
}
