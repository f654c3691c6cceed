/** One request, as it is: with this tab's token where the tab has one, else with the cookie. */
import { tabToken } from "../session/tab.ts"
import { Unreachable, problemOf } from "./problem.ts"

/** An answer that has not begun by then does not come: the request hangs on a connection that is dead. */
const answerMsMax = 8_000

export type Method = "GET" | "POST" | "DELETE"

export async function send<Answer>(method: Method, path: string, body?: unknown, withinMs = answerMsMax): Promise<Answer> {
  const headers = new Headers({ accept: "application/json" })
  const token = tabToken()
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`)
  if (body !== undefined) headers.set("content-type", "application/json")
  const response = await fetch(path, {
    method, headers, credentials: "same-origin", cache: "no-store", signal: AbortSignal.timeout(withinMs),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Unreachable()
  })
  if (!response.ok) throw await problemOf(response)
  if (response.status === 204) return undefined as Answer
  return (await response.json()) as Answer
}
