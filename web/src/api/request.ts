/** A request that renews the session once when it has run out, and says so when that did not help. */
import { renewSession } from "../session/renewal.ts"
import { signedOut } from "../session/signed-out.ts"
import { isSignedOut } from "./problem.ts"
import { send, type Method } from "./send.ts"

export async function request<Answer>(method: Method, path: string, body?: unknown): Promise<Answer> {
  try {
    return await send<Answer>(method, path, body)
  } catch (error) {
    if (!isSignedOut(error)) throw error
    if (await renewSession()) return send<Answer>(method, path, body)
    // What a person did themself asks again, even after "Not now"; what a page reads by itself does not.
    if (method !== "GET" && signedOut.now()) signedOut.ask()
    else signedOut.report()
    throw error
  }
}
