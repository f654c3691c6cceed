/** The server's `application/problem+json`, or that there was no answer at all. */

export class Problem extends Error {
  readonly status: number
  /** Stable, for programs. */
  readonly code: string
  /** What to do, where the server says. */
  readonly detail: string

  constructor(status: number, code: string, title: string, detail: string) {
    super(title)
    this.name = "Problem"
    this.status = status
    this.code = code
    this.detail = detail
  }
}

/** No answer: no network, or no server. */
export class Unreachable extends Error {
  constructor() {
    super("There is no connection to the server.")
    this.name = "Unreachable"
  }
}

export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => undefined)
  const fields = typeof body === "object" && body !== null ? (body as Readonly<Record<string, unknown>>) : {}
  const text = (key: string, otherwise: string): string => {
    const value = fields[key]
    return typeof value === "string" ? value : otherwise
  }
  const title = text("title", response.status >= 500 ? "The server could not do this." : "The server refused this.")
  return new Problem(response.status, text("code", String(response.status)), title, text("detail", ""))
}

/** What to tell a person about any failure of a request. */
export function sentenceOf(error: unknown): string {
  if (error instanceof Problem) return [error.message, error.detail].filter((part) => part !== "").join(" ")
  if (error instanceof Unreachable) return `${error.message} Try again when you are connected.`
  return "Something went wrong in this page. Reload it and try again."
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof Problem && error.status === 401
}
