/** Bringing a person into the team. */
import { useQuery } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import type { ReactNode, SubmitEvent } from "react"
import { sentenceOf } from "../api/problem.ts"
import { peopleQuery } from "../api/queries.ts"
import { mayAddMember, reasonAgainst } from "../incident/may.ts"
import { capabilities } from "../incident/words.ts"
import type { Role } from "../replica/types.ts"
import { useMinute } from "../ui/clock.ts"
import type { Errors } from "../ui/ErrorSummary.tsx"
import { SelectField, TextField } from "../ui/Field.tsx"
import { useKept } from "../ui/kept.ts"
import { FormPage } from "./room/FormPage.tsx"
import { PersonPicker } from "./room/PersonPicker.tsx"
import { useRoom, useView } from "./room/RoomContext.tsx"
import { RolesFields, untrainedFor } from "./room/RolesFields.tsx"
import { useSpoken } from "./room/act/useSpoken.tsx"
import { useCommand } from "./room/useCommand.ts"

interface Form {
  readonly person?: string
  readonly roles: readonly Role[]
  readonly capability: string
  readonly domain: string
  readonly asked_for_by: string
  readonly reason: string
}

const blank: Form = { roles: [], capability: "", domain: "", asked_for_by: "", reason: "" }

export function AddMember(): ReactNode {
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  const { data: people = [], error } = useQuery(peopleQuery)
  const room = useRoom()
  const view = useView()
  const now = useMinute()
  const [form, setForm, drop] = useKept<Form>(`member.${incident}`, blank)
  const { errors, setErrors, busy, give } = useCommand("add_member", drop)
  const may = mayAddMember(room, view.person, view.connection.kind === "live")
  const against = reasonAgainst(may)
  const spoken = useSpoken(may)
  const person = people.find((one) => one.id === form.person)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { roles } = form
    const needsReason = untrainedFor(person, roles, now).length > 0
    const found: Errors = {
      ...(person === undefined ? { person: "Choose a person" } : {}),
      ...(roles.length === 0 ? { roles: "Choose at least one role. Observer is one" } : {}),
      ...(needsReason && form.reason.trim() === "" ? { reason: "Say why they take it all the same" } : {}),
      ...(spoken.missing === undefined ? {} : { [spoken.id]: spoken.missing }),
    }
    setErrors(found)
    if (Object.keys(found).length > 0 || against !== undefined || person === undefined) return
    const filled = Object.entries({ capability: form.capability, domain: form.domain, asked_for_by: form.asked_for_by, reason: needsReason ? form.reason : "" })
      .map(([key, value]) => [key, value.trim()] as const).filter(([, value]) => value !== "")
    give({ person: person.id, roles, ...Object.fromEntries(filled), ...spoken.fields })
  }

  return (
    <FormPage title="Add a member" errors={errors}>
      {against === undefined ? null : <p className="govuk-inset-text">{against}</p>}
      {error === null ? null : <p className="govuk-inset-text" role="alert">{sentenceOf(error)}</p>}
      <form noValidate onSubmit={submit}>
        <PersonPicker
          room={room} people={people} value={form.person} error={errors["person"]} nowMs={now}
          onValue={(chosen) => { setForm({ ...form, person: chosen }) }}
        />
        <RolesFields
          room={room} person={person} roles={form.roles} reason={form.reason} held={[]} nowMs={now} errors={errors}
          onRoles={(roles) => { setForm({ ...form, roles }) }} onReason={(reason) => { setForm({ ...form, reason }) }}
        />
        <SelectField
          id="capability" label="What they can do" blank="Nothing in particular" options={capabilities}
          hint="A security incident needs a security analyst; one that may involve personal data, somebody from data privacy."
          value={form.capability} onValue={(capability) => { setForm({ ...form, capability }) }}
        />
        <TextField
          id="domain" label="System they are expert for" hint="Can be left empty. Shown beside their name." maxLength={300}
          value={form.domain} onValue={(domain) => { setForm({ ...form, domain }) }}
        />
        <TextField
          id="asked" label="Who asked for them" hint="Can be left empty." maxLength={300}
          value={form.asked_for_by} onValue={(asked) => { setForm({ ...form, asked_for_by: asked }) }}
        />
        {spoken.field}
        <button className="govuk-button" type="submit" aria-disabled={against === undefined ? undefined : true} title={against}>
          {busy ? "Adding" : "Add to the team"}
        </button>
      </form>
    </FormPage>
  )
}
