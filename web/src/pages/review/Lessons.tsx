/** What was learned, the step that follows, whose it is and by when. Open steps outlive the incident (IM-16). */
import type { ReactNode } from "react"
import { ownerName } from "../../incident/actions.ts"
import { mayWriteLesson, reasonAgainst } from "../../incident/may.ts"
import { aspectNames, isLate, isOpenStep, isSettledLesson, lessonsOf, lessonStateNames, lessonTitle, sealedOf, sideNames } from "../../incident/review.ts"
import { fullMoment, msOf, shortDay } from "../../incident/times.ts"
import type { Entry, Lesson } from "../../replica/types.ts"
import { ActButton } from "../room/act/ActButton.tsx"
import { Also } from "../room/act/Also.tsx"
import { EntryLink } from "../room/EntryLink.tsx"
import { useRoom, useServerMinute, useView } from "../room/RoomContext.tsx"
import type { Show } from "./opened.ts"

export function Lessons({ show }: { readonly show: Show }): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const lessons = lessonsOf(room)
  const sealed = sealedOf(room.log, "lesson")
  const isOver = room.incident.phase === "closed"
  return (
    <section className="card review__card" aria-labelledby="lessons">
      <h2 id="lessons">Lessons<span className="count">{lessons.length}</span></h2>
      {isOver && lessons.some(isOpenStep) ? <p className="meta">The incident is closed. Its lessons go on until each is done or dropped.</p> : null}
      {lessons.length === 0 ? (
        <p>{isOver ? "No lesson was written down." : "Nothing is written down yet. What went well, and what would have helped? Write it while people remember; the step that follows can be agreed later."}</p>
      ) : (
        <table className="tbl">
          <caption className="vh">Lessons and preventive steps</caption>
          <thead><tr><th scope="col">Lesson</th><th scope="col">Preventive step</th><th scope="col">Owner</th><th scope="col" className="r">By</th><th scope="col">State</th></tr></thead>
          <tbody>{lessons.map((lesson) => <Row key={lesson.id} lesson={lesson} entry={sealed.get(lesson.id)} show={show} />)}</tbody>
        </table>
      )}
      <div className="btn-row">
        <ActButton look="second" blocked={reasonAgainst(mayWriteLesson(room, person, true))} onClick={() => { show({ is: "add_lesson" }) }}>Add a lesson</ActButton>
      </div>
    </section>
  )
}

function Row({ lesson, entry, show }: { readonly lesson: Lesson; readonly entry: Entry | undefined; readonly show: Show }): ReactNode {
  const room = useRoom()
  const now = useServerMinute()
  const { text, side, aspect, step, owner, due, state, outcome } = lesson
  const late = isLate(lesson, now)
  return (
    <tr>
      <td>
        <b>{lessonTitle(lesson)}</b> {text}
        <span className="meta">{sideNames[side]}{aspect === undefined ? "" : `. ${aspectNames[aspect]}`}</span>
        <Also collection="lessons" id={lesson.id} fields={{ step: "Step", owner: "Owner", due: "Day", state: "State", outcome: "Outcome" }} />
      </td>
      <td data-l="Step">
        <span>
          {step ?? "None yet"}
          {outcome === undefined || !isSettledLesson(lesson) ? null : <span className="meta">{state === "done" ? "Outcome" : "Reason"}: {outcome}</span>}
        </span>
      </td>
      <td data-l="Owner">{ownerName(room, owner)}</td>
      <td data-l="By" className="r">
        {due === undefined ? "No day" : <time dateTime={due} title={fullMoment(msOf(due))} className={late ? "red" : undefined}>{shortDay(msOf(due), now)}{late ? <b> late</b> : null}</time>}
      </td>
      <td data-l="State">
        <span>
          <span className="nb">{lessonStateNames[state]}{entry === undefined ? null : <> <EntryLink number={entry.number} /></>}</span>
          <Ways lesson={lesson} show={show} />
        </span>
      </td>
    </tr>
  )
}

/** What can be done with it next. */
function Ways({ lesson, show }: { readonly lesson: Lesson; readonly show: Show }): ReactNode {
  const room = useRoom()
  const { person } = useView()
  const blocked = reasonAgainst(mayWriteLesson(room, person, false))
  const way = (is: "change_lesson" | "agree_lesson" | "finish_lesson" | "drop_lesson", words: string): ReactNode => (
    <ActButton small look={is === "agree_lesson" || is === "finish_lesson" ? "second" : "link"} blocked={blocked} aria-label={`${words} ${lessonTitle(lesson)}`} onClick={() => { show({ is, lesson: lesson.id }) }}>
      {words}
    </ActButton>
  )
  return (
    <span className="btn-row review__ways">
      {isSettledLesson(lesson) ? way("agree_lesson", "Open again") : (
        <>
          {lesson.state === "noted" ? way("agree_lesson", "Agree") : way("finish_lesson", "Done")}
          {way("change_lesson", "Change")}
          {way("drop_lesson", "Drop")}
        </>
      )}
    </span>
  )
}
