/** What the HTTP API answers, in its own names. */
import type { Category, LinkKind, PersonId, Phase, Role, RoomKind } from "../replica/types.ts"

export interface Training {
  readonly role: Role
  readonly until?: string
}

export interface Person {
  readonly id: PersonId
  readonly name: string
  /** Administrators and the person themself see it. */
  readonly email?: string
  readonly organisation: string
  readonly administrator: boolean
  readonly on_call_until?: string
  readonly trainings: readonly Training[]
  readonly disabled: boolean
  /** From outside the organisation: in one incident alone. */
  readonly guest?: boolean
}

export interface Setup {
  readonly needed: boolean
  readonly demo: boolean
  readonly organisation: string
}

export interface Session {
  readonly person: Person
  readonly expires_at: string
}

export interface TabSession extends Session {
  /** A bearer token for one tab: the demonstration. */
  readonly token: string
}

export interface Named {
  readonly person: PersonId
  readonly name: string
}

export interface LinkRow {
  readonly room: string
  readonly kind: LinkKind
  readonly reference: string
  /** Blank until the other room was heard of. */
  readonly title: string
}

export interface IncidentRow {
  readonly id: string
  readonly reference: string
  readonly title: string
  readonly kind: RoomKind
  readonly phase: Phase
  readonly severity?: 1 | 2 | 3 | 4
  readonly severity_provisional: boolean
  readonly category?: Category
  readonly security: boolean
  readonly personal_data: boolean
  readonly level?: "bronze" | "silver" | "gold"
  readonly next_call?: string
  readonly next_update?: string
  readonly regulator_due?: string
  readonly links: readonly LinkRow[]
  readonly opened_at: string
  readonly declared_at?: string
  readonly closed_at?: string
  readonly manager?: Named
  readonly deputy?: Named
  readonly my_roles: readonly Role[]
  readonly entries: number
  readonly last_entry_at?: string
}

export interface IncidentDetail extends IncidentRow {
  readonly may_declare: { readonly allowed: boolean; readonly reason?: string }
}

export interface DemoPerson {
  readonly id: PersonId
  readonly name: string
  readonly role: string
  readonly description: string
}

export interface Demo {
  readonly people: readonly DemoPerson[]
  /** The demonstration's incident. */
  readonly incident: string
}
