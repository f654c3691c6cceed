/**
 * A button that changes the room. For somebody who only reads there is none; for others who may not, it stays in
 * place and says why.
 */
import type { ComponentProps, ReactNode } from "react"
import { Button } from "../../../ui/Button.tsx"
import { useReadsOnly } from "../useReadsOnly.ts"

export function ActButton(props: ComponentProps<typeof Button>): ReactNode {
  const isForOthers = useReadsOnly() !== undefined && props.blocked !== undefined
  return isForOthers ? null : <Button {...props} />
}
