/** The few requests beside the socket, under the same identity. */
import { answer_ms_max } from "./limits.ts"
import type { ServerTrayItem } from "./tray.ts"
import type { Surroundings } from "./surroundings.ts"

/** The server answered, and not with what was asked for. */
export class RequestRefused extends Error {
  readonly status: number

  constructor(status: number) {
    super(`the server answered ${status}`)
    this.status = status
  }
}

/** A piece of an outbox or a tray. */
export interface HandedIn {
  readonly text: string
  readonly name: string
  readonly written_at: string
}

export class Requests {
  readonly #world: Surroundings
  readonly #base: string
  readonly #token: (() => string | undefined) | undefined
  readonly #incident: string

  constructor(world: Surroundings, base: string, incident: string, token: (() => string | undefined) | undefined) {
    this.#world = world
    this.#base = base
    this.#token = token
    this.#incident = `/api/incidents/${encodeURIComponent(incident)}`
  }

  get socketUrl(): string {
    return `${this.#base.replace(/^http/, "ws")}${this.#incident}/live`
  }

  /**
   * A one-use ticket for a tab with a token of its own, which a WebSocket has no header for.
   * Undefined where the browser's cookie speaks.
   */
  async ticket(): Promise<string | undefined> {
    if (this.#token === undefined) return undefined
    const response = await this.#fetch("/api/session/ticket", { method: "POST" })
    return ((await response.json()) as { readonly ticket: string }).ticket
  }

  async snapshot(volume: number, seq: number): Promise<Uint8Array> {
    const response = await this.#fetch(`${this.#incident}/snapshot?volume=${volume}&seq=${seq}`, {})
    return new Uint8Array(await response.arrayBuffer())
  }

  async tray(): Promise<readonly ServerTrayItem[]> {
    const response = await this.#fetch(`${this.#incident}/tray`, {})
    return ((await response.json()) as { readonly items: readonly ServerTrayItem[] }).items
  }

  /** Gone already is as good. */
  async discard(intent: string): Promise<void> {
    try {
      await this.#fetch(`${this.#incident}/tray/${encodeURIComponent(intent)}`, { method: "DELETE" })
    } catch (error) {
      if (!(error instanceof RequestRefused) || error.status !== 404) throw error
    }
  }

  /** Things that someone who has left hands in; again under the same intent, nothing is added. */
  async surrender(intent: string, items: readonly HandedIn[]): Promise<void> {
    const body = JSON.stringify({ intent, items })
    await this.#fetch(`${this.#incident}/surrender`, { method: "POST", body, headers: { "content-type": "application/json" } })
  }

  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const token = this.#token?.()
    const headers = { ...(init.headers as Record<string, string> | undefined), ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) }
    const limit = new AbortController()
    const cancel = this.#world.after(answer_ms_max, () => { limit.abort() })
    const whole: RequestInit = { ...init, headers, credentials: "same-origin", cache: "no-store", signal: limit.signal }
    const response = await this.#world.fetch(`${this.#base}${path}`, whole).finally(cancel)
    if (!response.ok) throw new RequestRefused(response.status)
    return response
  }
}
