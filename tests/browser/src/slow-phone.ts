/** A mid-range phone, which is this machine slowed down, in an incident with a long log. */
import type { CDPSession, Page } from "@playwright/test"
import { fill } from "./long-log.ts"
import type { Incident, Seat, Stage } from "./test.ts"

export const slowdown = 4
/** Within which an incident is there to be read, from what the device has. */
export const openTargetMs = 2_000

export interface Phone extends Incident {
  readonly seat: Seat
  readonly devtools: CDPSession
}

export async function phone(stage: Stage, entries: number): Promise<Phone> {
  const met = await stage.incident([["Maeve Lindqvist", "secretariat"]])
  await fill(met.command, met.id, entries)
  const seat = await stage.sit(met.team[0]!, { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true })
  return { ...met, seat, devtools: await slowed(seat.page) }
}

/** Slows a page down; it stays slow as long as the answer is not detached. */
export async function slowed(page: Page): Promise<CDPSession> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: slowdown })
  return devtools
}
