/**
 * The edits of actions and recommendations. A report, a check and a reply are each one string, put
 * once: nobody can change what somebody else has said.
 */
import { canonicalJson, type Canonical } from "./canonical.ts"
import { create, itemsIn, scalar, scalars, setFields, type Edit } from "./edits.ts"
import type { RawRoot } from "./raw.ts"
import type { ActionFields, ActionState, Check, NewAction, NewRecommendation, NewReport, PersonId } from "./types.ts"

export function createAction(id: string, by: PersonId, action: NewAction): Edit {
  const { instruction = "" } = action
  const object = { by: scalar(by), instruction, reports: {} }
  return create("actions", id, { ...object, ...scalars(action, ["title", "state", "owner", "report_by", "from"]) })
}

export function setAction(id: string, fields: ActionFields): Edit {
  return setFields("actions", id, { ...fields })
}

/** What the answer means for the action goes with it, in one change. */
export function reportAction(id: string, report: string, by: PersonId, said: NewReport): Edit {
  return (document) => {
    const { answer, text, report_by } = said
    put(document, id, report, { by, answer, text: text === "" ? undefined : text, report_by })
    if (answer === "done" || answer === "blocked") setState(document, id, answer)
    if (answer === "more_time" && report_by !== undefined) setFields("actions", id, { report_by })(document)
  }
}

export function cancelAction(id: string, report: string, by: PersonId, why: string): Edit {
  return (document) => {
    put(document, id, report, { by, answer: "note", text: why })
    setState(document, id, "cancelled")
  }
}

export function checkAction(id: string, { by, verdict, text }: Check): Edit {
  const check = canonicalJson({ by, verdict, text: text === "" ? undefined : text })
  return setFields("actions", id, { check })
}

export function createRecommendation(id: string, by: PersonId, recommendation: NewRecommendation): Edit {
  const object = { by: scalar(by), text: recommendation.text, replies: {} }
  return create("recommendations", id, { ...object, ...scalars(recommendation, ["deadline"]) })
}

export function replyTo(id: string, reply: string, by: PersonId, text: string): Edit {
  return (document) => { itemsIn(document, "recommendations", id, "replies")[reply] = scalar(canonicalJson({ by, text })) }
}

function put(document: RawRoot, id: string, report: string, said: Canonical): void {
  itemsIn(document, "actions", id, "reports")[report] = scalar(canonicalJson(said))
}

function setState(document: RawRoot, id: string, state: ActionState): void {
  setFields("actions", id, { state })(document)
}
