/** The intents of this replica that wait for their receipt, in order, and what is known about each. */
import { in_flight_max } from "./limits.ts"
import type { OutboxRow } from "./store.ts"
import type { PendingChange } from "./transplant.ts"

export interface Refusal {
  readonly code: string
  readonly reason: string
}

export class Outbox {
  #rows: OutboxRow[] = []
  readonly #inFlight = new Set<string>()
  /** Edits refused for good, which go to the tray when the rest is moved. */
  readonly refused = new Map<string, Refusal>()
  /** Edits recorded under other bytes than ours (from an earlier life): ours are to be left out. */
  readonly replaced = new Set<string>()
  /** The server asked for new bytes. */
  #stale = false

  get rows(): readonly OutboxRow[] {
    return this.#rows
  }

  get changes(): readonly Uint8Array[] {
    return this.#rows.flatMap((row) => (row.change === undefined ? [] : [row.change]))
  }

  get pending(): readonly PendingChange[] {
    return this.#rows.flatMap(({ intent, change }) => (change === undefined ? [] : [{ intent, change }]))
  }

  get isQuiet(): boolean {
    return this.#inFlight.size === 0
  }

  /** Whether the changes must be moved before anything is sent. */
  get mustMove(): boolean {
    return this.#stale || this.refused.size > 0 || this.replaced.size > 0
  }

  find(intent: string): OutboxRow | undefined {
    return this.#rows.find((row) => row.intent === intent)
  }

  isInFlight(intent: string): boolean {
    return this.#inFlight.has(intent)
  }

  push(...rows: readonly OutboxRow[]): void {
    this.#rows.push(...rows)
  }

  /** Its place after everything that is there. */
  nextPlace(): number {
    return (this.#rows.at(-1)?.place ?? 0) + 1
  }

  remove(intent: string): void {
    this.#rows = this.#rows.filter((row) => row.intent !== intent)
    this.#inFlight.delete(intent)
    this.refused.delete(intent)
    this.replaced.delete(intent)
  }

  /** Rows to send now; they are in flight from here on. */
  take(): readonly OutboxRow[] {
    const room = Math.max(0, in_flight_max - this.#inFlight.size)
    const taken = this.#rows.filter((row) => !this.#inFlight.has(row.intent)).slice(0, room)
    for (const row of taken) this.#inFlight.add(row.intent)
    return taken
  }

  /** An answer came. */
  landed(intent: string): void {
    this.#inFlight.delete(intent)
  }

  /** The connection is gone, and with it every answer that was under way. */
  grounded(): void {
    this.#inFlight.clear()
  }

  staled(): void {
    this.#stale = true
  }

  /** The rows after a move, in order. */
  moved(rows: readonly OutboxRow[]): void {
    this.#rows = [...rows]
    this.refused.clear()
    this.replaced.clear()
    this.#stale = false
  }
}
