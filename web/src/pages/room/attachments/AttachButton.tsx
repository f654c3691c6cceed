/** Chooses files. In the box under the log it looks like the details beside it; elsewhere like any button. */
import { useRef, type ReactNode } from "react"
import { ActButton } from "../act/ActButton.tsx"

interface AttachButtonProps {
  readonly look: "toggle" | "button"
  readonly blocked: string | undefined
  readonly onFiles: (files: readonly File[]) => void
}

export function AttachButton({ look, blocked, onFiles }: AttachButtonProps): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const choose = (): void => { if (blocked === undefined) input.current?.click() }
  return (
    <>
      <input
        type="file" multiple hidden ref={input} aria-label="Files to attach"
        onChange={({ target }) => {
          const files = [...(target.files ?? [])]
          // So that the same file can be chosen again.
          target.value = ""
          onFiles(files)
        }}
      />
      {look === "button" ? <ActButton small look="second" blocked={blocked} onClick={choose}>Attach a file</ActButton> : (
        <button type="button" className="toggle attach" title={blocked} aria-disabled={blocked === undefined ? undefined : true} onClick={choose}>Attach a file</button>
      )}
    </>
  )
}
