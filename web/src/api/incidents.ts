/** The list of incidents, and opening one. */
import { request } from "./request.ts"
import type { IncidentDetail, IncidentRow } from "./types.ts"

export const listIncidents = async (): Promise<readonly IncidentRow[]> =>
  (await request<{ incidents: readonly IncidentRow[] }>("GET", "/api/incidents")).incidents

export const readIncident = (incident: string): Promise<IncidentDetail> =>
  request("GET", `/api/incidents/${encodeURIComponent(incident)}`)

export interface NewIncident {
  /** The same one for every attempt, so that a lost answer opens nothing twice. */
  readonly intent: string
  readonly title: string
  readonly summary?: string
  readonly security: boolean
  readonly personal_data: boolean
  readonly written_at: string
}

export const openIncident = (incident: NewIncident): Promise<IncidentRow> => request("POST", "/api/incidents", incident)
