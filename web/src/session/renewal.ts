/** Renewing a session that has run out, once for everybody who waits for it. */
import { refreshSession, signInTab } from "../api/session.ts"
import { becomeTab, tab } from "./tab.ts"

let under: Promise<boolean> | undefined

async function renew(): Promise<boolean> {
  const identity = tab()
  try {
    if (identity) {
      const { token } = await signInTab(identity.person)
      becomeTab({ ...identity, token })
    } else {
      await refreshSession()
    }
    return true
  } catch {
    return false
  }
}

/** True when the session is good again. Requests that fail together renew together. */
export function renewSession(): Promise<boolean> {
  under ??= renew().finally(() => {
    under = undefined
  })
  return under
}
