/** The document's shapes of what reaches outside the room, and of what comes after the incident. */
import type { ActionId, OwnerId, PersonId, Reply } from "./document-types.ts"

export type MessageId = string
export type ChannelId = string
export type CallId = string
export type LessonId = string

/** A message, a holding line, or a briefing that is owed. */
export interface Message {
  readonly id: MessageId
  readonly by: PersonId
  readonly kind: "update" | "holding_line" | "briefing"
  readonly audience: "internal" | "external" | "third_party"
  readonly to: string
  readonly channel?: string
  readonly contact_point?: string
  /** Who answers for it. */
  readonly owner?: PersonId
  /** Who sends it, when that is somebody else. */
  readonly sender?: OwnerId
  readonly due?: string
  readonly text: string
  readonly state: "standby" | "drafting" | "awaiting_agreement"
  readonly staff_affected?: boolean
  readonly action?: ActionId
  /** Questions back, oldest first. */
  readonly replies: readonly Reply[]
  /** Server: 3 is shown as M-3. */
  readonly number?: number
  readonly agreed_by?: PersonId
  readonly agreed_at?: string
  readonly sent_by?: OwnerId
  readonly sent_at?: string
}

/** Somebody comes to a communication line or a call, or leaves it. Written whole, once. */
export interface Move {
  readonly id: string
  readonly by: PersonId
  readonly who: OwnerId
  readonly is_in: boolean
  readonly at: string
}

/** A communication line. */
export interface Channel {
  readonly id: ChannelId
  readonly by: PersonId
  readonly name: string
  readonly kind: "chat" | "call" | "email" | "radio" | "other"
  /** A link, a number, a room. */
  readonly place?: string
  readonly private?: boolean
  readonly trusted?: boolean
  readonly closed?: boolean
  /** Oldest first. */
  readonly moves: readonly Move[]
}

export interface Call {
  readonly id: CallId
  readonly by: PersonId
  readonly starts_at: string
  /** Minutes until the next one. */
  readonly interval?: number
  readonly place?: string
  readonly agenda: string
  /** Oldest first. */
  readonly attendance: readonly Move[]
  readonly ended_at?: string
  readonly next_at?: string
  readonly number?: number
  readonly opened_at?: string
  readonly opened_by?: PersonId
}

/** A lesson, and the preventive step that follows from it. */
export interface Lesson {
  readonly id: LessonId
  readonly by: PersonId
  readonly text: string
  readonly side: "went_well" | "even_better_if"
  readonly aspect?: "people" | "process" | "technology"
  readonly step?: string
  readonly owner?: OwnerId
  readonly due?: string
  readonly state: "noted" | "agreed" | "doing" | "done" | "dropped"
  readonly outcome?: string
  /** Server: 2 is shown as L-2. */
  readonly number?: number
}

/** A duty at the end of an incident: done, or left with a reason. */
export interface DutySaid {
  readonly id: string
  readonly by: PersonId
  readonly duty: string
  readonly state: "done" | "skipped"
  readonly reason?: string
}

/** A line of the documentation register. */
export interface Paper {
  readonly id: string
  readonly by: PersonId
  readonly name: string
  readonly state: "missing" | "captured"
  readonly place?: string
  readonly owner?: PersonId
  readonly attachment?: string
}

/** What lies outside the document, named by the hash of its content. */
export interface Attachment {
  readonly id: string
  readonly by: PersonId
  readonly name: string
  /** By its first bytes, as the server tells it: a picture's, else `application/octet-stream`. */
  readonly media_type: string
  /** Bytes. */
  readonly size: number
  /** In lower-case hex. */
  readonly sha256: string
  /** Its content is given to nobody. */
  readonly withheld?: boolean
}

/** Collections that are made and changed by their fields. */
export interface Things {
  readonly messages: Message
  readonly channels: Channel
  readonly calls: Call
  readonly lessons: Lesson
  readonly checks: DutySaid
  readonly documents: Paper
  readonly attachments: Attachment
}

/** What the server writes, and what is written once. */
type NotSet = "id" | "by" | "replies" | "moves" | "attendance" | "number" | "agreed_by" | "agreed_at" | "sent_by" | "sent_at" | "opened_at" | "opened_by"

/** What one of them is made of. A text may be left out: it is blank then. */
export type NewThings = { readonly [C in keyof Things]: Partial<Omit<Things[C], NotSet>> }

type Cleared<T> = { readonly [F in keyof T]?: T[F] | null }

/** What is changed of one of them, in one change; null clears. Their texts are edited as texts. */
export type ThingFields = { readonly [C in keyof Things]: Cleared<Omit<Things[C], NotSet | "text" | "agenda">> }

/** Those in which people come and go. */
export type Gathering = "channels" | "calls"
