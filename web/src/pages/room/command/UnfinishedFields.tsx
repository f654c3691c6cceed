/** What is left unfinished at an end: each is done, left with a reason, or left without one; nothing stops the end (IM-15). */
import type { ReactNode } from "react"
import { maySayDuty } from "../../../incident/may.ts"
import type { Unfinished } from "../../../incident/unfinished.ts"
import { count } from "../../../incident/words.ts"
import { Button } from "../../../ui/Button.tsx"
import { TextField } from "../../../ui/Field.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"

interface UnfinishedFieldsProps {
  readonly items: readonly Unfinished[]
  readonly reasons: Readonly<Record<string, string>>
  readonly onReasons: (reasons: Readonly<Record<string, string>>) => void
}

export function UnfinishedFields({ items, reasons, onReasons }: UnfinishedFieldsProps): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const maySay = maySayDuty(room, person).allowed
  const silent = items.filter(({ key }) => (reasons[key] ?? "").trim() === "").length
  if (items.length === 0) return <p className="fg">Nothing is left unfinished.</p>
  return (
    <section className="sec unfinished" aria-labelledby="unfinished">
      <h3 id="unfinished">Left unfinished<span className="count">{items.length}</span></h3>
      <ul>
        {items.map(({ key, words, isDuty }) => (
          <li key={key}>
            <b>{words.charAt(0).toUpperCase() + words.slice(1)}</b>
            {isDuty && maySay ? (
              <Button small look="second" onClick={() => { replica.createThing("checks", { duty: key, state: "done" }) }}>It is done<span className="vh">: {words}</span></Button>
            ) : null}
            <TextField
              label={`Why it is left: ${words}`} maxLength={300} value={reasons[key] ?? ""} hideLabel placeholder="Why it is left"
              onValue={(reason) => { onReasons({ ...reasons, [key]: reason }) }}
            />
          </li>
        ))}
      </ul>
      <p className="hint" role="status">{silent === 0 ? "Each has its reason." : `${count(silent, "thing")} will be sealed as left without a reason.`}</p>
    </section>
  )
}

/** The reasons that were given, for those things that are still unfinished. */
export function reasonsGiven(items: readonly Unfinished[], reasons: Readonly<Record<string, string>>): { readonly left?: Readonly<Record<string, string>> } {
  const given = items.map(({ key }) => [key, (reasons[key] ?? "").trim()] as const).filter(([, reason]) => reason !== "")
  return given.length === 0 ? {} : { left: Object.fromEntries(given) }
}
