/** Signing in and out. */
import { send } from "./send.ts"
import type { Session, TabSession } from "./types.ts"

/** No page shows anything before this is answered, so it is not waited for as long as others. */
const sessionWithinMs = 3_000

export const readSession = (): Promise<Session> => send("GET", "/api/session", undefined, sessionWithinMs)

export const signIn = (email: string, password: string): Promise<Session> => send("POST", "/api/session", { email, password })

export const refreshSession = (): Promise<Session> => send("POST", "/api/session/refresh")

export const signOut = (): Promise<void> => send("DELETE", "/api/session")

/** A token for this tab alone; the demonstration only. */
export const signInTab = (person: string): Promise<TabSession> => send("POST", "/api/session/demo", { person })
