/** Whether there is a connection, and why not: what each close code means, signing in again, the switch that cuts it. */
import type { Conversation } from "./conversation.ts"
import { RequestRefused, type Requests } from "./requests.ts"
import { Link, type Closed, type Prepared } from "./socket.ts"
import type { Surroundings } from "./surroundings.ts"
import type { Connection } from "./types.ts"

/** Over for good, or until a person does something. */
type End =
  | { readonly kind: "forked" | "removed" | "signed_out" | "not_found" }
  | { readonly kind: "failed"; readonly reason: string }

/** A connection as the view says it, but since when. */
export interface Said {
  readonly kind: Connection["kind"]
  readonly reason: string | undefined
  readonly retryAt: number | undefined
}

export interface LineParts {
  /** Absent until the device's store was read. */
  readonly conversation: () => Conversation | undefined
  readonly changed: () => void
  readonly renew: (() => Promise<boolean>) | undefined
  /** This person is no longer in the incident. */
  readonly removed: () => void
}

export class Line {
  readonly link: Link
  readonly #requests: Requests
  readonly #parts: LineParts
  #end: End | undefined
  #isStoreAway = false
  #isRenewed = false
  #isClosed = false
  isCut = false

  constructor(world: Surroundings, requests: Requests, parts: LineParts) {
    this.#requests = requests
    this.#parts = parts
    this.link = new Link(world, requests.socketUrl, {
      prepare: () => this.#prepare(),
      opened: (ticket) => parts.conversation()?.opened(ticket),
      received: (bytes) => parts.conversation()?.received(bytes),
      ask: () => parts.conversation()?.ask(),
      closed: (code) => this.#closed(code),
      changed: parts.changed,
    })
  }

  get said(): Said {
    const quiet = { reason: undefined, retryAt: undefined }
    const conversation = this.#parts.conversation()
    if (this.#end !== undefined) return { ...quiet, ...this.#end }
    if (conversation === undefined) return { ...quiet, kind: "loading" }
    if (conversation.isLive) return { ...quiet, kind: "live" }
    if (this.isCut) return { kind: "offline", reason: "cut", retryAt: undefined }
    const retryAt = this.link.state.kind === "waiting" ? this.link.state.retryAt : undefined
    const reason = this.#isStoreAway ? "store_away" : "network"
    return { kind: this.link.isOffline ? "offline" : "reconnecting", reason, retryAt }
  }

  get isRemoved(): boolean {
    return this.#end?.kind === "removed"
  }

  /** Connects, unless something stands against it. */
  start(): void {
    const stands = this.isCut || this.#isClosed || this.#end !== undefined || this.#parts.conversation() === undefined
    if (!stands) this.link.start()
    this.#parts.changed()
  }

  /** The server let us in: the next "sign in again" may be answered without a person again. */
  entered(): void {
    this.#isRenewed = false
  }

  cut(): void {
    this.isCut = true
    this.link.stop()
    this.#parts.conversation()?.closed()
    this.#parts.changed()
  }

  mend(): void {
    if (!this.isCut) return
    this.isCut = false
    this.start()
  }

  signedIn(): void {
    if (this.#end?.kind !== "signed_out") return
    this.#end = undefined
    this.#isRenewed = false
    this.start()
  }

  fail(reason: string): void {
    this.link.stop()
    this.#stop({ kind: "failed", reason })
  }

  close(): void {
    this.#isClosed = true
    this.link.stop()
    this.#parts.conversation()?.closed()
  }

  async #prepare(): Promise<Prepared> {
    try {
      return { go: "on", ticket: await this.#requests.ticket() }
    } catch (error) {
      if (!(error instanceof RequestRefused) || error.status !== 401) throw error
      return this.#signInAgain()
    }
  }

  #closed(code: number): Closed {
    const conversation = this.#parts.conversation()
    const bye = conversation?.bye
    conversation?.closed()
    this.#isStoreAway = code === 4503
    switch (code) {
      case 4401: return this.#signInAgain()
      case 4403:
        this.#parts.removed()
        return this.#stop({ kind: "removed" })
      case 4404: return this.#stop({ kind: "not_found" })
      case 4409: return this.#stop({ kind: "forked" })
      case 4400:
      case 4413: return this.#stop({ kind: "failed", reason: bye?.reason ?? "The server could not read what this page sent." })
      default: return { go: "later", afterMs: (bye?.retry_after ?? 0) * 1000 }
    }
  }

  /** Renews the session once, without a person; then it is theirs to sign in. */
  #signInAgain(): { readonly go: "never" } {
    const { renew } = this.#parts
    if (renew === undefined || this.#isRenewed) return this.#stop({ kind: "signed_out" })
    this.#isRenewed = true
    renew().then(
      (renewed) => {
        if (renewed) this.start()
        else this.#stop({ kind: "signed_out" })
      },
      () => {
        // The network, most likely: the next attempt is told the same, or not.
        this.#isRenewed = false
        if (!this.isCut && !this.#isClosed) this.link.startLater()
      },
    )
    return { go: "never" }
  }

  #stop(end: End): { readonly go: "never" } {
    this.#end = end
    this.#parts.changed()
    return { go: "never" }
  }
}
