/** Changing what a member of the team is. */
import { useQuery } from "@tanstack/react-query"
import { getRouteApi } from "@tanstack/react-router"
import { useState, type SubmitEvent, type ReactNode } from "react"
import { peopleQuery } from "../api/queries.ts"
import { maySetRoles, reasonAgainst } from "../incident/may.ts"
import { describe, memberNow, rolesNow } from "../incident/people.ts"
import type { Role } from "../replica/types.ts"
import { useMinute } from "../ui/clock.ts"
import type { Errors } from "../ui/ErrorSummary.tsx"
import { FormPage } from "./room/FormPage.tsx"
import { useRoom, useView } from "./room/RoomContext.tsx"
import { RolesFields, untrainedFor } from "./room/RolesFields.tsx"
import { useSpoken } from "./room/act/useSpoken.tsx"
import { useCommand } from "./room/useCommand.ts"

const route = getRouteApi("/in/incidents/$incident/members/$person")

export function ChangeRoles(): ReactNode {
  const { person: id } = route.useParams()
  const { data: people = [] } = useQuery(peopleQuery)
  const room = useRoom()
  const view = useView()
  const now = useMinute()
  const member = memberNow(room, id)
  const held = rolesNow(member)
  const [roles, setRoles] = useState<readonly Role[]>(held)
  const [reason, setReason] = useState("")
  const { errors, setErrors, busy, give } = useCommand("set_roles")
  const may = maySetRoles(room, view.person, view.connection.kind === "live")
  const spoken = useSpoken(may)
  const against = member === undefined ? "They are not in the team." : reasonAgainst(may)
  const person = people.find((one) => one.id === id)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const gained = roles.filter((role) => !held.includes(role))
    const needsReason = untrainedFor(person, gained, now).length > 0
    const found: Errors = {
      ...(roles.length === 0 ? { roles: "Choose at least one role. Observer is one" } : {}),
      ...(needsReason && reason.trim() === "" ? { reason: "Say why they take it all the same" } : {}),
      ...(spoken.missing === undefined ? {} : { [spoken.id]: spoken.missing }),
    }
    setErrors(found)
    if (Object.keys(found).length > 0 || against !== undefined) return
    give({ person: id, roles, ...(needsReason ? { reason: reason.trim() } : {}), ...spoken.fields })
  }

  return (
    <FormPage title={`Roles of ${member?.name ?? "somebody"}`} errors={errors}>
      {member === undefined ? null : <p className="govuk-body">Now: {describe(member)}</p>}
      {against === undefined ? null : <p className="govuk-inset-text">{against}</p>}
      <form noValidate onSubmit={submit}>
        <RolesFields
          room={room} person={person} roles={roles} reason={reason} held={held} nowMs={now} errors={errors} onRoles={setRoles} onReason={setReason}
        />
        {spoken.field}
        <button className="govuk-button" type="submit" aria-disabled={against === undefined ? undefined : true} title={against}>
          {busy ? "Changing" : "Change the roles"}
        </button>
      </form>
    </FormPage>
  )
}
