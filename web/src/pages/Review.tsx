/** The review: lessons with their steps, duties, the documentation register, and what stands before closing (IM-15, IM-16, SEC-11). */
import { Link } from "@tanstack/react-router"
import { useState, type ReactNode } from "react"
import { inCommand } from "../incident/command.ts"
import { isOpenStep, papersOf } from "../incident/review.ts"
import { duties, said } from "../incident/unfinished.ts"
import { count, phaseNames } from "../incident/words.ts"
import { Closing } from "./review/Closing.tsx"
import { Documents } from "./review/Documents.tsx"
import { Duties } from "./review/Duties.tsx"
import { Lessons } from "./review/Lessons.tsx"
import type { Opened } from "./review/opened.ts"
import { ReviewDialog } from "./review/ReviewDialog.tsx"
import { FormPage } from "./room/FormPage.tsx"
import { useRoom, useView } from "./room/RoomContext.tsx"

export function Review(): ReactNode {
  const room = useRoom()
  const { incident } = room
  const [opened, setOpened] = useState<Opened>()
  return (
    <>
      <FormPage title="Review" errors={{}} wide>
        <p className="meta review__of">{incident.reference}. {phaseNames[incident.phase]}. {inCommand(room)}</p>
        <Refused />
        <Figures />
        <div className="review">
          <div><Lessons show={setOpened} /><Documents show={setOpened} /></div>
          <div><Duties show={setOpened} /><Closing show={setOpened} /></div>
        </div>
      </FormPage>
      {opened === undefined ? null : <ReviewDialog opened={opened} onClose={() => { setOpened(undefined) }} />}
    </>
  )
}

/** What was not accepted lies in the room. */
function Refused(): ReactNode {
  const { tray, incident } = useView()
  return (
    <div role="status">
      {tray.length === 0 ? null : (
        <p className="govuk-inset-text">{count(tray.length, "change was", "changes were")} not accepted. <Link to="/incidents/$incident" params={{ incident }}>See why in the room</Link></p>
      )}
    </div>
  )
}

function Figures(): ReactNode {
  const room = useRoom()
  const lessons = Object.values(room.lessons)
  const open = lessons.filter(isOpenStep).length
  const decisions = room.log.filter(({ kind }) => kind === "decision")
  const silent = decisions.filter(({ why = "" }) => why.trim() === "").length
  const papers = papersOf(room)
  const figures: readonly (readonly [title: string, figure: string, words: string])[] = [
    ["Decisions", String(decisions.length), decisions.length === 0 ? "none yet" : silent === 0 ? "each with its reason" : `${silent} without a reason`],
    ["Lessons", String(lessons.length), open === 0 ? "no step open" : `${count(open, "step")} open`],
    ["Duties", `${duties.filter(({ key }) => said(room, key) !== undefined).length} of ${duties.length}`, "done, or left with a reason"],
    ["Documents", `${papers.filter(({ paper }) => paper?.state === "captured").length} of ${papers.length}`, "captured"],
  ]
  return <dl className="steps">{figures.map(([title, figure, words]) => <div key={title}><dt>{title}</dt><dd>{figure}</dd><dd>{words}</dd></div>)}</dl>
}
