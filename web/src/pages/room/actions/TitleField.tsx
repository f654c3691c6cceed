/** The title of an action that is there: set whole, when the field is left. */
import { useState, type ReactNode } from "react"
import type { Action } from "../../../replica/types.ts"
import { useReplica } from "../RoomContext.tsx"

export function TitleField({ action }: { readonly action: Action }): ReactNode {
  const replica = useReplica()
  const [typed, setTyped] = useState<string>()
  const put = (): void => {
    const title = typed?.trim()
    if (title !== undefined && title !== "" && title !== action.title) replica.setAction(action.id, { title })
    setTyped(undefined)
  }
  return (
    <div className="fg">
      <label className="label" htmlFor="title">What is to be done</label>
      <input
        className="field" id="title" maxLength={300} value={typed ?? action.title} onChange={(event) => { setTyped(event.target.value) }} onBlur={put}
        onKeyDown={(event) => { if (event.key === "Enter") put() }}
      />
    </div>
  )
}
