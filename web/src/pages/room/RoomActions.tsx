/** What any part of the room may ask of the whole. */
import { createContext, use } from "react"
import type { DraftId } from "../../replica/types.ts"

export interface Actions {
  /** Shows an entry and moves to it. */
  readonly goTo: (number: number) => void
  /** Begins a correction of an entry. */
  readonly correct: (number: number, text?: string) => void
  /** Opens a draft in the box under the log. */
  readonly writeIn: (draft: DraftId) => void
  readonly showTray: () => void
  readonly showKeys: () => void
}

export const RoomActions = createContext<Actions | undefined>(undefined)

export function useActions(): Actions {
  const actions = use(RoomActions)
  if (actions === undefined) throw new Error("this is shown inside a room only")
  return actions
}
