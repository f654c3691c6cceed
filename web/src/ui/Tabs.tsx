/** Tabs with arrow keys; the panel belongs to the caller and is named `${id}-panel`. */
import type { KeyboardEvent, ReactNode } from "react"

interface TabsProps<Name extends string> {
  readonly id: string
  readonly label: string
  readonly tabs: readonly (readonly [name: Name, title: string])[]
  readonly selected: Name
  readonly onSelect: (name: Name) => void
}

export function Tabs<Name extends string>({ id, label, tabs, selected, onSelect }: TabsProps<Name>): ReactNode {
  const move = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (step === undefined) return
    const at = tabs.findIndex(([name]) => name === selected)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (next === undefined) return
    event.preventDefault()
    onSelect(next[0])
    document.getElementById(`${id}-${next[0]}`)?.focus()
  }
  return (
    <div className="tabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map(([name, title]) => (
        <button
          key={name} type="button" role="tab" id={`${id}-${name}`} aria-controls={`${id}-panel`}
          aria-selected={name === selected} tabIndex={name === selected ? 0 : -1}
          onClick={() => { onSelect(name) }}
        >
          {title}
        </button>
      ))}
    </div>
  )
}
