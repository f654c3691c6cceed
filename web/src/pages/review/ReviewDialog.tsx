/** The dialog that is open, by what it is about. What is not there shows nothing. */
import type { ReactNode } from "react"
import { PhaseDialog } from "../room/command/PhaseDialog.tsx"
import { useRoom } from "../room/RoomContext.tsx"
import { DocumentDialog } from "./DocumentDialog.tsx"
import { LeaveDutyDialog } from "./Duties.tsx"
import { AddLessonDialog, AgreeLessonDialog, ChangeLessonDialog, FinishLessonDialog } from "./LessonDialogs.tsx"
import type { Opened } from "./opened.ts"

export function ReviewDialog({ opened, onClose }: { readonly opened: Opened; readonly onClose: () => void }): ReactNode {
  const room = useRoom()
  switch (opened.is) {
    case "phase": return <PhaseDialog onClose={onClose} />
    case "add_lesson": return <AddLessonDialog onClose={onClose} />
    case "leave_duty": return <LeaveDutyDialog duty={opened.duty} onClose={onClose} />
    case "document": {
      const paper = opened.paper === undefined ? undefined : room.documents[opened.paper]
      return <DocumentDialog paper={paper} name={opened.name} captured={opened.captured} onClose={onClose} />
    }
    default: {
      const lesson = room.lessons[opened.lesson]
      if (lesson === undefined) return null
      if (opened.is === "change_lesson") return <ChangeLessonDialog lesson={lesson} onClose={onClose} />
      if (opened.is === "agree_lesson") return <AgreeLessonDialog lesson={lesson} onClose={onClose} />
      return <FinishLessonDialog lesson={lesson} to={opened.is === "finish_lesson" ? "done" : "dropped"} onClose={onClose} />
    }
  }
}
