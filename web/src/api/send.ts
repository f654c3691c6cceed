/** One request, as it is: with this tab's token where the tab has one, else with the cookie. */
import { tabToken } from "../session/tab.ts"
import { Unreachable, problemOf } from "./problem.ts"

/** An answer that has not begun by then does not come: the request hangs on a connection that is dead. */
const answerMsMax = 8_000

export type Method = "GET" | "POST" | "DELETE"

interface Waiting {
  readonly withinMs?: number
  /** Ends it before that. */
  readonly signal?: AbortSignal
}

/** The answer as it comes. A body of bytes goes as they are, any other as JSON. */
export async function ask(method: Method, path: string, body?: unknown, { withinMs = answerMsMax, signal }: Waiting = {}): Promise<Response> {
  const headers = new Headers({ accept: "application/json" })
  const token = tabToken()
  if (token !== undefined) headers.set("authorization", `Bearer ${token}`)
  const isBytes = body instanceof Uint8Array
  if (body !== undefined) headers.set("content-type", isBytes ? "application/octet-stream" : "application/json")
  const limit = AbortSignal.timeout(withinMs)
  const response = await fetch(path, {
    method, headers, credentials: "same-origin", cache: "no-store", signal: signal === undefined ? limit : AbortSignal.any([limit, signal]),
    ...(body === undefined ? {} : { body: isBytes ? body as Uint8Array<ArrayBuffer> : JSON.stringify(body) }),
  }).catch(() => {
    throw new Unreachable()
  })
  if (!response.ok) throw await problemOf(response)
  return response
}

export async function send<Answer>(method: Method, path: string, body?: unknown, withinMs = answerMsMax): Promise<Answer> {
  const response = await ask(method, path, body, { withinMs })
  if (response.status === 204) return undefined as Answer
  return (await response.json()) as Answer
}
