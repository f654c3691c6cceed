import { expect } from "vitest"
import type { Draft, Receipt } from "../types.ts"
import { Device } from "./device.ts"
import type { Tab, World } from "./world.ts"

/** What a test asks of a tab, again and again. */
export const kind = (tab: Tab): string => tab.replica.view().connection.kind
export const draftsOf = (tab: Tab): readonly Draft[] => Object.values(tab.replica.view().room?.drafts ?? {})
export const textOf = (tab: Tab, draft: string): string | undefined => tab.replica.view().room?.drafts[draft]?.text
export const type = (tab: Tab, draft: string, text: string): void => { tab.replica.changeText(["drafts", draft, "text"], text) }

/** A tab that is live. */
export async function opened(world: World, person = "priya", device = new Device()): Promise<Tab> {
  const tab = world.open(person, device)
  await world.settle()
  expect(kind(tab)).toBe("live")
  return tab
}

/** The receipt, once the world has come to rest. */
export async function settled(world: World, receipt: Promise<Receipt>): Promise<Receipt> {
  await world.settle()
  return receipt
}
