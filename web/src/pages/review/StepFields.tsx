/** A preventive step: what is to be done, who sees to it, by which day. */
import { useId, type ReactNode } from "react"
import { workdayEnd } from "../../incident/clock-entry.ts"
import { dayKey, dayOf, msOf } from "../../incident/times.ts"
import { timestamp } from "../../replica/ids.ts"
import type { Lesson, OwnerId } from "../../replica/types.ts"
import { TextField } from "../../ui/Field.tsx"
import { useServerMinute } from "../room/RoomContext.tsx"
import { WhoField } from "../room/communications/WhoField.tsx"

/** As it is typed; blank is none. */
export interface StepForm {
  readonly step: string
  readonly owner: OwnerId
  /** Such as "2026-12-04". */
  readonly day: string
}

export interface StepSaid {
  readonly step: string | undefined
  readonly owner: OwnerId | undefined
  readonly due: string | undefined
}

export const noStep: StepForm = { step: "", owner: "", day: "" }

export function stepForm({ step = "", owner = "", due }: Lesson): StepForm {
  return { step, owner, day: due === undefined ? "" : dayKey(msOf(due)) }
}

/** `due`: what was said before, which stays while its day does. */
export function stepSaid({ step, owner, day }: StepForm, due?: string): StepSaid {
  const isSame = due !== undefined && dayKey(msOf(due)) === day
  const end = workdayEnd(day)
  return {
    step: step.trim() === "" ? undefined : step.trim(),
    owner: owner === "" ? undefined : owner,
    due: isSame ? due : end === undefined ? undefined : timestamp(end),
  }
}

/** Why the day cannot be taken. */
export function dayFault({ day }: StepForm, nowMs: number, due?: string): string | undefined {
  const isSame = due !== undefined && dayKey(msOf(due)) === day
  return day === "" || isSame || day >= dayKey(nowMs) ? undefined : "Choose a day that is still to come."
}

interface StepFieldsProps {
  readonly form: StepForm
  /** Whether it can be left empty. */
  readonly asked?: boolean
  readonly onForm: (form: StepForm) => void
}

export function StepFields({ form, asked = false, onForm }: StepFieldsProps): ReactNode {
  const optional = asked ? "" : ", can be left empty for now"
  return (
    <>
      <TextField
        label={`Preventive step${optional}`} hint="What is done so that it does not happen again." maxLength={300} {...(asked ? { "data-focus": true } : {})}
        value={form.step} onValue={(step) => { onForm({ ...form, step }) }}
      />
      <WhoField label="Who sees to it" nobody="Nobody yet" value={form.owner === "" ? undefined : form.owner} onValue={(owner) => { onForm({ ...form, owner: owner ?? "" }) }} />
      <DayField label="By which day" value={form.day} onValue={(day) => { onForm({ ...form, day }) }} />
    </>
  )
}

/** A day of the calendar. What was chosen is said in words, for browsers write days in their own order. */
function DayField({ label, value, onValue }: { readonly label: string; readonly value: string; readonly onValue: (day: string) => void }): ReactNode {
  const id = useId()
  const now = useServerMinute()
  const end = workdayEnd(value)
  return (
    <div className="fg">
      <label className="label" htmlFor={id}>{label}</label>
      <input className="field review__day" type="date" id={id} aria-describedby={`${id}-hint`} min={dayKey(now)} value={value} onChange={(event) => { onValue(event.target.value) }} />
      <p className="hint" id={`${id}-hint`}>{end === undefined ? "Until the end of the working day, 17:00." : `${dayOf(end)}, until 17:00.`}</p>
    </div>
  )
}
