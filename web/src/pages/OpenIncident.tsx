/** Opening an incident: a title is enough. */
import { useQueryClient } from "@tanstack/react-query"
import { Link, useNavigate } from "@tanstack/react-router"
import { useState, type SubmitEvent, type ReactNode } from "react"
import { openIncident } from "../api/incidents.ts"
import { newIntent, writtenNow } from "../api/intent.ts"
import { sentenceOf } from "../api/problem.ts"
import { incidentsQuery } from "../api/queries.ts"
import { Checks, Group } from "../ui/Choice.tsx"
import { ErrorSummary, type Errors } from "../ui/ErrorSummary.tsx"
import { TextAreaField, TextField } from "../ui/Field.tsx"
import { useKept } from "../ui/kept.ts"
import { ListBar } from "../ui/ListBar.tsx"
import { useTitle } from "../ui/title.ts"

type Flag = "security" | "personal_data"

interface Form {
  /** Made with the form, so that sending it twice opens one incident. */
  readonly intent: string
  readonly title: string
  readonly summary: string
  readonly flags: readonly Flag[]
}

export function OpenIncident(): ReactNode {
  const [form, setForm, drop] = useKept<Form>("open", { intent: newIntent(), title: "", summary: "", flags: [] })
  const [errors, setErrors] = useState<Errors>({})
  const [busy, setBusy] = useState(false)
  const queries = useQueryClient()
  const navigate = useNavigate()
  useTitle("Open an incident")
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (busy) return
    const title = form.title.trim()
    const summary = form.summary.trim()
    setErrors(title === "" ? { title: "Give the incident a title" } : {})
    if (title === "") return
    setBusy(true)
    try {
      const row = await openIncident({
        intent: form.intent, title, ...(summary === "" ? {} : { summary }),
        security: form.flags.includes("security"), personal_data: form.flags.includes("personal_data"), written_at: writtenNow(),
      })
      drop()
      void queries.invalidateQueries({ queryKey: incidentsQuery.queryKey })
      await navigate({ to: "/incidents/$incident", params: { incident: row.id } })
    } catch (error) {
      setErrors({ "": sentenceOf(error) })
      setBusy(false)
    }
  }
  return (
    <>
      <ListBar />
      <main className="page page--form" id="main">
        <Link className="govuk-back-link" to="/incidents">Incidents</Link>
        <ErrorSummary errors={errors} />
        <h1 className="govuk-heading-l">Open an incident</h1>
        <p className="govuk-body">Say what happened, or may have happened. The room opens at once; an Incident Manager declares it and takes command.</p>
        <form noValidate onSubmit={(event) => { void submit(event) }}>
          <TextField
            id="title" label="Title" hint="What happened, in one line. Leave out names of people affected." maxLength={300}
            error={errors["title"]} value={form.title} onValue={(title) => { setForm({ ...form, title }) }}
          />
          <TextAreaField
            id="summary" label="What is known so far" hint="Can be left empty. The first entry of the log." rows={4}
            value={form.summary} onValue={(summary) => { setForm({ ...form, summary }) }}
          />
          <Group legend="What it touches" hint="Either, both or neither. It can be changed later.">
            <Checks<Flag>
              items={[
                { value: "security", title: "It is a security incident" },
                { value: "personal_data", title: "It may involve personal data" },
              ]}
              values={form.flags} onValues={(flags) => { setForm({ ...form, flags }) }}
            />
          </Group>
          <button className="govuk-button" type="submit">{busy ? "Opening" : "Open the incident"}</button>
        </form>
      </main>
    </>
  )
}
