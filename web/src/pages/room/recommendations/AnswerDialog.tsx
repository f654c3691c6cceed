/** Answers a recommendation with words: a refusal, a question, or what the manager said on the call. */
import { useState, type ReactNode } from "react"
import { mayAnswer, reasonAgainst } from "../../../incident/may.ts"
import { decisionFrom, recommendationTitle, recommendedBy } from "../../../incident/recommendations.ts"
import type { Answer, Recommendation } from "../../../replica/types.ts"
import { FormDialog } from "../act/FormDialog.tsx"
import { ReasonField } from "../act/ReasonField.tsx"
import { useGiveAsSeen } from "../act/useGive.ts"
import { useSpoken } from "../act/useSpoken.tsx"
import { useActions } from "../RoomActions.tsx"
import { useReplica, useRoom, useView } from "../RoomContext.tsx"

interface AnswerWords {
  readonly title: string
  readonly act: string
  readonly label: string
  readonly missing: string
  readonly note: string
}

const words: Readonly<Record<Answer, AnswerWords>> = {
  agreed: { title: "Agree to", act: "Agree", label: "Reason, can be left empty", missing: "", note: "The decision is written next, and then who does it." },
  declined: { title: "Decline", act: "Decline", label: "Reason", missing: "Say why, for whoever recommends it.", note: "It is sealed in the log with your reason." },
  question: { title: "Ask about", act: "Ask", label: "Question", missing: "Write the question first.", note: "It goes on waiting here. They reply below it." },
}

interface AnswerDialogProps {
  readonly recommendation: Recommendation
  readonly answer: Answer
  readonly onClose: () => void
}

export function AnswerDialog({ recommendation, answer, onClose }: AnswerDialogProps): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person, connection } = useView()
  const { begin } = useActions()
  const { fault, setFault, busy, giveBy, epoch } = useGiveAsSeen()
  const [reason, setReason] = useState("")
  const may = mayAnswer(room, person, recommendation, connection.kind === "live")
  const spoken = useSpoken(may)
  const { title, act, label, missing, note } = words[answer]
  const give = (): void => {
    const said = reason.trim()
    const fault = spoken.missing ?? (answer !== "agreed" && said === "" ? missing : undefined)
    setFault(fault)
    if (fault !== undefined) return
    const { spoken_by: spokenBy } = spoken.fields
    const options = { epoch, ...(said === "" ? {} : { reason: said }), ...(spokenBy === undefined ? {} : { spokenBy }) }
    giveBy(() => replica.answerRecommendation(recommendation.id, answer, options), () => {
      onClose()
      if (answer === "agreed") begin(decisionFrom(room, recommendation))
    })
  }
  return (
    <FormDialog
      title={`${title} ${recommendationTitle(recommendation)}`} lead={recommendedBy(room, recommendation)} act={act} note={note}
      blocked={reasonAgainst(may)} busy={busy} fault={fault} onAct={give} onClose={onClose}
    >
      <blockquote className="quote">{recommendation.text}</blockquote>
      <ReasonField label={label} first value={reason} onValue={setReason} />
      {spoken.field}
    </FormDialog>
  )
}
