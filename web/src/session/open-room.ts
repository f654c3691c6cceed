/** The one room that this page has open. Its forms are other addresses of the same room. */
import type { OpenOptions, Replica } from "../replica/types.ts"
import { renewSession } from "./renewal.ts"
import { tab, tabToken } from "./tab.ts"

export type OpenReplica = (options: OpenOptions) => Replica

export class OpenRoom {
  private readonly openReplica: OpenReplica
  private open: { readonly incident: string; readonly person: string; readonly replica: Replica } | undefined

  constructor(openReplica: OpenReplica) {
    this.openReplica = openReplica
  }

  /** The replica of an incident for a person; the one already open where it is the same. */
  enter(incident: string, person: string): Replica {
    if (this.open?.incident === incident && this.open.person === person) return this.open.replica
    this.leave()
    const replica = this.openReplica({
      incident, person, renew: renewSession, ...(tab() ? { token: tabToken } : {}),
    })
    this.open = { incident, person, replica }
    return replica
  }

  leave(): void {
    void this.open?.replica.close()
    this.open = undefined
  }
}
