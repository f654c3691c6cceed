/** A request that renews the session once when it has run out, and says so when that did not help. */
import { renewSession } from "../session/renewal.ts"
import { signedOut } from "../session/signed-out.ts"
import { isSignedOut } from "./problem.ts"
import { send, type Method } from "./send.ts"

export async function request<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  return renewing(method, () => send<Answer>(method, path, body))
}

/** The same for any way of asking. */
export async function renewing<Answer>(method: Method, act: () => Promise<Answer>): Promise<Answer> {
  try {
    return await act()
  } catch (error) {
    if (!isSignedOut(error)) throw error
    if (await renewSession()) return act()
    // What a person did themself asks again, even after "Not now"; what a page reads by itself does not.
    if (method !== "GET" && signedOut.now()) signedOut.ask()
    else signedOut.report()
    throw error
  }
}
