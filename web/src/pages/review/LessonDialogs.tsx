/** A lesson: written down, changed, agreed with its step, done, or dropped with the reason (IM-16, REV-08). */
import { useState, type ReactNode } from "react"
import { mayWriteLesson, reasonAgainst } from "../../incident/may.ts"
import { aspectNames, changed, lessonTitle, sideNames } from "../../incident/review.ts"
import type { Lesson } from "../../replica/types.ts"
import { Group, Radios } from "../../ui/Choice.tsx"
import { SelectField, TextAreaField, TextField } from "../../ui/Field.tsx"
import { useKept } from "../../ui/kept.ts"
import { FormDialog } from "../room/act/FormDialog.tsx"
import { useReplica, useRoom, useServerMinute, useView } from "../room/RoomContext.tsx"
import { dayFault, noStep, StepFields, stepForm, stepSaid, type StepForm } from "./StepFields.tsx"

const sides = Object.entries(sideNames) as readonly (readonly [Lesson["side"], string])[]
const aspects = Object.entries(aspectNames) as readonly (readonly [NonNullable<Lesson["aspect"]>, string])[]

interface LessonForm extends StepForm {
  readonly text: string
  readonly side: Lesson["side"]
  readonly aspect: Lesson["aspect"] | ""
}

const blank: LessonForm = { ...noStep, text: "", side: "even_better_if", aspect: "" }

/** All that a form says of a lesson but its text. */
function detailsOf(form: LessonForm, due?: string) {
  return { side: form.side, aspect: form.aspect === "" ? undefined : form.aspect, ...stepSaid(form, due) }
}

export function AddLessonDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person, incident } = useView()
  const now = useServerMinute()
  const [form, setForm, drop] = useKept<LessonForm>(`lesson.${incident}.${person}`, blank)
  const [fault, setFault] = useState<string>()
  const add = (): void => {
    const missing = form.text.trim() === "" ? "Say what was learned." : dayFault(form, now)
    setFault(missing)
    if (missing !== undefined) return
    replica.createThing("lessons", { text: form.text.trim(), state: "noted", ...given(detailsOf(form)) })
    drop()
    onClose()
  }
  return (
    <FormDialog
      title="Add a lesson" act="Add" blocked={reasonAgainst(mayWriteLesson(room, person, true))} fault={fault}
      note="Everyone in the incident sees it. It is sealed once its step is agreed." onAct={add} onClose={onClose}
    >
      <TextAreaField label="What was learned" hint="Without blame: what happened, and why." rows={3} first charactersMax={20_000} value={form.text} onValue={(text) => { setForm({ ...form, text }) }} />
      <LessonFields form={form} onForm={setForm} />
    </FormDialog>
  )
}

export function ChangeLessonDialog({ lesson, onClose }: { readonly lesson: Lesson; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const now = useServerMinute()
  const [opened] = useState<LessonForm>(() => ({ ...stepForm(lesson), text: lesson.text, side: lesson.side, aspect: lesson.aspect ?? "" }))
  const [due] = useState(lesson.due)
  const [form, setForm] = useState(opened)
  const [fault, setFault] = useState<string>()
  const isAgreed = lesson.state === "agreed" || lesson.state === "doing"
  const save = (): void => {
    const missing = form.text.trim() === "" ? "Say what was learned." : isAgreed ? stepFault(form, now, due) : dayFault(form, now, due)
    setFault(missing)
    if (missing !== undefined) return
    // What others wrote in the words meanwhile stays.
    replica.writeText(["lessons", lesson.id, "text"], opened.text, form.text)
    const fields = changed(detailsOf(opened, due), detailsOf(form, due))
    if (Object.keys(fields).length > 0) replica.setThing("lessons", lesson.id, fields)
    onClose()
  }
  return (
    <FormDialog
      title={`Change ${lessonTitle(lesson)}`} act="Save" blocked={reasonAgainst(mayWriteLesson(room, person, false))} fault={fault}
      note="Everyone in the incident sees it." onAct={save} onClose={onClose}
    >
      <TextAreaField label="What was learned" rows={3} first charactersMax={20_000} value={form.text} onValue={(text) => { setForm({ ...form, text }) }} />
      <LessonFields form={form} asked={isAgreed} onForm={setForm} />
    </FormDialog>
  )
}

/** With the step, its owner and its day. One that was done or dropped is open again. */
export function AgreeLessonDialog({ lesson, onClose }: { readonly lesson: Lesson; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const now = useServerMinute()
  const [form, setForm] = useState(() => stepForm(lesson))
  const [fault, setFault] = useState<string>()
  const agree = (): void => {
    const missing = stepFault(form, now, lesson.due)
    setFault(missing)
    if (missing !== undefined) return
    const { step, owner, due } = lesson
    const fields = changed({ step, owner, due, outcome: lesson.outcome }, { ...stepSaid(form, due), outcome: undefined })
    replica.setThing("lessons", lesson.id, { ...fields, state: "agreed" })
    onClose()
  }
  return (
    <FormDialog
      title={`Agree ${lessonTitle(lesson)}`} lead={lesson.text} act="Agree" blocked={reasonAgainst(mayWriteLesson(room, person, false))} fault={fault}
      note="Sealed in the log with who sees to it and by when. It stays open after the incident is closed." onAct={agree} onClose={onClose}
    >
      <StepFields form={form} asked onForm={setForm} />
    </FormDialog>
  )
}

export function FinishLessonDialog({ lesson, to, onClose }: { readonly lesson: Lesson; readonly to: "done" | "dropped"; readonly onClose: () => void }): ReactNode {
  const replica = useReplica()
  const room = useRoom()
  const { person } = useView()
  const [outcome, setOutcome] = useState("")
  const [fault, setFault] = useState<string>()
  const isDone = to === "done"
  const finish = (): void => {
    const said = outcome.trim()
    if (said === "" && !isDone) setFault("Say why nothing is done about it.")
    else {
      replica.setThing("lessons", lesson.id, { state: to, ...(said === "" ? {} : { outcome: said }) })
      onClose()
    }
  }
  return (
    <FormDialog
      title={`${isDone ? "Done" : "Drop"}: ${lessonTitle(lesson)}`} lead={lesson.step ?? lesson.text} act={isDone ? "It is done" : "Drop it"} fault={fault}
      blocked={reasonAgainst(mayWriteLesson(room, person, false))} note="Sealed in the log." onAct={finish} onClose={onClose}
    >
      <TextField label={isDone ? "What came of it, can be left empty" : "Why nothing is done about it"} maxLength={300} data-focus value={outcome} onValue={setOutcome} />
    </FormDialog>
  )
}

function LessonFields({ form, asked = false, onForm }: { readonly form: LessonForm; readonly asked?: boolean; readonly onForm: (form: LessonForm) => void }): ReactNode {
  return (
    <>
      <Group legend="Which side"><Radios value={form.side} onValue={(side) => { onForm({ ...form, side }) }} items={sides.map(([value, title]) => ({ value, title }))} /></Group>
      <SelectField label="About" blank="Not said" value={form.aspect ?? ""} options={aspects} onValue={(aspect) => { onForm({ ...form, aspect: aspect as LessonForm["aspect"] }) }} />
      <StepFields form={form} asked={asked} onForm={(step) => { onForm({ ...form, ...step }) }} />
    </>
  )
}

function stepFault(form: StepForm, nowMs: number, before?: string): string | undefined {
  const { step, owner, due } = stepSaid(form, before)
  if (step === undefined) return "Say what is to be done."
  if (owner === undefined) return "Choose who sees to it."
  return due === undefined ? "Say by which day." : dayFault(form, nowMs, before)
}

/** Without what was left empty. */
function given<T extends object>(values: T): { readonly [F in keyof T]?: Exclude<T[F], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as { [F in keyof T]?: Exclude<T[F], undefined> }
}
