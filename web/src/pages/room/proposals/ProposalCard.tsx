/** Something that waits for an answer beside recommendations: each kind with the answers it has. */
import type { ReactNode } from "react"
import { mayAdopt, mayConfirmSpoken, mayDecline, mayRevokeSpoken, reasonAgainst } from "../../../incident/may.ts"
import { isCommand, nameOf } from "../../../incident/people.ts"
import { canBeUndone, proposalKindNames, proposalWaiting } from "../../../incident/proposals.ts"
import { msOf, shortMoment } from "../../../incident/times.ts"
import { kindNames, levelNames } from "../../../incident/words.ts"
import type { Proposal } from "../../../replica/types.ts"
import { Button } from "../../../ui/Button.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useGive } from "../act/useGive.ts"
import { References } from "../References.tsx"
import { useActions } from "../RoomActions.tsx"
import { useRoom, useServerMinute, useView } from "../RoomContext.tsx"

export function ProposalCard({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const now = useServerMinute()
  const { fault, give } = useGive()
  const { kind, level } = proposal
  const title = kind === "escalation" && level !== undefined ? `${proposalKindNames.escalation} to ${levelNames[level]}` : proposalKindNames[kind]
  return (
    <article className={`rec rec--${kind}`} aria-label={`${title}, ${proposal.name}`}>
      <p className="meta"><span><b>{title}</b></span><span className="nb">{proposalWaiting(proposal, now)}</span></p>
      <p className="rec__x"><References text={proposal.text} /></p>
      <p className="meta"><Source proposal={proposal} /></p>
      {kind === "spoken" ? <Spoken proposal={proposal} give={give} /> : <Answers proposal={proposal} give={give} />}
      <Fault>{fault}</Fault>
    </article>
  )
}

interface AnswerProps {
  readonly proposal: Proposal
  readonly give: ReturnType<typeof useGive>["give"]
}

function Spoken({ proposal, give }: AnswerProps): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const live = connection.kind === "live"
  const { id } = proposal
  const confirm = mayConfirmSpoken(room, person, proposal, live)
  // For everybody else it is only to be seen: the manager alone knows what they said.
  if (room.command.manager !== person) return null
  return (
    <div className="btn-row">
      <Button small blocked={reasonAgainst(confirm)} onClick={() => { give("confirm_spoken", { proposal: id }) }}>Confirm<span className="vh">: {proposal.text}</span></Button>
      <Button small look="warn" blocked={reasonAgainst(mayRevokeSpoken(room, person, proposal, live))} onClick={() => { give("revoke_spoken", { proposal: id }) }}>
        Revoke<span className="vh">: {proposal.text}</span>
      </Button>
      <span className="meta">{canBeUndone(proposal) ? "Revoking puts back what was before." : "Revoking says that you did not say it. What people did stays."}</span>
    </div>
  )
}

const adopting = {
  change: ["Adopt", "the proposal of"], escalation: ["Set the level", "as suggested by"], concern: ["Take up", "the concern of"], spoken: ["", ""],
} as const
const declining = {
  change: ["Decline", "the proposal of"], escalation: ["Decline", "the suggestion of"], concern: ["Answer", "the concern of"], spoken: ["", ""],
} as const

function Answers({ proposal, give }: AnswerProps): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { show } = useActions()
  const live = connection.kind === "live"
  const { id, kind, name } = proposal
  if (!isCommand(room, person)) return null
  const adopt = mayAdopt(room, person, proposal, live)
  const decline = mayDecline(room, person, proposal, live)
  const words = ([what, whose]: readonly [string, string]): ReactNode => <>{what}<span className="vh"> {whose} {name}</span></>
  return (
    <div className="btn-row">
      <Button small blocked={reasonAgainst(adopt)} onClick={() => { give("adopt_proposal", { proposal: id }) }}>{words(adopting[kind])}</Button>
      <Button small look="second" blocked={reasonAgainst(decline)} onClick={() => { show({ is: "decline", proposal: id }) }}>{words(declining[kind])}</Button>
    </div>
  )
}

/** Whose it is, as what it is sealed, why it comes this way. */
function Source({ proposal }: { readonly proposal: Proposal }): ReactNode {
  const room = useRoom()
  const now = useServerMinute()
  const { goTo } = useActions()
  const { kind, entry, name, said_by, why, written_at, corrects, entry_kind, surrendered } = proposal
  if (kind === "spoken") {
    return (
      <>
        Spoken by {nameOf(room, said_by ?? "")}, written down by {name}. In force.{" "}
        {entry === undefined ? null : <a href={`#e${entry}`} onClick={(event) => {
          event.preventDefault()
          goTo(entry)
        }}>#{entry}</a>}
      </>
    )
  }
  const because = why === undefined ? [] : kind === "escalation" ? [`Because of ${why}`] : [`Not accepted before: ${why.replace(/\.$/, "")}`]
  return [
    kind === "change" ? `Proposed by ${name} as ${corrects === undefined ? kindNames[entry_kind ?? "observation"] : `${kindNames.correction} of #${corrects}`}` : `Raised by ${name}`,
    ...(written_at === undefined ? [] : [`Written ${shortMoment(msOf(written_at), now)}`]),
    ...(surrendered === true ? ["They have left the incident"] : []),
    ...because,
  ].join(". ")
}
