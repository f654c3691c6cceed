/** Ends who this tab is; a tab with an identity of its own only lets that go. */
import { signOut } from "../api/session.ts"
import { forget } from "./remembered.ts"
import { leaveTab, tab } from "./tab.ts"

export async function endSession(): Promise<void> {
  if (tab() === undefined) await signOut().catch(() => undefined)
  forget()
  leaveTab()
}
