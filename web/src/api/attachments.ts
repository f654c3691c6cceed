/** What is attached to an incident: its content goes to the server and comes back as it is. */
import { Unreachable } from "./problem.ts"
import { renewing } from "./request.ts"
import { ask } from "./send.ts"

/** Content that the server keeps. */
export interface KeptContent {
  readonly sha256: string
  readonly size: number
  /** A picture's, by its first bytes; else `application/octet-stream`. */
  readonly media_type: string
}

/** Beside what the line needs: for a server that is busy. */
const answerMs = 30_000

/** The slowest line that is waited for: 64 kilobits a second. */
const bytesPerMs = 8

function pathOf(incident: string): string {
  return `/api/incidents/${encodeURIComponent(incident)}/attachments`
}

/** Keeps content; the same content again is kept once. */
export async function keepContent(incident: string, content: Uint8Array, signal: AbortSignal): Promise<KeptContent> {
  const withinMs = answerMs + content.length / bytesPerMs
  const response = await renewing("POST", () => ask("POST", pathOf(incident), content, { withinMs, signal }))
  return (await response.json()) as KeptContent
}

/** The content as the server gives it, with the type that the server tells by its first bytes. */
export async function readContent(incident: string, sha256: string, size: number): Promise<Blob> {
  const withinMs = answerMs + size / bytesPerMs
  const response = await renewing("GET", () => ask("GET", `${pathOf(incident)}/${encodeURIComponent(sha256)}`, undefined, { withinMs }))
  return response.blob().catch(() => {
    throw new Unreachable()
  })
}
