/** The HTTP API as one signed-in person, past the proxy. */

export interface Answer<Body = Readonly<Record<string, unknown>>> {
  readonly status: number
  readonly type: string
  readonly body: Body
}

export interface ReceiptOf {
  readonly outcome: "recorded" | "refused"
  readonly code?: string
  readonly reason?: string
  readonly number?: number
  readonly seq?: number
}

export interface Cookie {
  readonly name: string
  readonly value: string
  readonly path: string
  readonly domain: string
  readonly httpOnly: true
  readonly sameSite: "Strict"
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** Commands that may arrive late, a decision excepted. */
const waits = new Set(["seal_draft", "append_entry"])

export class Client {
  readonly #origin: string
  readonly #cookies = new Map<string, Cookie>()

  constructor(origin: string) {
    this.#origin = origin
  }

  get cookie(): string {
    return this.cookies.map(({ name, value }) => `${name}=${value}`).join("; ")
  }

  /** The session, for a browser to go on with. */
  get cookies(): readonly Cookie[] {
    return [...this.#cookies.values()]
  }

  async ask<Body>(method: Method, path: string, body?: unknown): Promise<Answer<Body>> {
    const response = await fetch(this.#origin + path, {
      method,
      headers: {
        origin: this.#origin, cookie: this.cookie, ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    this.#keep(response.headers.getSetCookie())
    const text = await response.text()
    const type = response.headers.get("content-type") ?? ""
    return { status: response.status, type, body: (type.includes("json") ? JSON.parse(text) : text) as Body }
  }

  /** For what must succeed. The access of whoever is signed in for longer than it lasts is renewed. */
  async must<Body>(method: Method, path: string, body?: unknown): Promise<Body> {
    let answer = await this.ask<Body>(method, path, body)
    if (answer.status === 401 && this.#cookies.size > 0 && (await this.ask("POST", "/api/session/refresh")).status < 400) {
      answer = await this.ask<Body>(method, path, body)
    }
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.must("POST", "/api/session", { email, password })
  }

  /** A command; the answer says whether it was recorded. */
  async intent(incident: string, command: Readonly<Record<string, unknown>> & { readonly name: string }, epoch?: number): Promise<ReceiptOf> {
    const { name, ...fields } = command
    const answer = await this.must<{ receipt: ReceiptOf }>("POST", `/api/incidents/${incident}/intents`, {
      intent: uuid(), kind: "command", name, command: fields, written_at: now(),
      ...(waits.has(name) && fields["kind"] !== "decision" ? {} : { not_after: new Date(Date.now() + 30_000).toISOString() }), ...(epoch === undefined ? {} : { epoch }),
    })
    return answer.receipt
  }

  /** A command that must be recorded. */
  async command(incident: string, command: Readonly<Record<string, unknown>> & { readonly name: string }, epoch?: number): Promise<ReceiptOf> {
    const receipt = await this.intent(incident, command, epoch)
    if (receipt.outcome !== "recorded") throw new Error(`${command.name} was refused: ${JSON.stringify(receipt)}`)
    return receipt
  }

  #keep(cookies: readonly string[]): void {
    for (const cookie of cookies) {
      const [pair = "", ...attributes] = cookie.split(/; */)
      const at = pair.indexOf("=")
      const path = attributes.find((attribute) => attribute.toLowerCase().startsWith("path="))?.slice(5) ?? "/"
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)]
      this.#cookies.set(name, { name, value, path, domain: "127.0.0.1", httpOnly: true, sameSite: "Strict" })
    }
  }
}

export function now(): string {
  return new Date().toISOString()
}

/** Version 7, as every id here. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  new DataView(bytes.buffer).setBigUint64(0, (BigInt(Date.now()) << 16n) | BigInt(((bytes[6] ?? 0) << 8) | (bytes[7] ?? 0)))
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  const hex = Buffer.from(bytes).toString("hex")
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-")
}
