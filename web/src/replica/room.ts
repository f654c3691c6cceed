/**
 * Plain values from the document. What did not change keeps its identity, so a page may compare with
 * `===`. Automerge keeps the identity of untouched objects itself, which is what the memos rest on.
 */
import { Objects, Parsed, ParsedList, ParsedMap } from "./parsed.ts"
import type { RawDocument, RawRoot } from "./raw.ts"
import { actionShape, gatheringShape, repliedShape } from "./shapes.ts"
import type {
  Action, Attachment, Call, Channel, Command, Contact, Draft, DutySaid, Entry, Fact, IncidentHeader, Invitation, Lesson, Member, Message, Paper, Proposal,
  Recommendation, RoomDocument, System,
} from "./types.ts"

export class RoomReader {
  #last: RoomDocument | undefined
  readonly #incident = new Parsed<IncidentHeader>()
  readonly #command = new Parsed<Command>()
  readonly #members = new ParsedMap<Member>()
  readonly #log = new ParsedList<Entry>((one, other) => one.number - other.number)
  readonly #drafts = new Objects<Draft>()
  readonly #facts = new Objects<Fact>()
  readonly #actions = new Objects<Action>(actionShape)
  readonly #recommendations = new Objects<Recommendation>(repliedShape)
  readonly #contacts = new Objects<Contact>()
  readonly #systems = new Objects<System>()
  readonly #messages = new Objects<Message>(repliedShape)
  readonly #channels = new Objects<Channel>(gatheringShape("moves"))
  readonly #calls = new Objects<Call>(gatheringShape("attendance"))
  readonly #lessons = new Objects<Lesson>()
  readonly #checks = new Objects<DutySaid>()
  readonly #documents = new Objects<Paper>()
  readonly #attachments = new Objects<Attachment>()
  readonly #proposals = new ParsedMap<Proposal>()
  readonly #invitations = new ParsedMap<Invitation>()

  /** Undefined while the document has no header, which the first record writes. */
  read(document: RawDocument): RoomDocument | undefined {
    const root = document as RawRoot
    if (root.incident === undefined || root.command === undefined) return undefined
    const next: RoomDocument = {
      incident: this.#incident.read(String(root.incident)),
      command: this.#command.read(String(root.command)),
      members: this.#members.read(root.members),
      log: this.#log.read(root.log),
      drafts: this.#drafts.read(root.drafts),
      facts: this.#facts.read(root.facts),
      actions: this.#actions.read(root.actions),
      recommendations: this.#recommendations.read(root.recommendations),
      contacts: this.#contacts.read(root.contacts),
      systems: this.#systems.read(root.systems),
      messages: this.#messages.read(root.messages),
      channels: this.#channels.read(root.channels),
      calls: this.#calls.read(root.calls),
      lessons: this.#lessons.read(root.lessons),
      checks: this.#checks.read(root.checks),
      documents: this.#documents.read(root.documents),
      attachments: this.#attachments.read(root.attachments),
      proposals: this.#proposals.read(root.proposals),
      invitations: this.#invitations.read(root.invitations),
    }
    if (this.#last === undefined || !sameMembers(this.#last, next)) this.#last = next
    return this.#last
  }
}

function sameMembers<T extends object>(one: T, other: T): boolean {
  return (Object.keys(other) as (keyof T)[]).every((key) => one[key] === other[key])
}
