/** Declaring an incident makes its author the Incident Manager. */
import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useParams } from "@tanstack/react-router"
import type { ReactNode, SubmitEvent } from "react"
import { incidentQuery, incidentsQuery } from "../api/queries.ts"
import { msOf } from "../incident/times.ts"
import { categoryNames, severities, severityHints, type Severity } from "../incident/words.ts"
import type { Category } from "../replica/types.ts"
import { personQuery } from "../session/session.ts"
import { Checks, Group, Radios } from "../ui/Choice.tsx"
import { useMinute } from "../ui/clock.ts"
import type { Errors } from "../ui/ErrorSummary.tsx"
import { SelectField, TextAreaField, TextField } from "../ui/Field.tsx"
import { useKept } from "../ui/kept.ts"
import { FormPage } from "./room/FormPage.tsx"
import { useRoom } from "./room/RoomContext.tsx"
import { useCommand } from "./room/useCommand.ts"

type Provisional = "severity_provisional" | "category_provisional"

interface Form {
  readonly severity?: Severity
  readonly category: string
  readonly provisional: readonly Provisional[]
  readonly codename: string
  readonly reason: string
}

const blank: Form = { category: "", provisional: ["severity_provisional", "category_provisional"], codename: "", reason: "" }
const categories = Object.entries(categoryNames) as readonly (readonly [Category, string])[]

export function Declare(): ReactNode {
  const { incident } = useParams({ from: "/in/incidents/$incident" })
  const { data } = useQuery(incidentQuery(incident))
  const room = useRoom()
  // Who is on call may have changed since this page knew its person, perhaps a minute ago and for this.
  const { data: person, isFetchedAfterMount } = useQuery({ ...personQuery, staleTime: 0 })
  const now = useMinute()
  const queries = useQueryClient()
  const [form, setForm, drop] = useKept<Form>(`declare.${incident}`, blank)
  const { errors, setErrors, busy, give } = useCommand("declare", () => {
    drop()
    void queries.invalidateQueries({ queryKey: incidentsQuery.queryKey })
  })
  const isOnCall = person?.on_call_until !== undefined && msOf(person.on_call_until) > now
  const against = whyNot(room.incident.phase !== "pre_incident", data?.may_declare)

  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const reason = form.reason.trim()
    const found: Errors = {
      ...(form.severity === undefined ? { severity: "Choose a severity" } : {}),
      ...(form.category === "" ? { category: "Choose a category" } : {}),
      ...(isFetchedAfterMount && !isOnCall && reason === "" ? { reason: "Say why you declare it" } : {}),
    }
    setErrors(found)
    if (Object.keys(found).length > 0 || against !== undefined) return
    const codename = form.codename.trim()
    give({
      severity: form.severity, category: form.category,
      severity_provisional: form.provisional.includes("severity_provisional"),
      category_provisional: form.provisional.includes("category_provisional"),
      ...(codename === "" ? {} : { codename }), ...(reason === "" ? {} : { reason }),
    })
  }

  return (
    <FormPage title="Declare the incident" errors={errors}>
      <p className="govuk-body">You become Incident Manager at once. You decide and delegate; others do.</p>
      {against === undefined ? null : <p className="govuk-inset-text">{against}</p>}
      <form noValidate onSubmit={submit}>
        <Group id="severity" legend="Severity" error={errors["severity"]}>
          <Radios
            id="severity" value={form.severity} onValue={(severity) => { setForm({ ...form, severity }) }}
            items={severities.map((severity) => ({ value: severity, title: `Severity ${severity}`, hint: severityHints[severity] }))}
          />
        </Group>
        <SelectField
          id="category" label="Category" blank="Choose one" options={categories} error={errors["category"]}
          value={form.category} onValue={(category) => { setForm({ ...form, category }) }}
        />
        <Group legend="How sure are you?" hint="Provisional means that it may still change. It usually does.">
          <Checks<Provisional>
            items={[
              { value: "severity_provisional", title: "The severity is provisional" },
              { value: "category_provisional", title: "The category is provisional" },
            ]}
            values={form.provisional} onValues={(provisional) => { setForm({ ...form, provisional }) }}
          />
        </Group>
        <TextAreaField
          id="reason" label={isOnCall ? "Reason" : "Why do you declare it?"} rows={2} error={errors["reason"]}
          hint={isOnCall ? "Can be left empty: you are on call as Incident Manager." : "You are not on call as Incident Manager. The reason goes in the log."}
          value={form.reason} onValue={(reason) => { setForm({ ...form, reason }) }}
        />
        <TextField
          id="codename" label="Codename" hint="Can be left empty. A name that says nothing of the content, for use outside the room." maxLength={300}
          value={form.codename} onValue={(codename) => { setForm({ ...form, codename }) }}
        />
        <button className="govuk-button" type="submit" aria-disabled={against === undefined ? undefined : true} title={against}>
          {busy ? "Declaring" : "Declare and take command"}
        </button>
      </form>
    </FormPage>
  )
}

function whyNot(declared: boolean, may: { readonly allowed: boolean; readonly reason?: string } | undefined): string | undefined {
  if (declared) return "It is already declared."
  if (may === undefined || may.allowed) return undefined
  return may.reason ?? "A person trained as Incident Manager declares an incident. Call the one on call."
}
