/** The one room that this page has open. Its forms are other addresses of the same room. */
import type { OpenOptions, Replica } from "../replica/types.ts"
import { renewSession } from "./renewal.ts"
import { tab, tabToken } from "./tab.ts"

/** The replica's module: it comes with Automerge, so it is fetched when a room is opened and not before. */
export interface ReplicaModule {
  readonly openReplica: (options: OpenOptions) => Replica
  /** Fetches what opening needs, beforehand. */
  readonly prepareReplica?: () => Promise<unknown>
}

export class OpenRoom {
  private readonly load: () => Promise<ReplicaModule>
  private open: { readonly incident: string; readonly person: string; readonly replica: Replica } | undefined

  constructor(load: () => Promise<ReplicaModule>) {
    this.load = load
  }

  /** The replica of an incident for a person; the one already open where it is the same. */
  async enter(incident: string, person: string): Promise<Replica> {
    const { openReplica } = await this.load()
    if (this.open?.incident === incident && this.open.person === person) return this.open.replica
    this.leave()
    const replica = openReplica({ incident, person, renew: renewSession, ...(tab() ? { token: tabToken } : {}) })
    this.open = { incident, person, replica }
    return replica
  }

  /** Has it at hand before somebody opens a room; a failure shows when they do. */
  prepare(): void {
    this.load().then((module) => module.prepareReplica?.()).catch(() => undefined)
  }

  /** Everything that was typed is on the device, where it takes anything. */
  async stored(): Promise<void> {
    await this.open?.replica.stored()
  }

  leave(): void {
    void this.open?.replica.close()
    this.open = undefined
  }
}
