/** An action that is due within seconds: a page offers minutes. */
import * as A from "@automerge/automerge"
import { now, uuid } from "./client.ts"
import type { Wire } from "./wire.ts"

export interface ShortAction {
  readonly title: string
  readonly by: string
  readonly owner: string
  readonly dueMs: number
}

/** Opens it in one change, as a page would. */
export async function openShortAction(wire: Wire, { title, by, owner, dueMs }: ShortAction): Promise<void> {
  const document = A.clone(await wire.document())
  const scalars = { title, by, owner, state: "open", report_by: new Date(Date.now() + dueMs).toISOString() }
  const object = Object.fromEntries(Object.entries(scalars).map(([key, value]) => [key, new A.ImmutableString(value)]))
  const change = A.getLastLocalChange(A.change(document, { time: 0 }, (root) => {
    const actions = root["actions"] as Record<string, unknown>
    actions[uuid()] = { ...object, instruction: "", reports: {} }
  }))
  const intent = uuid()
  wire.send({ t: "submit", intent, kind: "edit", name: "create_action", change, written_at: now() })
  const receipt = await wire.receipt(intent)
  if (receipt["outcome"] !== "recorded") throw new Error(`the action was refused: ${JSON.stringify(receipt)}`)
}
