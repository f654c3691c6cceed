import { readsOnly } from "../../incident/may.ts"
import { useRoom, useView } from "./RoomContext.tsx"

/** Why this person changes nothing here; absent where they may. */
export function useReadsOnly(): string | undefined {
  return readsOnly(useRoom(), useView().person)
}
