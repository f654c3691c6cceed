/** The dialogs of the review, and what each is about. */
import type { LessonId } from "../../replica/types.ts"

export type Opened =
  | { readonly is: "add_lesson" | "phase" }
  | { readonly is: "change_lesson" | "agree_lesson" | "finish_lesson" | "drop_lesson"; readonly lesson: LessonId }
  | { readonly is: "leave_duty"; readonly duty: string }
  /** `paper` is absent for one of which the register says nothing yet. */
  | { readonly is: "document"; readonly paper?: string; readonly name?: string; readonly captured: boolean }

export type Show = (what: Opened) => void
