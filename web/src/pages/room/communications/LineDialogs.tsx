/** A communication line: noted, changed, and who is in it. */
import { useState, type ReactNode } from "react"
import { lineKindNames, lineState } from "../../../incident/communications.ts"
import { mayKeepLines, mayMove, reasonAgainst } from "../../../incident/may.ts"
import { isWriter, team } from "../../../incident/people.ts"
import type { Channel } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Checks, Group, Radios } from "../../../ui/Choice.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { TextField } from "../../../ui/Field.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"
import { GatheringList } from "./GatheringList.tsx"

const kinds = Object.entries(lineKindNames) as readonly (readonly [Channel["kind"], string])[]

/** What is said of a line beside its name. */
const marks = [
  { value: "private", title: "Private: only the team is on it" },
  { value: "trusted", title: "Can be trusted, whatever the incident has reached" },
] as const
type Mark = (typeof marks)[number]["value"]

export function AddLineDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [name, setName] = useState("")
  const [place, setPlace] = useState("")
  const [kind, setKind] = useState<Channel["kind"]>("chat")
  const [said, setSaid] = useState<readonly Mark[]>(["private"])
  const [fault, setFault] = useState<string>()
  const add = (): void => {
    if (name.trim() === "") {
      setFault("Give the line a name.")
      return
    }
    replica.createThing("channels", {
      name: name.trim(), kind, private: said.includes("private"), ...(said.includes("trusted") ? { trusted: true } : {}), ...(place.trim() === "" ? {} : { place: place.trim() }),
    })
    onClose()
  }
  return (
    <FormDialog
      title="Add a communication line" act="Add the line" blocked={reasonAgainst(mayKeepLines(room, person))} fault={fault}
      note="Then say who is in it. Whoever is missing is shown." onAct={add} onClose={onClose}
    >
      <TextField label="Name" data-focus maxLength={300} value={name} onValue={setName} />
      <Group legend="What it is"><Radios value={kind} onValue={setKind} items={kinds.map(([value, title]) => ({ value, title }))} /></Group>
      <TextField label="Where" hint="A link, a number or a room. Can be left empty." maxLength={300} value={place} onValue={setPlace} />
      <Group legend="What holds of it"><Checks values={said} onValues={setSaid} items={marks} /></Group>
    </FormDialog>
  )
}

export function LineDialog({ line, onClose }: { readonly line: Channel; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const keeps = mayKeepLines(room, person).allowed
  const said = marks.map(({ value }) => value).filter((mark) => line[mark] === true)
  return (
    <Dialog
      title={line.name} lead={`${lineKindNames[line.kind]}${line.place === undefined ? "" : `. ${line.place}`}`} look="narrow" onClose={onClose}
      foot={(
        <>
          {keeps ? <Button look="link" onClick={() => { replica.setThing("channels", line.id, { closed: true }); onClose() }}>Not used any more</Button> : null}
          <Button onClick={onClose}>Close</Button>
        </>
      )}
    >
      {keeps ? (
        <>
          <TextField label="Where" maxLength={300} value={line.place ?? ""} onValue={(place) => { replica.setThing("channels", line.id, { place: place === "" ? null : place }) }} />
          <Group legend="What holds of it">
            <Checks
              values={said} items={marks}
              onValues={(values) => { replica.setThing("channels", line.id, { private: values.includes("private"), trusted: values.includes("trusted") }) }}
            />
          </Group>
        </>
      ) : null}
      <GatheringList
        title="Who is in it" there={lineState(room, line).there} members={team(room).filter((member) => isWriter(room, member.person))}
        may={(me, who) => mayMove(room, me, who)} onMove={(who, isIn) => { replica.move("channels", line.id, who, isIn) }}
      />
    </Dialog>
  )
}
