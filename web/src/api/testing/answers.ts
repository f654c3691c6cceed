/** Answers of a server that is not there. */
import type { InvitationSeen } from "../invitations.ts"
import { toHex } from "../../replica/bytes.ts"
import type { Demo, IncidentRow, Person } from "../types.ts"
import { incidentId, jo, maeve, members, priya, sam, storyRoom, tom } from "../../incident/testing/story.ts"

/** What the server that is not there is to be like. */
export interface Answers {
  readonly person: string
  readonly demo?: boolean
  readonly guest?: boolean
  readonly setup?: boolean
  readonly empty?: boolean
  /** What a code opens; nothing when absent. */
  readonly invitation?: InvitationSeen
  readonly mayDeclare?: { readonly allowed: boolean; readonly reason?: string }
  /** Why content that is attached is refused; it is kept when absent. */
  readonly refusesContent?: string
  /** What was asked, for a test to read. */
  readonly asked?: { readonly method: string; readonly path: string; readonly body: unknown }[]
}

const trainings = (person: string): Person["trainings"] => (members[person]?.roles ?? []).filter((held) => held.trained).map((held) => ({ role: held.role }))

export const people: readonly Person[] = [
  ...Object.values(members).map((member): Person => ({
    id: member.person, name: member.name, organisation: member.organisation, administrator: false,
    trainings: trainings(member.person), disabled: false, email: `${member.name.toLowerCase().replace(" ", ".")}@example.org`,
    ...(member.person === priya ? { on_call_until: "2026-11-24T08:00:00.000Z" } : {}),
  })),
  { id: jo, name: "Jo Whitmore", organisation: "Ministry of Justice", administrator: false, trainings: [{ role: "secretariat" }, { role: "liaison" }], disabled: false },
  { id: "dev", name: "Dev Patel", organisation: "Fernhill Systems", administrator: false, trainings: [], disabled: false },
]

export const demo: Demo = {
  incident: incidentId,
  people: [
    { id: priya, name: "Priya Nair", role: "Incident Manager", description: "Decides and delegates." },
    { id: tom, name: "Tom Okafor", role: "Deputy", description: "Watches the time and steps in." },
    { id: maeve, name: "Maeve Lindqvist", role: "Secretariat", description: "Keeps the log." },
    { id: sam, name: "Sam Adeyemi", role: "Observer", description: "Reads, does not write." },
  ],
}

const row: IncidentRow = {
  id: incidentId, reference: "INC-2026-0147", kind: "incident", links: [], title: storyRoom.incident.title, phase: "hot", severity: 1, severity_provisional: false,
  category: "data_disclosure", security: true, personal_data: true, opened_at: storyRoom.incident.opened_at,
  manager: { person: priya, name: "Priya Nair" }, deputy: { person: "tom", name: "Tom Okafor" }, my_roles: ["incident_manager"],
  entries: 129, last_entry_at: "2026-11-23T02:28:05.000Z",
}

const vacant: IncidentRow = {
  id: "b", reference: "INC-2026-0144", kind: "incident", links: [], title: "Supplier phishing, shared mailbox rules added", phase: "hot", severity: 2,
  severity_provisional: true, category: "phishing", security: true, personal_data: true, opened_at: row.opened_at,
  my_roles: ["sme"], entries: 44, last_entry_at: "2026-11-23T01:29:00.000Z",
}

const fresh: IncidentRow = {
  id: "c", reference: "INC-2026-0148", kind: "incident", links: [], title: "Letters to the wrong address, family court", phase: "pre_incident", severity_provisional: false,
  security: false, personal_data: true, opened_at: "2026-11-23T02:20:00.000Z", my_roles: ["observer"], entries: 2, last_entry_at: "2026-11-23T02:20:00.000Z",
}

export const rows: readonly IncidentRow[] = [
  { ...row, id: "a", reference: "INC-2026-0146", title: "Lost laptop, probation office, Hull", phase: "warm", severity: 3, category: "physical", manager: { person: "x", name: "Lena Fox" }, my_roles: ["observer"], entries: 61, last_entry_at: "2026-11-23T01:12:00.000Z" },
  row,
  vacant,
  fresh,
  { ...row, id: "d", reference: "INC-2026-0133", title: "Prison visits booking, session mix-up", phase: "cold", severity: 2, manager: { person: "y", name: "Daniel Osei" }, my_roles: [], entries: 312, last_entry_at: "2026-11-20T11:02:00.000Z" },
]

function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json" } })
}

function problem(status: number, code: string, title: string, detail = ""): Response {
  return new Response(JSON.stringify({ title, status, code, detail }), { status, headers: { "content-type": "application/problem+json" } })
}

async function kept(content: Uint8Array<ArrayBuffer>, refusal: string | undefined): Promise<Response> {
  if (refusal !== undefined) return problem(413, "attachment_too_large", refusal)
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", content))
  return json({ sha256: toHex(hash), size: content.length, media_type: "application/octet-stream" }, 201)
}

/** A `fetch` for one state. */
export function answerer(state: Answers): typeof fetch {
  const person = people.find((one) => one.id === state.person)
  return async (input, init) => {
    const path = typeof input === "string" ? input : input instanceof URL ? input.pathname : input.url
    const method = init?.method ?? "GET"
    state.asked?.push({ method, path, body: typeof init?.body === "string" ? JSON.parse(init.body) as unknown : undefined })
    await Promise.resolve()
    if (path === "/api/setup" && method === "GET") return json({ needed: state.setup ?? false, demo: state.demo ?? false, organisation: "Ministry of Justice" })
    if (path === "/api/demo") return state.demo ? json(demo) : problem(404, "not_found", "There is no demonstration here.")
    if (path === "/api/session" && method === "POST") return problem(401, "credentials", "The email address or the password is not right.")
    if (path === "/api/session/refresh") return problem(401, "signed_out", "Sign in again.")
    if (path === "/api/session") return state.guest ? problem(401, "signed_out", "Sign in again.") : json({ person, expires_at: "2026-11-23T03:00:00.000Z" })
    if (path === "/api/setup") return json({ person, expires_at: "2026-11-23T03:00:00.000Z" }, 201)
    if (path === "/api/session/demo") return json({ token: "token-of-the-tab", person, expires_at: "2026-11-23T03:00:00.000Z" })
    if (path === "/api/invitations/look") {
      return state.invitation ? json(state.invitation) : problem(404, "no_invitation", "This invitation is not good, or no longer.", "Ask whoever invited you for a new one.")
    }
    if (path.startsWith("/api/invitations/")) return json({ incident: incidentId })
    if (path.endsWith("/invitations")) return json({ invitation: "i", code: "K7QMF-3XW9D", expires_at: "2026-11-23T03:10:00.000Z" }, 201)
    if (path === "/api/people") return json({ people })
    if (path === "/api/incidents" && method === "POST") return json(row, 201)
    if (path === "/api/incidents") return json({ incidents: state.empty ? [] : rows })
    if (path.endsWith("/attachments")) return kept(init?.body as Uint8Array<ArrayBuffer>, state.refusesContent)
    if (path.startsWith("/api/incidents/")) return json({ ...row, may_declare: state.mayDeclare ?? { allowed: true } })
    return problem(500, "unexpected", `The harness has no answer for ${path}.`)
  }
}
