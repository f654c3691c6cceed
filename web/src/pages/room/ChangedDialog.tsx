/** Somebody wrote in the draft while it was being sealed: what changed, and once more the question. */
import type { ReactNode } from "react"
import { diffWords } from "../../incident/diff.ts"
import { kindNames } from "../../incident/words.ts"
import type { Draft } from "../../replica/types.ts"
import { Button } from "../../ui/Button.tsx"
import { Dialog } from "../../ui/Dialog.tsx"
import { useRoom } from "./RoomContext.tsx"
import type { Composer, SealQuestion } from "./useComposer.ts"

export function ChangedDialog({ composer, question }: { readonly composer: Composer; readonly question: SealQuestion }): ReactNode {
  const { before } = question
  const now = useRoom().drafts[before.id]
  if (now === undefined) {
    return (
      <Dialog title="This draft is no longer there" look="narrow" onClose={composer.goOnWriting} foot={<Button onClick={composer.goOnWriting}>Close</Button>}>
        <p>It was sealed or removed by somebody else meanwhile. Look for it at the end of the log.</p>
      </Dialog>
    )
  }
  return (
    <Dialog
      title="The entry changed while you sealed it" onClose={composer.goOnWriting}
      lead="Nothing is sealed yet. This is what is different from what you saw."
      foot={(
        <>
          <span className="meta">Nobody seals words they did not see.</span>
          <Button look="second" onClick={composer.goOnWriting}>Go on writing</Button>
          <Button onClick={composer.sealAsItReads}>Seal as it reads now</Button>
        </>
      )}
    >
      {before.kind === now.kind ? null : <p><b>Kind</b>: <del>{kindNames[before.kind]}</del> {kindNames[now.kind]}</p>}
      <Field title="Entry" before={before.text} now={now.text} always />
      <Field title="Why" before={before.why} now={now.why} />
      <Field title="Set aside" before={before.set_aside} now={now.set_aside} />
      <Details before={before} now={now} />
    </Dialog>
  )
}

function Field({ title, before, now, always = false }: { readonly title: string; readonly before: string; readonly now: string; readonly always?: boolean }): ReactNode {
  if (before === now && !always) return null
  return (
    <div className="fg">
      <h3>{title}</h3>
      <p className="changed">
        {diffWords(before, now).map((piece, index) => (
          piece.is === "same" ? piece.text
            : piece.is === "gone" ? <del key={index}><span className="vh">taken out: </span>{piece.text}</del>
            : <ins key={index}><span className="vh">put in: </span>{piece.text}</ins>
        ))}
      </p>
    </div>
  )
}

function Details({ before, now }: { readonly before: Draft; readonly now: Draft }): ReactNode {
  const names = { said_by: "who said it", happened_at: "when it happened", certainty: "whether it is known" } as const
  const different = (Object.keys(names) as (keyof typeof names)[]).filter((field) => before[field] !== now[field])
  return different.length === 0 ? null : <p>Also changed: {different.map((field) => names[field]).join(", ")}.</p>
}
