/** The document's shapes, named as in it. Absent optional fields are absent; a cleared one reads as absent. */

export type PersonId = string
export type DraftId = string
export type FactId = string

export type Role =
  | "incident_manager" | "deputy" | "secretariat" | "sme" | "comms_lead" | "liaison" | "observer"

export type Phase = "pre_incident" | "hot" | "warm" | "cold" | "closed"

export type Category =
  | "data_disclosure" | "data_loss" | "malware" | "phishing" | "account_compromise"
  | "denial_of_service" | "system_failure" | "physical" | "other"

export interface IncidentHeader {
  readonly id: string
  readonly reference: string
  readonly codename?: string
  readonly title: string
  readonly summary?: string
  readonly kind: string
  readonly phase: Phase
  readonly severity?: 1 | 2 | 3 | 4
  readonly severity_provisional: boolean
  readonly category?: Category
  readonly category_provisional: boolean
  readonly security: boolean
  readonly personal_data: boolean
  readonly level?: "bronze" | "silver" | "gold"
  readonly marking?: string
  readonly opened_at: string
  readonly opened_by: PersonId
  readonly aware_at?: string
  readonly declared_at?: string
  readonly next_call?: string
  readonly next_update?: string
  readonly regulator_due?: string
  readonly closed_at?: string
  readonly links: readonly unknown[]
}

export interface Command {
  readonly epoch: number
  readonly manager?: PersonId
  readonly manager_since?: string
  readonly deputy?: PersonId
  readonly offer?: unknown
  readonly challenge?: unknown
}

export interface RoleHeld {
  readonly role: Role
  readonly from: string
  readonly until?: string
  readonly trained: boolean
}

export interface Member {
  readonly person: PersonId
  readonly name: string
  readonly organisation: string
  readonly roles: readonly RoleHeld[]
  readonly capability?: string
  readonly domain?: string
  readonly team?: string
  readonly reports_to?: PersonId
  readonly asked_for_by?: PersonId
  readonly joined_at: string
  readonly left_at?: string
}

/** What a person may write; the server adds `command`, `handover` and `system`. */
export type WrittenKind = "observation" | "decision" | "action" | "comms" | "correction" | "before_command"
export type EntryKind = WrittenKind | "command" | "handover" | "system"

/** A sealed entry. It never changes. `number` alone orders. */
export interface Entry {
  readonly number: number
  readonly kind: EntryKind
  readonly text: string
  readonly why?: string
  readonly set_aside?: string
  readonly answers?: string
  readonly about?: string
  readonly certainty?: "know" | "suspect"
  readonly by: { readonly person: PersonId; readonly name: string; readonly role?: Role; readonly organisation?: string }
  readonly with?: readonly string[]
  readonly said_by?: string
  readonly happened_at?: string
  readonly begun_at?: string
  readonly written_at: string
  readonly received_at: string
  readonly epoch: number
  readonly late: boolean
  readonly corrects?: number
  /** The draft that it was sealed from, when there was one. */
  readonly draft?: DraftId
  readonly flags?: readonly string[]
  readonly refs?: Readonly<Record<string, unknown>>
}

export interface Draft {
  readonly id: DraftId
  readonly by: PersonId
  readonly begun_at: string
  readonly kind: WrittenKind
  readonly text: string
  readonly why: string
  readonly set_aside: string
  readonly said_by?: string
  readonly happened_at?: string
  readonly certainty?: "know" | "suspect"
  readonly corrects?: number
  readonly answers?: string
  readonly about?: string
}

export interface Fact {
  readonly id: FactId
  readonly by: PersonId
  readonly statement: string
  readonly standing: "known" | "suspected" | "unknown"
  readonly source?: number
  readonly checked_by?: PersonId
  readonly check_due?: string
  readonly waits_on?: string
  readonly outcome?: "confirmed" | "refuted"
}
