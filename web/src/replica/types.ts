/**
 * What the pages see of a replica: one incident as this tab holds it, the acts that wait to be sent,
 * and what the server last said. `RoomView` is immutable; a new one is made when something changed,
 * and whatever did not change keeps its identity, so it fits `useSyncExternalStore` and `memo`.
 *
 * Values of the document keep the document's own names (snake_case); the replica's own are camelCase.
 */
import type {
  Action, ActionId, Check, Command, Contact, ContactId, Draft, DraftId, Entry, Fact, FactId, IncidentHeader, Invitation, Member, OwnerId,
  PersonId, Proposal, ProposalId, Recommendation, RecommendationId, Report, Role, System, SystemId,
} from "./document-types.ts"

import type { Attachment, Call, Channel, DutySaid, Gathering, Lesson, Message, MessageId, NewThings, Paper, ThingFields, Things } from "./thing-types.ts"

export type * from "./document-types.ts"
export type * from "./thing-types.ts"

export type IntentId = string

/* ---------- opening ---------- */

export interface OpenOptions {
  readonly incident: string
  readonly person: PersonId
  /** Origin of the server, such as `https://room.example.org`; default the page's own. */
  readonly baseUrl?: string
  /**
   * The bearer token of this tab, asked for at every connection, when the tab has one of its own (the
   * demonstration). Absent: the session cookie, which the browser sends by itself.
   */
  readonly token?: () => string | undefined
  /** Called once when the server says "sign in again"; true when the session was renewed. */
  readonly renew?: () => Promise<boolean>
}

/* ---------- the view ---------- */

export interface RoomView {
  readonly incident: string
  readonly person: PersonId
  /** The document with this tab's outbox applied; absent until there is something to show. */
  readonly room: RoomDocument | undefined
  readonly connection: Connection
  /** What the last welcome, or a later word about authority, said; kept while offline, until removal. */
  readonly standing: Standing | undefined
  /** Who is here, this tab left out. Empty while not live: nobody can be vouched for. */
  readonly present: readonly Present[]
  /** Acts not yet recorded, counted as people count: one for each object written to and each command. */
  readonly unsent: number
  /** Drafts whose seal waits in the outbox, oldest first, and entries appended without a draft. */
  readonly sealing: readonly WaitingSeal[]
  /** Ids of drafts, facts, actions and the like with edits that are not recorded yet. */
  readonly unsentObjects: ReadonlySet<string>
  readonly tray: readonly TrayItem[]
  /**
   * After removal: what this person wrote and nobody got, unsent or refused, which `surrender()` hands
   * in. `room` is absent then. Empty in every other state.
   */
  readonly handIn: readonly TrayItem[]
  readonly storage: StorageState
  /** Server's clock minus this device's, in milliseconds; absent until the server was heard once. */
  readonly clockSkewMs: number | undefined
  /** The last record that this replica holds. */
  readonly volume: number
  readonly seq: number
}

/** The document as plain values. Sealed entries and server-owned values arrive parsed. */
export interface RoomDocument {
  readonly incident: IncidentHeader
  readonly command: Command
  readonly members: Readonly<Record<PersonId, Member>>
  /** By number, oldest first. */
  readonly log: readonly Entry[]
  readonly drafts: Readonly<Record<DraftId, Draft>>
  readonly facts: Readonly<Record<FactId, Fact>>
  readonly actions: Readonly<Record<ActionId, Action>>
  readonly recommendations: Readonly<Record<RecommendationId, Recommendation>>
  readonly contacts: Readonly<Record<ContactId, Contact>>
  readonly systems: Readonly<Record<SystemId, System>>
  readonly messages: Readonly<Record<string, Message>>
  readonly channels: Readonly<Record<string, Channel>>
  readonly calls: Readonly<Record<string, Call>>
  readonly lessons: Readonly<Record<string, Lesson>>
  readonly checks: Readonly<Record<string, DutySaid>>
  readonly documents: Readonly<Record<string, Paper>>
  readonly attachments: Readonly<Record<string, Attachment>>
  readonly proposals: Readonly<Record<ProposalId, Proposal>>
  readonly invitations: Readonly<Record<string, Invitation>>
}

/**
 * `since` is this device's clock in milliseconds. `retryAt` is when the next attempt begins.
 *
 * - `loading`: the local store is being read; nothing is known yet
 * - `reconnecting`: the first connection, or one was lost and the first attempts are under way
 * - `offline`: two attempts failed, the browser says it is offline, or the tab is cut off on purpose
 * - `forked`: the server's ledger is shorter than, or differs from, what this replica saw; nothing is sent
 * - `removed`, `not_found`: no longer, or never, a member. The outbox is kept
 * - `signed_out`: the outbox is kept and goes on after `signedIn()`
 * - `failed`: this page cannot go on (`reason` says why); what was typed is kept on the device
 */
export type Connection =
  | { readonly kind: "loading" | "live" | "forked" | "removed" | "signed_out" | "not_found"; readonly since: number }
  | {
      readonly kind: "reconnecting" | "offline"
      readonly since: number
      readonly retryAt: number | undefined
      /** `store_away`: the server is there and cannot store. `cut`: by `cut()`. */
      readonly reason: "network" | "store_away" | "cut"
    }
  | { readonly kind: "failed"; readonly since: number; readonly reason: string }

export interface Standing {
  readonly member: PersonId
  readonly roles: readonly Role[]
  readonly epoch: number
  /** As the document says. */
  readonly manager: PersonId | undefined
  readonly deputy: PersonId | undefined
  readonly policyVersion: number
  readonly limits: Readonly<Record<string, number>>
}

/** One session of a person that is here. A person with two tabs has two rows. */
export interface Present {
  readonly session: string
  readonly person: PersonId
  readonly name: string
  readonly viewing: string | undefined
  readonly draft: DraftId | undefined
  readonly typing: boolean
  /** Where the caret is in the text as this view shows it (UTF-16 units, as in a text area). */
  readonly caret: { readonly field: TextField; readonly index: number } | undefined
}

export interface WaitingSeal {
  readonly intent: IntentId
  /** Absent for an entry appended without a draft. */
  readonly draft: DraftId | undefined
  readonly kind: string
  readonly text: string
  /** This device's clock, as the sealed entry will say it. */
  readonly writtenAt: string
}

/** What was refused, kept for its author. `reason` is one sentence for a person. */
export interface TrayItem {
  readonly id: string
  readonly intents: readonly IntentId[]
  /** The label of the act, such as `edit_draft`. */
  readonly name: string
  readonly code: string
  readonly reason: string
  readonly refusedAt: string
  readonly writtenAt: string
  /** What was typed, to copy. Never empty for an edit of a text. */
  readonly text: string
  /** The entry that the lost draft was sealed as, or that it was to correct: "correct 138" can be offered. */
  readonly corrects: number | undefined
  /** The kind of entry that it was to become, where that is known. */
  readonly kind: string | undefined
  /** What it was written to, when that is no draft: `actions/<id>`. */
  readonly about: string | undefined
}

/**
 * - `device`: kept on this device, survives a reload
 * - `memory`: kept in this tab only (`why`); a reload loses what is unsent
 * - `failing`: the device took it before and refuses now (quota, disk); the same warning
 */
export type StorageState =
  | { readonly kind: "device" }
  | { readonly kind: "memory" | "failing"; readonly why: string }

/* ---------- acting ---------- */

export type TextField = "text" | "why" | "set_aside" | "statement" | "instruction" | "agenda"

/** The collections that people write in this version. */
export type Collection = "drafts" | "facts" | "actions" | "recommendations" | "contacts" | "systems" | keyof Things

/** Path of a Text: `["drafts", id, "text"]`, `["facts", id, "statement"]`, `["actions", id, "instruction"]`. */
export type TextPath = readonly [collection: Collection, id: string, field: TextField]

/** A value that lost; `by` is absent when this replica never heard whose it is. */
export interface OtherValue {
  readonly value: unknown
  readonly by: PersonId | undefined
}

export interface NewDraft {
  readonly kind: string
  readonly text?: string
  readonly why?: string
  readonly set_aside?: string
  readonly said_by?: string
  readonly happened_at?: string
  readonly certainty?: "know" | "suspect"
  readonly corrects?: number
  readonly answers?: string
  readonly about?: string
}

export interface NewFact {
  readonly statement: string
  readonly standing: Fact["standing"]
  readonly source?: number
  readonly checked_by?: PersonId
  readonly check_due?: string
  readonly waits_on?: string
}

/** `open` needs `owner` and `report_by`, and a command role or an agreed recommendation in `from`. */
export interface NewAction {
  readonly title: string
  readonly instruction?: string
  readonly state: "proposed" | "open"
  readonly owner?: OwnerId
  readonly report_by?: string
  readonly from?: RecommendationId
}

/** Set together in one change, so that the invariants hold after it. A new owner clears what was acknowledged, by the server. */
export interface ActionFields {
  readonly title?: string
  readonly owner?: OwnerId
  readonly report_by?: string
  readonly state?: "open" | "doing"
  readonly acknowledged?: true
}

export type NewReport = Pick<Report, "answer" | "text" | "report_by">

export interface NewRecommendation {
  readonly text: string
  readonly deadline?: string
}

type ContactDetail =
  | "name" | "organisation" | "reach" | "wanted_as" | "purpose" | "asked_for_by" | "contacted_by" | "answer" | "state" | "agreed" | "told_last" | "chased_by"
export type NewContact = Pick<Contact, "name" | "state"> & Partial<Pick<Contact, ContactDetail>>
/** Set together in one change. Null clears. */
export type ContactFields = { readonly [F in ContactDetail]?: Contact[F] | null }
export type NewSystem = Pick<System, "name" | "state" | "monitoring">
export type SystemField = "name" | "state" | "fit" | "monitoring"

/** Fields that are set whole. Null clears an optional one. */
export type DraftField = "kind" | "said_by" | "happened_at" | "certainty" | "corrects" | "answers" | "about"
export type FactField = "standing" | "source" | "checked_by" | "check_due" | "waits_on" | "outcome"

/** `append_entry` without a draft. */
export type NewEntry = NewDraft & {
  readonly text: string
  readonly begun_at?: string
  /** The manager who said it, when deputy or secretariat write down a decision of theirs. */
  readonly spoken_by?: PersonId
}

export interface SealOptions {
  /** The manager who said it, when deputy or secretariat seal a decision of theirs. */
  readonly spokenBy?: PersonId
}

export type Answer = NonNullable<Recommendation["answer"]>

export interface AnswerOptions {
  /** Needed for `declined` and `question`. */
  readonly reason?: string
  /** The manager who said it. */
  readonly spokenBy?: PersonId
  readonly epoch?: number
}

export interface MessageOptions {
  /** The manager who said it. */
  readonly spokenBy?: PersonId
  readonly epoch?: number
}

/**
 * What became of an intent. `refused` is the server's word and final. `not_sent` is this replica's own:
 * `offline` (a command needs a connection), `expired` (its time ran out unsent), `unknown` (it was sent
 * and the answer was lost; the document shows what became of it), `closed` (the page went away),
 * `again` (sealed anew while it waited), `removed` (no longer in this incident), or `blank` and `gone` (nothing there to seal).
 */
export type Receipt =
  | {
      readonly intent: IntentId
      readonly outcome: "recorded"
      readonly seq: number
      readonly receivedAt: string
      readonly hash: string
      /** The number of the entry, where one was sealed. */
      readonly number: number | undefined
    }
  | { readonly intent: IntentId; readonly outcome: "refused"; readonly code: string; readonly reason: string }
  | {
      readonly intent: IntentId
      readonly outcome: "not_sent"
      readonly code: "offline" | "expired" | "unknown" | "closed" | "again" | "blank" | "gone" | "removed"
      readonly reason: string
    }

export interface PresenceState {
  readonly viewing?: string
  readonly draft?: DraftId
  readonly caret?: { readonly field: TextField; readonly index: number }
  readonly typing?: boolean
}

export interface Replica {
  /** For `useSyncExternalStore`; both are bound and may be passed as they are. */
  readonly subscribe: (listener: () => void) => () => void
  readonly view: () => RoomView

  /* Edits: on screen at once, on the device within 250 ms, sent when live. They throw a RangeError
     when the object is not there (any more); a page that shows it has just been told so. */
  createDraft(draft: NewDraft): DraftId
  /**
   * What was typed into a box that read `base` and reads `typed` now: it goes where it belongs in what others have
   * written meanwhile. False when the text is not there (any more).
   */
  writeText(path: TextPath, base: string, typed: string): boolean
  setDraft(draft: DraftId, field: DraftField, value: string | number | null): void
  discardDraft(draft: DraftId): void
  createFact(fact: NewFact): FactId
  setFact(fact: FactId, field: FactField, value: string | number | null): void
  createAction(action: NewAction): ActionId
  setAction(action: ActionId, fields: ActionFields): void
  /** A report; `done` and `blocked` also set the state, `more_time` the new time, in the same change. */
  reportAction(action: ActionId, report: NewReport): void
  /** Cancels it, with a note that says why. */
  cancelAction(action: ActionId, why: string): void
  /** Says whether what was done worked. */
  checkAction(action: ActionId, verdict: Check["verdict"], text?: string): void
  createRecommendation(recommendation: NewRecommendation): RecommendationId
  replyTo(recommendation: RecommendationId, text: string): void
  createContact(contact: NewContact): ContactId
  setContact(contact: ContactId, fields: ContactFields): void
  createSystem(system: NewSystem): SystemId
  setSystem(system: SystemId, field: SystemField, value: string | boolean | null): void
  createThing<C extends keyof Things>(collection: C, values: NewThings[C]): string
  setThing<C extends keyof Things>(collection: C, id: string, fields: ThingFields[C]): void
  /** Somebody comes to a communication line or a call, or leaves it. */
  move(collection: Gathering, id: string, who: OwnerId, isIn: boolean): void
  /** A question back on a message or a briefing. */
  askAbout(message: MessageId, text: string): void
  /**
   * The values that lost when several people set one field at once, until the next set; empty when
   * there is no such thing. A `check` comes parsed.
   */
  contested(collection: Collection, id: string, field: string): readonly OtherValue[]

  /** Answers a recommendation as this view shows it; `changed_while_sealing` when others see other words. */
  answerRecommendation(recommendation: RecommendationId, answer: Answer, options?: AnswerOptions): Promise<Receipt>
  /** Agrees to a message, or says that it was sent, as this view shows it; `changed_while_sealing` when others see other words. */
  answerMessage(message: MessageId, command: "agree_message" | "mark_sent", options?: MessageOptions): Promise<Receipt>
  /** Sends a refused item on, to someone who may decide it; it leaves the tray once that is recorded. */
  proposeTrayItem(id: string): Promise<Receipt>
  /** Hands in what is unsent and what is in the tray, for someone who was removed. True when the server took it. */
  surrender(): Promise<boolean>

  /**
   * Seals a draft as this view shows it. Waits in the outbox when not live, except for a decision,
   * which is `not_sent`/`offline` then. The promise settles when the server has decided; until then
   * the draft is in `view().sealing`.
   */
  sealDraft(draft: DraftId, options?: SealOptions): Promise<Receipt>
  /** An entry without a draft; waits like a seal. A decision never waits. */
  appendEntry(entry: NewEntry): Promise<Receipt>
  /**
   * Any other command. `epoch` is the one that the person saw when they began to ask for it (a dialog
   * that stood open while command changed must not act); else it is what this view shows. Not live: `not_sent`/`offline` at once. Never fires later than 30 s from now.
   */
  command(name: string, fields: Readonly<Record<string, unknown>>, options?: { readonly epoch?: number }): Promise<Receipt>

  /** What others see of this tab; the latest wins. */
  presence(state: PresenceState): void

  /** Removes an item from the tray, here and on the server. */
  discardTrayItem(id: string): Promise<void>

  /** Connects now instead of at `retryAt`. */
  tryNow(): void
  /** Cuts this tab off and mends it again: the demonstration's switch. */
  cut(): void
  mend(): void
  /** After signing in again: goes on where `signed_out` stopped. */
  signedIn(): void
  /** Resolves when everything typed so far is on the device (or in memory, where there is no other way). */
  stored(): Promise<void>
  /** Leaves: closes the socket, writes what is left, gives the outbox up for another tab to adopt. */
  close(): Promise<void>
}
