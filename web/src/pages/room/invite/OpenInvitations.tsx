/** Invitations that are open, and how to end one. */
import type { ReactNode } from "react"
import { aboutInvitation, openInvitations, timeLeft } from "../../../incident/invitations.ts"
import { mayInvite, reasonAgainst } from "../../../incident/may.ts"
import { roleNames } from "../../../incident/words.ts"
import type { Invitation } from "../../../replica/types.ts"
import { ActButton } from "../act/ActButton.tsx"
import { Fault } from "../act/FormDialog.tsx"
import { useGive } from "../act/useGive.ts"
import { useRoom, useServerMinute, useView } from "../RoomContext.tsx"

export function OpenInvitations(): ReactNode {
  const invitations = openInvitations(useRoom(), useServerMinute())
  if (invitations.length === 0) return null
  return (
    <section className="kv" aria-label="Open invitations">
      <h3>Open invitations<span className="count">{invitations.length}</span></h3>
      <ul>{invitations.map((invitation) => <Open key={invitation.id} invitation={invitation} />)}</ul>
    </section>
  )
}

function Open({ invitation }: { readonly invitation: Invitation }): ReactNode {
  const room = useRoom()
  const { person, connection } = useView()
  const { fault, busy, give } = useGive()
  const now = useServerMinute()
  const role = roleNames[invitation.role]
  return (
    <li>
      <b>{role}</b>
      <span>{timeLeft(invitation, now)}</span>
      <span className="meta">{aboutInvitation(invitation)}</span>
      <span className="member__ways">
        <ActButton
          small look="link" blocked={reasonAgainst(mayInvite(room, person, connection.kind === "live"))} aria-busy={busy}
          onClick={() => { give("revoke_invitation", { invitation: invitation.id }) }}
        >
          Revoke<span className="vh"> the invitation as {role}</span>
        </ActButton>
      </span>
      <Fault>{fault}</Fault>
    </li>
  )
}
