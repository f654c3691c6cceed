/** The named edits of `Replica`, each one change: what they are called and which object they write to. */
import * as actionEdits from "./action-edits.ts"
import * as edits from "./edits.ts"
import * as thingEdits from "./thing-edits.ts"
import { change_characters_max } from "./limits.ts"
import type {
  ActionFields, Check, ContactFields, DraftField, FactField, Gathering, NewAction, NewContact, NewDraft, NewFact, NewRecommendation,
  NewReport, NewSystem, PersonId, SystemField, TextPath, Things,
} from "./types.ts"

export abstract class Editor {
  protected abstract readonly person: PersonId
  protected abstract newId(): string
  protected abstract now(): string
  /** Makes the change and queues it, as `name`, for the object at `collection/id`. */
  protected abstract edit(name: string, object: string, fn: edits.Edit): void
  abstract changeText(path: TextPath, text: string): void

  createDraft(draft: NewDraft): string {
    const id = this.newId()
    // An object is made in one change, and a change is bounded: a long text follows.
    const long = (["text", "why", "set_aside"] as const).filter((field) => (draft[field]?.length ?? 0) > change_characters_max)
    const begun = { ...draft, ...Object.fromEntries(long.map((field) => [field, ""])) }
    this.edit("create_draft", `drafts/${id}`, edits.createDraft(id, this.person, this.now(), begun))
    for (const field of long) this.changeText(["drafts", id, field], draft[field] ?? "")
    return id
  }

  setDraft(draft: string, field: DraftField, value: string | number | null): void {
    this.edit("set_draft", `drafts/${draft}`, edits.setField("drafts", draft, field, value))
  }

  discardDraft(draft: string): void {
    this.edit("discard_draft", `drafts/${draft}`, edits.discardDraft(draft))
  }

  createFact(fact: NewFact): string {
    if (fact.statement.length > change_characters_max) throw new RangeError("a statement is not that long")
    const id = this.newId()
    this.edit("create_fact", `facts/${id}`, edits.createFact(id, this.person, fact))
    return id
  }

  setFact(fact: string, field: FactField, value: string | number | null): void {
    this.edit("set_fact", `facts/${fact}`, edits.setField("facts", fact, field, value))
  }

  createAction(action: NewAction): string {
    const id = this.newId()
    const { instruction = "" } = action
    const isLong = instruction.length > change_characters_max
    this.edit("create_action", `actions/${id}`, actionEdits.createAction(id, this.person, isLong ? { ...action, instruction: "" } : action))
    if (isLong) this.changeText(["actions", id, "instruction"], instruction)
    return id
  }

  setAction(action: string, fields: ActionFields): void {
    this.edit("set_action", `actions/${action}`, actionEdits.setAction(action, fields))
  }

  reportAction(action: string, report: NewReport): void {
    this.edit("report_action", `actions/${action}`, actionEdits.reportAction(action, this.newId(), this.person, report))
  }

  cancelAction(action: string, why: string): void {
    this.edit("cancel_action", `actions/${action}`, actionEdits.cancelAction(action, this.newId(), this.person, why))
  }

  checkAction(action: string, verdict: Check["verdict"], text = ""): void {
    this.edit("check_action", `actions/${action}`, actionEdits.checkAction(action, { by: this.person, verdict, text }))
  }

  createRecommendation(recommendation: NewRecommendation): string {
    if (recommendation.text.length > change_characters_max) throw new RangeError("a recommendation is not that long")
    const id = this.newId()
    this.edit("create_recommendation", `recommendations/${id}`, actionEdits.createRecommendation(id, this.person, recommendation))
    return id
  }

  replyTo(recommendation: string, text: string): void {
    this.edit("reply_to", `recommendations/${recommendation}`, actionEdits.replyTo(recommendation, this.newId(), this.person, text))
  }

  createContact(contact: NewContact): string {
    const id = this.newId()
    this.edit("create_contact", `contacts/${id}`, edits.createContact(id, this.person, contact))
    return id
  }

  setContact(contact: string, fields: ContactFields): void {
    this.edit("set_contact", `contacts/${contact}`, edits.setFields("contacts", contact, { ...fields }))
  }

  createSystem(system: NewSystem): string {
    const id = this.newId()
    this.edit("create_system", `systems/${id}`, edits.createSystem(id, this.person, system))
    return id
  }

  setSystem(system: string, field: SystemField, value: string | boolean | null): void {
    this.edit("set_system", `systems/${system}`, edits.setField("systems", system, field, value))
  }

  createThing(collection: keyof Things, values: thingEdits.Values): string {
    const id = this.newId()
    this.edit(`create_${thingNames[collection]}`, `${collection}/${id}`, thingEdits.createThing(collection, id, this.person, values))
    return id
  }

  setThing(collection: keyof Things, id: string, fields: thingEdits.Values): void {
    this.edit(`set_${thingNames[collection]}`, `${collection}/${id}`, thingEdits.setThing(collection, id, fields))
  }

  move(collection: Gathering, id: string, who: string, isIn: boolean): void {
    const said = { by: this.person, who, is_in: isIn, at: this.now() }
    this.edit(`join_${thingNames[collection]}`, `${collection}/${id}`, thingEdits.putItem(collection, id, this.newId(), said))
  }

  askAbout(message: string, text: string): void {
    this.edit("ask_about", `messages/${message}`, thingEdits.putItem("messages", message, this.newId(), { by: this.person, text }))
  }
}

/** One of a collection, as acts are named. */
const thingNames: Readonly<Record<keyof Things, string>> = {
  messages: "message", channels: "line", calls: "call", lessons: "lesson", checks: "duty", documents: "document", attachments: "attachment",
}
