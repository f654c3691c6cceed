/** Keeps one connection: attempts, back-off, time-outs [W7]. It knows no frame but its bytes. */
import {
  attempts_before_offline, backoff_ms, handshake_ms_max, silence_ms_max, wake_answer_ms_max, wake_silence_ms_max,
} from "./limits.ts"
import type { Socket, Surroundings } from "./surroundings.ts"

/** What to do before or after a connection: go on, wait as the back-off says (or longer), or give up. */
export type Prepared = { readonly go: "on"; readonly ticket: string | undefined } | { readonly go: "later" | "never" }
export type Closed = { readonly go: "later"; readonly afterMs?: number } | { readonly go: "now" | "never" }

export interface LinkHandlers {
  /** Before each attempt; a rejection is a failed attempt. */
  prepare(): Promise<Prepared>
  opened(ticket: string | undefined): void
  received(bytes: Uint8Array): void
  /** Says something that the server must answer. */
  ask(): void
  /** The connection that was open, or never came about, is over. */
  closed(code: number): Closed
  /** `state` changed. */
  changed(): void
}

export type LinkState =
  | { readonly kind: "stopped" }
  | { readonly kind: "connecting" }
  | { readonly kind: "open" }
  | { readonly kind: "waiting"; readonly retryAt: number }

/** No close code was heard. */
const noCode = 1006

export class Link {
  readonly #world: Surroundings
  readonly #url: string
  readonly #handlers: LinkHandlers
  #state: LinkState = { kind: "stopped" }
  #socket: Socket | undefined
  #cancelTimer: (() => void) | undefined
  #heardAt = 0
  /** The timer is for silence. */
  #isListening = false
  #failures = 0
  /** Grows with every attempt, so that an answer to an earlier one is known as such. */
  #attempt = 0

  constructor(world: Surroundings, url: string, handlers: LinkHandlers) {
    this.#world = world
    this.#url = url
    this.#handlers = handlers
  }

  get state(): LinkState {
    return this.#state
  }

  get attempt(): number {
    return this.#attempt
  }

  /** Whether it has failed for long enough to be called offline. */
  get isOffline(): boolean {
    return this.#failures >= attempts_before_offline || !this.#world.online()
  }

  /** Connects at once, closing what is there. */
  start(): void {
    this.#end()
    this.#attempt += 1
    const attempt = this.#attempt
    this.#state = { kind: "connecting" }
    this.#timer(handshake_ms_max, () => { this.#fail(noCode) })
    this.#handlers.prepare().then(
      (prepared) => { if (attempt === this.#attempt && this.#state.kind === "connecting") this.#prepared(prepared) },
      () => { if (attempt === this.#attempt && this.#state.kind === "connecting") this.#fail(noCode) },
    )
    this.#handlers.changed()
  }

  /** Ends the connection and attempts no other until `start`. */
  stop(): void {
    this.#end()
    this.#attempt += 1
    this.#state = { kind: "stopped" }
  }

  /** Connects after the back-off's next wait. */
  startLater(): void {
    this.#end()
    this.#wait(0)
  }

  /** Connects now if it is waiting to. */
  hurry(): void {
    if (this.#state.kind === "waiting") this.start()
  }

  /** The device woke: what was open may be dead, and nothing would say so for long. */
  wake(): void {
    if (this.#state.kind === "open") {
      if (this.#world.now() - this.#heardAt > wake_silence_ms_max) this.#fail(noCode)
      else this.#ask()
    }
    this.hurry()
  }

  #ask(): void {
    this.#handlers.ask()
    this.#timer(wake_answer_ms_max, () => {
      this.#fail(noCode)
      this.hurry()
    })
  }

  /** The server has let us in: the next loss begins its back-off anew. */
  established(): void {
    this.#failures = 0
  }

  send(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#state.kind === "open") this.#socket?.send(bytes)
  }

  /** Ends the connection as if it had closed with this code. */
  drop(code: number): void {
    if (this.#state.kind !== "stopped") this.#fail(code)
  }

  #prepared(prepared: Prepared): void {
    if (prepared.go === "on") this.#connect(prepared.ticket)
    else if (prepared.go === "later") this.#fail(noCode)
    else this.stop()
  }

  #connect(ticket: string | undefined): void {
    this.#timer(handshake_ms_max, () => { this.#fail(noCode) })
    this.#socket = this.#world.connect(this.#url, {
      opened: () => {
        this.#state = { kind: "open" }
        this.#heard()
        this.#handlers.opened(ticket)
      },
      received: (bytes) => {
        this.#heard()
        this.#handlers.received(bytes)
      },
      closed: (code) => {
        this.#socket = undefined
        this.#fail(code)
      },
    })
  }

  #heard(): void {
    this.#heardAt = this.#world.now()
    if (!this.#isListening) this.#listen(silence_ms_max)
  }

  /** One timer for very many words: it looks how long it has been silent, and waits for the rest. */
  #listen(ms: number): void {
    this.#timer(ms, () => {
      const left = silence_ms_max - (this.#world.now() - this.#heardAt)
      // More than all of it: the device's clock was put back, so nobody can tell.
      if (left > 0 && left <= silence_ms_max) this.#listen(left)
      else this.#fail(noCode)
    })
    this.#isListening = true
  }

  #fail(code: number): void {
    this.#end()
    this.#attempt += 1
    this.#state = { kind: "stopped" }
    const next = this.#handlers.closed(code)
    if (next.go === "now") this.start()
    else if (next.go === "later") this.#wait(next.afterMs ?? 0)
    else this.#handlers.changed()
  }

  #wait(atLeastMs: number): void {
    const step = backoff_ms[Math.min(this.#failures, backoff_ms.length - 1)] ?? 0
    this.#failures += 1
    // Between three quarters and five quarters, so that a room does not come back in one instant.
    const ms = Math.max(step * (0.75 + this.#world.chance() / 2), atLeastMs)
    this.#state = { kind: "waiting", retryAt: this.#world.now() + ms }
    this.#timer(ms, () => { this.start() })
    this.#handlers.changed()
  }

  /** Closes the old socket first: one that is stuck connecting blocks the next. */
  #end(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = undefined
    this.#isListening = false
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }

  #timer(ms: number, callback: () => void): void {
    this.#cancelTimer?.()
    this.#isListening = false
    this.#cancelTimer = this.#world.after(ms, callback)
  }
}
