/** Why: asked for by most commands, and part of the entry that seals them. */
import type { ReactNode } from "react"
import { TextAreaField } from "../../../ui/Field.tsx"

/** The longest paragraph that a command takes. `crates/domain`, limits. */
export const paragraphCharactersMax = 4_000

interface ReasonFieldProps {
  readonly label?: string
  readonly hint?: ReactNode
  readonly first?: boolean
  readonly rows?: number
  readonly value: string
  readonly onValue: (value: string) => void
}

export function ReasonField({ label = "Reason", hint, first = false, rows = 2, value, onValue }: ReasonFieldProps): ReactNode {
  return <TextAreaField label={label} hint={hint} first={first} rows={rows} charactersMax={paragraphCharactersMax} value={value} onValue={onValue} />
}
