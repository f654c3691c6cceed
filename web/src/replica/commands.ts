/**
 * Commands that need a connection, kept in memory alone, so that none can fire after a reload; and
 * the callers who wait for what became of an intent, these and the seals of the outbox.
 */
import type { Submit } from "./frames.ts"
import type { Receipt } from "./types.ts"

type UrgentSubmit = Submit & { readonly not_after: string }

interface Urgent {
  readonly submit: UrgentSubmit
  /** On this connection. */
  sent: boolean
  /** On any. */
  everSent: boolean
  readonly cancelExpiry: () => void
}

type NotSent = Extract<Receipt, { readonly outcome: "not_sent" }>["code"]

export class Commands {
  readonly #after: (ms: number, callback: () => void) => () => void
  readonly #urgent = new Map<string, Urgent>()
  readonly #callers = new Map<string, { readonly tell: ((receipt: Receipt) => void)[]; readonly draft: string | undefined }>()
  /** Sent on a connection that is lost: their record may come, their receipt will not. */
  readonly #orphaned = new Set<string>()

  constructor(after: (ms: number, callback: () => void) => () => void) {
    this.#after = after
  }

  /** Waits for the receipt of an intent that the outbox holds; `draft` is what it seals. */
  await(intent: string, draft?: string): Promise<Receipt> {
    return new Promise((tell) => {
      const caller = this.#callers.get(intent)
      if (caller === undefined) this.#callers.set(intent, { tell: [tell], draft })
      else caller.tell.push(tell)
    })
  }

  /** Takes a command that must be decided within `ms`, or else is given up. */
  give(submit: UrgentSubmit, ms: number): Promise<Receipt> {
    const cancelExpiry = this.#after(ms, () => { this.#expire(submit.intent) })
    this.#urgent.set(submit.intent, { submit, sent: false, everSent: false, cancelExpiry })
    return this.await(submit.intent)
  }

  /** What is to be sent now; `serverNowMs` is the server's clock, as far as it is known. */
  take(serverNowMs: number): readonly Submit[] {
    // A device that slept calls no timer in time: what is too late is not sent, whatever woke first.
    for (const { submit } of [...this.#urgent.values()]) {
      if (Date.parse(submit.not_after) < serverNowMs) this.#expire(submit.intent)
    }
    const waiting = [...this.#urgent.values()].filter((urgent) => !urgent.sent)
    for (const urgent of waiting) urgent.sent = urgent.everSent = true
    return waiting.map(({ submit }) => submit)
  }

  /** An intent whose receipt got lost, and whose record says as much. */
  orphan(intent: string): { readonly intent: string; readonly draft: string | undefined } | undefined {
    return this.#orphaned.has(intent) ? { intent, draft: this.#callers.get(intent)?.draft } : undefined
  }

  /** The server did not decide it: it is to be sent once more. */
  undecided(intent: string): void {
    const urgent = this.#urgent.get(intent)
    if (urgent !== undefined) urgent.sent = false
  }

  /** The connection is gone. */
  lost(): void {
    for (const intent of this.#callers.keys()) {
      const urgent = this.#urgent.get(intent)
      if (urgent === undefined) this.#orphaned.add(intent)
      // The same bytes may go again: they carry their own expiry, and an intent gets one receipt [W3].
      else urgent.sent = false
    }
  }

  /** Tells whoever waits; false when nobody does. */
  settle(receipt: Receipt): boolean {
    const { intent } = receipt
    this.#urgent.get(intent)?.cancelExpiry()
    this.#urgent.delete(intent)
    this.#orphaned.delete(intent)
    const caller = this.#callers.get(intent)
    this.#callers.delete(intent)
    for (const tell of caller?.tell ?? []) tell(receipt)
    return caller !== undefined
  }

  /** Nobody will hear of these any more. */
  close(code: "closed" | "removed"): void {
    for (const intent of [...this.#callers.keys()]) this.settle(notSent(intent, code))
  }

  #expire(intent: string): void {
    const urgent = this.#urgent.get(intent)
    if (urgent === undefined) return
    this.settle(notSent(intent, urgent.everSent ? "unknown" : "expired"))
  }
}

const reasons: Readonly<Record<NotSent, string>> = {
  offline: "This needs a connection, and there is none now.",
  expired: "The connection was lost before this could be sent. It was not done.",
  unknown: "The connection was lost before the answer came. The log shows whether it was done.",
  closed: "The page was closed before the answer came.",
  removed: "You are no longer in this incident.",
  blank: "There is nothing written yet.",
  gone: "This is no longer there.",
  again: "This was sealed again before it could be sent. The later words count.",
}

export function notSent(intent: string, code: NotSent): Receipt {
  return { intent, outcome: "not_sent", code, reason: reasons[code] }
}
