/** Under the box: what became of a long paste, what was not taken, and the files on their way. */
import type { ReactNode } from "react"
import type { Sending, Sendings } from "../../../files/sendings.ts"
import { inFigures } from "../../../incident/words.ts"
import { Button } from "../../../ui/Button.tsx"
import { OnTheirWay } from "./OnTheirWay.tsx"
import type { Attaching } from "./useAttaching.ts"

interface EntryNotesProps {
  readonly attaching: Attaching
  readonly sendings: Sendings
  readonly files: readonly Sending[]
}

/** Always there, so that what comes is heard. */
export function EntryNotes({ attaching, sendings, files }: EntryNotesProps): ReactNode {
  const { faults, pasted } = attaching
  return (
    <ul className="files" aria-label="Files of this entry" aria-live="polite">
      {faults.map((fault, index) => (
        <li key={`${index} ${fault}`} className="files__fault">
          <span>{fault}</span>
          {index === faults.length - 1 ? <Button small look="link" onClick={attaching.clearFaults}>Hide this</Button> : null}
        </li>
      ))}
      {pasted.map((one) => (
        <li key={one.id}>
          <span>The pasted text has {inFigures(one.text.length)} characters, so it became a file.</span>
          <span className="btn-row">
            <Button small look="link" onClick={() => { attaching.putBack(one) }}>Put it in the entry as text instead</Button>
            <Button small look="link" onClick={() => { attaching.keepAsFile(one) }}>Keep it as a file</Button>
          </span>
        </li>
      ))}
      <OnTheirWay sendings={sendings} files={files} onLeaveOut={attaching.leaveOut} />
    </ul>
  )
}
