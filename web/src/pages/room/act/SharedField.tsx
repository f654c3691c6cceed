/** A labelled text of an object that others may write in at the same time. */
import type { ReactNode } from "react"
import type { TextPath } from "../../../replica/types.ts"
import { useReplica } from "../RoomContext.tsx"
import { SharedText } from "../SharedText.tsx"

interface SharedFieldProps {
  readonly id: string
  readonly label: string
  readonly path: TextPath
  readonly text: string
  readonly placeholder?: string
  /** Why it is read and not written. */
  readonly blocked?: string | undefined
}

export function SharedField({ id, label, path, text, placeholder, blocked }: SharedFieldProps): ReactNode {
  const replica = useReplica()
  const write = (base: string, typed: string): void => { replica.writeText(path, base, typed) }
  if (blocked !== undefined) {
    return <div className="fg"><span className="label">{label}</span><p className="said">{text === "" ? "Nothing yet." : text}</p><p className="hint">{blocked}</p></div>
  }
  return (
    <div className="fg">
      <label className="label" htmlFor={id}>{label}</label>
      <SharedText id={id} text={text} carets={[]} onWrite={write} {...(placeholder === undefined ? {} : { placeholder })} />
    </div>
  )
}
