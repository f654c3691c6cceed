/** Who said it, when it happened, whether it is known: asked for only when it helps. */
import { useId, useState, type ReactNode } from "react"
import { maySetDraft, reasonAgainst } from "../../incident/may.ts"
import { nameOf, team } from "../../incident/people.ts"
import { useRoom, useView } from "./RoomContext.tsx"
import type { Composer } from "./useComposer.ts"
import { WhenField } from "./WhenField.tsx"

/** `children`: what goes with every kind of entry. */
export function DraftDetails({ composer, children }: { readonly composer: Composer; readonly children: ReactNode }): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const { draft, details } = composer
  if (composer.kind === "correction") return <div className="details">{children}</div>
  const against = draft && reasonAgainst(maySetDraft(room, person, draft))
  const sure = (word: "know" | "suspect"): ReactNode => (
    <button
      type="button" className="toggle" aria-pressed={details.certainty === word} title={against} aria-disabled={against === undefined ? undefined : true}
      onClick={() => { if (against === undefined) composer.setDetail("certainty", details.certainty === word ? null : word) }}
    >
      {word === "know" ? "I know this" : "I suspect this"}
    </button>
  )
  return (
    <div className="details" role="group" aria-label="Details of the entry">
      <SaidBy key={`said-${draft?.id ?? ""}`} composer={composer} against={against} />
      <HappenedAt key={`at-${draft?.id ?? ""}`} composer={composer} against={against} />
      {sure("know")}
      {sure("suspect")}
      {composer.speaker === undefined ? null : (
        <button
          type="button" className="toggle" aria-pressed={composer.spoken} title={`${nameOf(room, composer.speaker)} said so on the call, and is asked to confirm it`}
          onClick={() => { composer.setSpoken(!composer.spoken) }}
        >
          Spoken by the Incident Manager
        </button>
      )}
      {children}
    </div>
  )
}

function Opener({ title, against, onOpen }: { readonly title: string; readonly against: string | undefined; readonly onOpen: () => void }): ReactNode {
  return (
    <button
      type="button" className="toggle" aria-expanded={false} title={against} aria-disabled={against === undefined ? undefined : true}
      onClick={() => { if (against === undefined) onOpen() }}
    >
      {title}
    </button>
  )
}

function SaidBy({ composer, against }: { readonly composer: Composer; readonly against: string | undefined }): ReactNode {
  const room = useRoom()
  const id = useId()
  const [open, setOpen] = useState(false)
  const { said_by: saidBy } = composer.details
  if (!open && saidBy === undefined) return <Opener title="Said by" against={against} onOpen={() => { setOpen(true) }} />
  return (
    <span className="detail">
      <label htmlFor={id}>Said by</label>
      <input
        className="field" id={id} type="text" list={`${id}-names`} maxLength={300} autoFocus={open && saidBy === undefined}
        readOnly={against !== undefined} value={saidBy ?? ""}
        onChange={(event) => { composer.setDetail("said_by", event.target.value === "" ? null : event.target.value) }}
      />
      <datalist id={`${id}-names`}>{team(room).map((member) => <option key={member.person} value={member.name} />)}</datalist>
    </span>
  )
}

function HappenedAt({ composer, against }: { readonly composer: Composer; readonly against: string | undefined }): ReactNode {
  const [open, setOpen] = useState(false)
  const { happened_at: happenedAt } = composer.details
  if (!open && happenedAt === undefined) return <Opener title="Happened at" against={against} onOpen={() => { setOpen(true) }} />
  return <WhenField label="Happened" value={happenedAt} onValue={(value) => { composer.setDetail("happened_at", value ?? null) }} />
}
