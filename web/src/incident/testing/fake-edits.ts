/** The edits of the replica that is not there: noted, and done to its room as the document would have them. */
import type {
  Action, ActionFields, Check, Collection, ContactFields, DraftField, FactField, Gathering, Move, NewAction, NewContact, NewDraft,
  NewFact, NewRecommendation, NewReport, NewSystem, Report, RoomDocument, SystemField, Things,
} from "../../replica/types.ts"

type Values = Readonly<Record<string, string | number | boolean | null | undefined>>

export abstract class FakeEdits {
  abstract changeRoom(change: (room: RoomDocument) => Partial<RoomDocument>): void
  protected abstract readonly person: string
  protected abstract now(): number
  protected abstract newId(kind: string): string
  protected abstract note(name: string, ...rest: unknown[]): void

  createDraft(draft: NewDraft): string {
    this.note("createDraft", draft)
    return this.create("drafts", "d", { text: "", why: "", set_aside: "", ...draft, begun_at: this.time() })
  }

  setDraft(draft: string, field: DraftField, value: string | number | null): void {
    this.note("setDraft", draft, field, value)
    this.set("drafts", draft, { [field]: value })
  }

  discardDraft(draft: string): void {
    this.note("discardDraft", draft)
    this.changeRoom((room) => ({ drafts: without(room.drafts, draft) }))
  }

  createFact(fact: NewFact): string {
    this.note("createFact", fact)
    return this.create("facts", "f", { ...fact })
  }

  setFact(fact: string, field: FactField, value: string | number | null): void {
    this.note("setFact", fact, field, value)
    this.set("facts", fact, { [field]: value })
  }

  createAction(action: NewAction): string {
    this.note("createAction", action)
    return this.create("actions", "a", { instruction: "", ...action, reports: [] })
  }

  setAction(action: string, fields: ActionFields): void {
    this.note("setAction", action, fields)
    // As the server does, which has the old owner's word for nothing.
    const cleared = fields.owner !== undefined && fields.acknowledged === undefined ? { acknowledged: null } : {}
    this.set("actions", action, { ...fields, ...cleared })
  }

  reportAction(action: string, report: NewReport): void {
    this.note("reportAction", action, report)
    const { answer, report_by } = report
    this.addReport(action, report)
    if (answer === "done" || answer === "blocked") this.set("actions", action, { state: answer })
    if (answer === "more_time" && report_by !== undefined) this.set("actions", action, { report_by })
  }

  cancelAction(action: string, why: string): void {
    this.note("cancelAction", action, why)
    this.addReport(action, { answer: "note", text: why })
    this.set("actions", action, { state: "cancelled" })
  }

  checkAction(action: string, verdict: Check["verdict"], text?: string): void {
    this.note("checkAction", action, verdict, text)
    this.set("actions", action, { check: { by: this.person, verdict, ...(text === undefined || text === "" ? {} : { text }) } })
  }

  createRecommendation(recommendation: NewRecommendation): string {
    this.note("createRecommendation", recommendation)
    return this.create("recommendations", "r", { ...recommendation, replies: [] })
  }

  replyTo(recommendation: string, text: string): void {
    this.note("replyTo", recommendation, text)
    this.changeRoom((room) => {
      const replies = [...(room.recommendations[recommendation]?.replies ?? []), { id: this.newId("e"), by: this.person, text }]
      return changed(room, "recommendations", recommendation, { replies })
    })
  }

  createContact(contact: NewContact): string {
    this.note("createContact", contact)
    return this.create("contacts", "c", { ...contact })
  }

  setContact(contact: string, fields: ContactFields): void {
    this.note("setContact", contact, fields)
    this.set("contacts", contact, fields)
  }

  createSystem(system: NewSystem): string {
    this.note("createSystem", system)
    return this.create("systems", "s", { ...system })
  }

  setSystem(system: string, field: SystemField, value: string | boolean | null): void {
    this.note("setSystem", system, field, value)
    this.set("systems", system, { [field]: value })
  }

  createThing(collection: keyof Things, values: Values): string {
    this.note("createThing", collection, values)
    const blank = { text: "", agenda: "", replies: [], moves: [], attendance: [] }
    return this.create(collection, "t", { ...blank, ...values })
  }

  setThing(collection: keyof Things, id: string, fields: Values): void {
    this.note("setThing", collection, id, fields)
    this.set(collection, id, fields)
  }

  move(collection: Gathering, id: string, who: string, isIn: boolean): void {
    this.note("move", collection, id, who, isIn)
    this.changeRoom((room) => {
      const move: Move = { id: this.newId("m"), by: this.person, who, is_in: isIn, at: this.time() }
      const moves = collection === "calls" ? { attendance: [...(room.calls[id]?.attendance ?? []), move] } : { moves: [...(room.channels[id]?.moves ?? []), move] }
      return changed(room, collection, id, moves)
    })
  }

  askAbout(message: string, text: string): void {
    this.note("askAbout", message, text)
    this.changeRoom((room) => {
      const replies = [...(room.messages[message]?.replies ?? []), { id: this.newId("e"), by: this.person, text }]
      return changed(room, "messages", message, { replies })
    })
  }

  protected time(): string {
    return new Date(this.now()).toISOString()
  }

  private create(collection: Collection, kind: string, object: object): string {
    const id = this.newId(kind)
    this.changeRoom((room) => ({ [collection]: { ...room[collection], [id]: { ...object, id, by: this.person } } }))
    return id
  }

  /** Null clears. */
  private set(collection: Collection, id: string, fields: Readonly<Record<string, unknown>>): void {
    this.changeRoom((room) => changed(room, collection, id, fields))
  }

  private addReport(action: string, said: NewReport): void {
    this.changeRoom((room) => {
      const report: Report = { id: this.newId("e"), by: this.person, ...said }
      const reports: Action["reports"] = [...(room.actions[action]?.reports ?? []), report]
      return changed(room, "actions", action, { reports })
    })
  }
}

function changed(room: RoomDocument, collection: Collection, id: string, fields: Readonly<Record<string, unknown>>): Partial<RoomDocument> {
  const object = room[collection][id]
  if (object === undefined) throw new RangeError("not there")
  const kept = Object.entries({ ...object, ...fields }).filter(([, value]) => value !== null && value !== undefined)
  return { [collection]: { ...room[collection], [id]: Object.fromEntries(kept) } }
}

export function without<T>(objects: Readonly<Record<string, T>>, id: string): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(objects).filter(([key]) => key !== id))
}
