/** The document's shapes, named as in it. Absent optional fields are absent; a cleared one reads as absent. */

export type PersonId = string
export type DraftId = string
export type FactId = string
export type ActionId = string
export type RecommendationId = string
export type ContactId = string
/** A person, or a contact without an account. */
export type OwnerId = string
export type SystemId = string
export type ProposalId = string

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
  readonly kind: RoomKind
  readonly phase: Phase
  readonly severity?: 1 | 2 | 3 | 4
  readonly severity_provisional: boolean
  readonly category?: Category
  readonly category_provisional: boolean
  readonly security: boolean
  /** When it was set anew; absent while it is as it was at the opening. */
  readonly security_at?: string
  readonly personal_data: boolean
  readonly personal_data_at?: string
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
  /** Oldest first; those that were taken back too. */
  readonly links: readonly RoomLink[]
}

/** What kind of room an incident is: the incident itself, or one that belongs to it. */
export type RoomKind = "incident" | "aside" | "team" | "silver"

/** What a linked room is to this one. */
export type LinkKind = "aside" | "team" | "parent" | "silver" | "incident" | "related"

export interface RoomLink {
  readonly room: string
  readonly kind: LinkKind
  readonly reference: string
  /** Absent until the other room was heard of. */
  readonly title?: string
  readonly by: PersonId
  readonly at: string
  /** Who commands there, as last heard. */
  readonly lead?: PersonId
  readonly lead_name?: string
  /** Where the other room stands, as last heard. */
  readonly phase?: Phase
  readonly members?: readonly PersonId[]
  readonly reason?: string
  readonly ended_at?: string
}

export interface Command {
  readonly epoch: number
  readonly manager?: PersonId
  readonly manager_since?: string
  readonly deputy?: PersonId
  readonly offer?: Offer
  /** Unanswered while it is here. Five minutes after it, a trained manager may take command. */
  readonly challenge?: Challenge
}

export interface Challenge {
  readonly by: PersonId
  readonly asked_at: string
  readonly reason: string
}

/** Command, offered and not yet accepted. The manager keeps command until it is. */
export interface Offer {
  readonly to: PersonId
  readonly by: PersonId
  readonly offered_at: string
  readonly packet: Packet
}

/** The briefing that goes with command. Every text may be several lines. */
export interface Packet {
  /** What the outgoing manager becomes; else deputy where that is vacant, else expert. */
  readonly role?: Role
  readonly where_we_are?: string
  readonly worried_about?: string
  readonly decisions?: string
  readonly actions?: string
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
  /** Server: each move between the columns, as JSON. */
  readonly moves?: string
}

export type ActionState = "proposed" | "open" | "doing" | "blocked" | "done" | "cancelled" | "to_reassign" | "moved"

/** What an owner says of an action. Written whole, once. */
export interface Report {
  readonly id: string
  readonly by: PersonId
  readonly answer: "done" | "more_time" | "blocked" | "dont_know" | "note"
  readonly text?: string
  /** The new time, with `more_time`. */
  readonly report_by?: string
  /** Server clock; absent while it waits to be recorded. */
  readonly received_at?: string
}

/** Whether what was done worked. Written whole. */
export interface Check {
  readonly by: PersonId
  readonly verdict: "success" | "failure"
  readonly text?: string
}

export interface Action {
  readonly id: ActionId
  readonly by: PersonId
  readonly title: string
  readonly instruction: string
  /** In `to_reassign`: whose it was. */
  readonly owner?: OwnerId
  readonly report_by?: string
  readonly state: ActionState
  readonly acknowledged?: boolean
  /** Oldest first. */
  readonly reports: readonly Report[]
  readonly check?: Check
  /** The recommendation that it comes from. */
  readonly from?: RecommendationId
  /** Server: 14 is shown as A-14. Absent while it waits to be recorded. */
  readonly number?: number
  readonly opened_at?: string
  /** Server: who commanded when it was opened (SME-02). */
  readonly instructed_by?: PersonId
  readonly acknowledged_at?: string
  readonly overdue_since?: string
  readonly chased_at?: string
  /** The team's room that it went to; it goes on there. */
  readonly moved_to?: string
  /** Where it came from with its team, such as "A-12 of INC-2026-0147". */
  readonly moved_from?: string
}

export interface Reply {
  readonly id: string
  readonly by: PersonId
  readonly text: string
}

export interface Recommendation {
  readonly id: RecommendationId
  readonly by: PersonId
  readonly text: string
  readonly deadline?: string
  /** Oldest first. */
  readonly replies: readonly Reply[]
  /** Server: 8 is shown as R-8. */
  readonly number?: number
  readonly made_at?: string
  /** `question` may be followed by another answer; the other two are final. */
  readonly answer?: "agreed" | "declined" | "question"
  readonly reason?: string
  readonly answered_by?: PersonId
  readonly answered_at?: string
}

/** Someone outside who has no account. */
export interface Contact {
  readonly id: ContactId
  readonly by: PersonId
  readonly name: string
  readonly organisation?: string
  /** A telephone number, an address: how to reach them. */
  readonly reach?: string
  readonly wanted_as?: string
  readonly purpose?: "join" | "advice"
  readonly asked_for_by?: PersonId
  readonly contacted_by?: PersonId
  readonly answer?: string
  readonly state: "wanted" | "asked" | "answered" | "joined" | "advised" | "declined"
  /** By the manager, or the deputy for them. */
  readonly agreed?: boolean
  readonly told_last?: string
  readonly chased_by?: PersonId
  readonly asked_at?: string
  readonly answered_at?: string
  readonly joined_at?: string
}

export interface System {
  readonly id: SystemId
  readonly by: PersonId
  readonly name: string
  readonly state: "affected" | "contained" | "recovering" | "recovered"
  /** Clean and fit, by an expert's word. */
  readonly fit?: boolean
  readonly monitoring?: string
  readonly green_light_by?: PersonId
  readonly green_light_at?: string
}

/**
 * Something that waits for an answer. `change`: a refused or suggested text, to be sealed by who adopts it;
 * `spoken`: an act in force for a manager who said it, to be confirmed or revoked; `escalation`: from the deputy, to the
 * manager; `concern`: from anyone, to be answered.
 */
export interface Proposal {
  readonly id: ProposalId
  readonly kind: "change" | "spoken" | "escalation" | "concern"
  readonly state: "open" | "adopted" | "declined" | "confirmed" | "revoked"
  readonly by: PersonId
  readonly name: string
  readonly made_at: string
  readonly text: string
  /** As what it is sealed when adopted. */
  readonly entry_kind?: WrittenKind
  readonly corrects?: number
  /** Why it was refused, or why it is suggested. */
  readonly why?: string
  readonly written_at?: string
  /** What it is about: `actions/<id>`. */
  readonly about?: string
  /** Handed in by someone who has left. */
  readonly surrendered?: boolean
  /** Of an escalation. */
  readonly level?: "bronze" | "silver" | "gold"
  /** Of a spoken act: the command's name, the manager who said it, and the entry that sealed it. */
  readonly command?: string
  readonly said_by?: PersonId
  readonly entry?: number
  /** What revoking puts back; absent where nothing can, such as a decision that people acted on. */
  readonly undo?: unknown
  readonly settled_by?: PersonId
  readonly settled_at?: string
  readonly answer?: string
}

/** A way into the team. What opens it is no part of it. */
export interface Invitation {
  readonly id: string
  readonly role: Role
  /** Also for people without an account, who then see this incident alone. */
  readonly outside: boolean
  readonly by: PersonId
  readonly name: string
  readonly made_at: string
  readonly expires_at: string
  /** So many may take it up. */
  readonly people: number
  readonly used?: readonly { readonly person: PersonId; readonly at: string }[]
  readonly revoked_by?: PersonId
  readonly revoked_at?: string
}
