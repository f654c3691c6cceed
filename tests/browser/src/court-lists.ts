/** The scripted incident, for the part of one role in it: the night of the court lists, from joining to closing. */
import type { BrowserContextOptions } from "@playwright/test"
import { now, uuid, type Client } from "./client.ts"
import { declareWithTeam, type Account, type Role } from "./house.ts"
import { expect, type Seat, type Stage } from "./test.ts"

/** Who takes part, in which role, and what else they are trained for. */
const people = {
  tom: ["Tom Okafor", "deputy", "incident_manager"],
  maeve: ["Maeve Lindqvist", "secretariat"],
  ravi: ["Ravi Menon", "sme"],
  callum: ["Callum Reid", "comms_lead"],
  asha: ["Asha Verma", "liaison"],
} as const satisfies Readonly<Record<string, readonly [string, Role, ...Role[]]>>

type Key = keyof typeof people

export const phone = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true } as const satisfies BrowserContextOptions

export interface Night {
  readonly id: string
  readonly manager: Account
  /** Priya Nair, without a page: what the manager does meanwhile. */
  readonly command: Client
  readonly team: Readonly<Record<Key, Account>>
}

/** Declared, with everybody in the team but those who are still to join. */
export async function theNight(stage: Stage, without: readonly Key[] = []): Promise<Night> {
  const manager = await stage.person("Priya Nair", { trainings: ["incident_manager"], onCall: true })
  const keys = Object.keys(people) as Key[]
  const made: [Key, Account][] = []
  for (const key of keys) {
    const [name, ...trainings] = people[key]
    made.push([key, await stage.person(name, { trainings })])
  }
  const team = Object.fromEntries(made) as Record<Key, Account>
  const command = await stage.house.client(manager)
  const there = keys.filter((key) => !without.includes(key)).map((key) => [team[key], people[key][1]] as const)
  const id = await declareWithTeam(command, there, "Victim contact details sent out with court lists")
  return { id, manager, command, team }
}

/** Joins by an invitation of the manager's, with the one tap that it takes. */
export async function joins(stage: Stage, night: Night, key: Key, options?: BrowserContextOptions): Promise<Seat> {
  const { code } = await night.command.must<{ code: string }>("POST", `/api/incidents/${night.id}/invitations`, {
    intent: uuid(), role: people[key][1], minutes: 30, written_at: now(),
  })
  const seat = await stage.sit(night.team[key], options)
  await seat.page.goto(`/join#${code}`)
  await seat.room.press("Join the room")
  await seat.room.isLive()
  return seat
}

/** Whoever commands ends it, from hot to closed; whoever looks on sees each phase, and writes nothing more. */
export async function ends({ id, command }: Pick<Night, "id" | "command">, { room, page }: Seat, epoch = 1): Promise<void> {
  await command.command(id, { name: "stand_down", reason: "Every mailbox has confirmed." }, epoch)
  await room.isInPhase("Warm")
  await command.command(id, { name: "set_phase", phase: "cold" }, epoch)
  await room.isInPhase("Cold")
  await command.command(id, { name: "close", reason: "The review was held." }, epoch)
  await expect(room.state).toContainText("This incident is closed.")
  await expect(page.getByRole("button", { name: /^(Seal|Queue)/ })).toHaveCount(0)
}

/** A panel beside the log, on a phone too. */
export async function opens({ page, room }: Seat, { id }: Pick<Night, "id">, side: "situation" | "team" | "communications"): Promise<void> {
  await page.goto(`/incidents/${id}?side=${side}&tab=situation`)
  await room.isLive()
}
