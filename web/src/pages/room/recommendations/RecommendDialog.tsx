/** Recommends something to the manager. What is typed is kept in this tab until then. */
import { useState, type ReactNode } from "react"
import { mayRecommend, reasonAgainst } from "../../../incident/may.ts"
import { nameOf } from "../../../incident/people.ts"
import { recommendationTitle } from "../../../incident/recommendations.ts"
import type { NewRecommendation, Recommendation } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Dialog } from "../../../ui/Dialog.tsx"
import { TextAreaField } from "../../../ui/Field.tsx"
import { useKept } from "../../../ui/kept.ts"
import { DueField } from "../act/DueField.tsx"
import { FormDialog } from "../act/FormDialog.tsx"
import { SharedField } from "../act/SharedField.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"

export function RecommendDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person, incident } = useView()
  const [form, setForm, drop] = useKept<NewRecommendation>(`recommendation.${incident}.${person}`, { text: "" })
  const [fault, setFault] = useState<string>()
  const { manager } = room.command
  const add = (): void => {
    if (form.text.trim() === "") {
      setFault("Write what you recommend first.")
      return
    }
    replica.createRecommendation({ ...form, text: form.text.trim() })
    drop()
    onClose()
  }
  return (
    <FormDialog
      title="Recommend" lead="What should be decided, and why. The Incident Manager agrees, declines or asks." act="Recommend"
      blocked={reasonAgainst(mayRecommend(room, person))} fault={fault} onAct={add} onClose={onClose}
      note={manager === undefined ? "Nobody is in command. It waits for whoever takes it." : `It waits for ${nameOf(room, manager)}.`}
    >
      <TextAreaField label="Recommendation" rows={4} first charactersMax={20_000} value={form.text} onValue={(text) => { setForm({ ...form, text }) }} />
      <DueField
        label="Answer wanted by, can be left empty" value={form.deadline}
        onValue={(deadline) => { setForm({ text: form.text, ...(deadline === undefined ? {} : { deadline }) }) }}
      />
    </FormDialog>
  )
}

/** Its author changes the words where everyone sees them, until it is answered. */
export function ChangeRecommendationDialog({ recommendation, onClose }: { readonly recommendation: Recommendation; readonly onClose: () => void }): ReactNode {
  return (
    <Dialog
      title={`Change ${recommendationTitle(recommendation)}`} look="narrow" onClose={onClose}
      foot={<><span className="meta">Everyone sees changes as you make them. Once it is answered its words stay.</span><Button onClick={onClose}>Done</Button></>}
    >
      <SharedField id="recommendation" label="Recommendation" path={["recommendations", recommendation.id, "text"]} text={recommendation.text} />
    </Dialog>
  )
}
