/** Why: asked for by most commands, and part of the entry that seals them. */
import type { ReactNode } from "react"
import { paragraph_characters_max } from "../../../replica/limits.ts"
import { TextAreaField } from "../../../ui/Field.tsx"

interface ReasonFieldProps {
  readonly label?: string
  readonly hint?: ReactNode
  readonly first?: boolean
  readonly rows?: number
  readonly value: string
  readonly onValue: (value: string) => void
}

export function ReasonField({ label = "Reason", hint, first = false, rows = 2, value, onValue }: ReasonFieldProps): ReactNode {
  return <TextAreaField label={label} hint={hint} first={first} rows={rows} charactersMax={paragraph_characters_max} value={value} onValue={onValue} />
}
