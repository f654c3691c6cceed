/** Opens the device's store and takes over the outboxes of tabs that are gone. */
import { MemoryStore } from "./memory-store.ts"
import type { OutboxRow, Store, Stored } from "./store.ts"
import type { Surroundings } from "./surroundings.ts"

export interface Opening {
  readonly store: Store
  readonly stored: Stored
  /** Now this replica's own. */
  readonly adopted: readonly OutboxRow[]
  /** Gives this replica's outbox up for another tab to adopt. */
  readonly release: () => void
}

/** `name` is of one (person, incident); `replica` was never used. */
export async function openHoldings(world: Surroundings, name: string, replica: string): Promise<Opening> {
  const store = await openStore(world, name)
  const releases = [await world.locks?.hold(lockName(name, replica))]
  const stored = await store.read()
  const adopted: OutboxRow[] = []
  for (const other of new Set(stored.outbox.map((row) => row.replica))) {
    // Without locks nobody can tell; two tabs that submit one intent get one receipt [W3].
    const release = world.locks === undefined ? noLock : await world.locks.tryHold(lockName(name, other))
    if (release === undefined) continue
    // Read again under the lock: another starting tab may have been quicker.
    const rows = (await store.outbox()).filter((row) => row.replica === other)
    const ours = rows.map((row, index) => ({ ...row, replica, place: adopted.length + index + 1 }))
    try {
      await store.write(ours.map((row) => ({ put: "outbox", row })))
      release()
    } catch {
      // The device refuses: the rows stay under the other name, which stays ours as long as this tab.
      releases.push(release)
    }
    adopted.push(...ours)
  }
  return { store, stored, adopted, release: () => { for (const release of releases) release?.() } }
}

/** In memory where the device offers nothing. */
export async function openStore(world: Surroundings, name: string): Promise<Store> {
  try {
    return await world.openStore(name)
  } catch (error) {
    return new MemoryStore(error instanceof Error ? error.message : String(error))
  }
}

function lockName(name: string, replica: string): string {
  return `${name}/${replica}`
}

function noLock(): void {
  // Nothing to give back.
}
