/** What a correction corrects or a decision answers, above the box. */
import type { ReactNode } from "react"
import { entryOf } from "../../incident/log.ts"
import { Button } from "../../ui/Button.tsx"
import { useActions } from "./RoomActions.tsx"
import { useRoom } from "./RoomContext.tsx"
import type { Composer } from "./useComposer.ts"

export function About({ composer }: { readonly composer: Composer }): ReactNode {
  const { log } = useRoom()
  const { goTo } = useActions()
  const { corrects } = composer
  const answers = composer.draft?.answers
  if (corrects === undefined) return answers === undefined ? null : <p className="composer__about"><span><b>Decision on {answers}</b>. Say why, then seal it. Who does it is asked next.</span></p>
  const original = entryOf(log, corrects)
  return (
    <div className="composer__about">
      <span>
        <b>Correcting <a href={`#e${corrects}`} onClick={(event) => {
          event.preventDefault()
          goTo(corrects)
        }}>#{corrects}</a></b>. The original stays, ruled through.
      </span>
      {composer.draft ? null : <Button small look="link" onClick={composer.putAside}>Do not correct</Button>}
      {original ? <p className="orig">{original.text}</p> : null}
    </div>
  )
}
