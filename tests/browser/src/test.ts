/** The stage of every test: a house for the worker, people at pages for the test, a network that can be cut. */
import { test as base, type BrowserContextOptions, type Page } from "@playwright/test"
import type { BrowserContext } from "@playwright/test"
import type { Client } from "./client.ts"
import { declareWithTeam, House, type Account, type NewAccount, type Role } from "./house.ts"
import type { Proxy } from "./proxy.ts"
import { RoomPage } from "./room-page.ts"

export { expect } from "@playwright/test"

/** A person at a screen, with a network of their own. */
export interface Seat {
  readonly account: Account
  /** The same session, without a browser and past the proxy. */
  readonly client: Client
  readonly context: BrowserContext
  readonly page: Page
  readonly room: RoomPage
  readonly proxy: Proxy
  /** Opens the room and waits until it is live. */
  enter(incident: string): Promise<void>
}

export interface Stage {
  readonly house: House
  /** What the pages did and may never do. A test that provokes it takes it out again. */
  readonly faults: string[]
  person(name: string, account?: NewAccount): Promise<Account>
  sit(account: Account, options?: BrowserContextOptions): Promise<Seat>
  /** A declared incident: Priya Nair in command, the others as asked for. */
  incident(team: readonly Teammate[]): Promise<Incident>
  /** The same with everybody at a page, live: the manager first. */
  meet(team: readonly Teammate[]): Promise<Meeting>
}

/** Trained for their role, and for what comes after it. */
export type Teammate = readonly [name: string, role: Role, ...trainings: Role[]]

export interface Meeting extends Incident {
  readonly seats: readonly Seat[]
}

export interface Incident {
  readonly id: string
  readonly manager: Account
  readonly command: Client
  readonly team: readonly Account[]
}

/** What a page may never do, whatever happens to the network. */
const never = /Content Security Policy|Trusted|Minified React error|Maximum update depth/

export const test = base.extend<{ stage: Stage }, { house: House }>({
  house: [async ({}, use) => {
    const house = await House.open()
    await use(house)
    await house.close()
  }, { scope: "worker" }],

  stage: async ({ browser, house }, use) => {
    const contexts: BrowserContext[] = []
    const faults: string[] = []
    const sit = async (account: Account, options: BrowserContextOptions = {}): Promise<Seat> => {
      const proxy = house.proxies[contexts.length]
      if (proxy === undefined) throw new Error("more people than proxies")
      const client = await house.client(account)
      const context = await browser.newContext({ baseURL: proxy.origin, ...options })
      contexts.push(context)
      await context.addCookies(client.cookies.map((cookie) => ({ ...cookie })))
      context.on("weberror", (error) => faults.push(`${account.name}: ${error.error().stack ?? error.error().message}`))
      context.on("console", (message) => { if (never.test(message.text())) faults.push(`${account.name}: ${message.text()}`) })
      const page = await context.newPage()
      const room = new RoomPage(page)
      const enter = async (incident: string): Promise<void> => {
        await page.goto(`/incidents/${incident}`)
        await room.isLive()
      }
      return { account, client, context, page, room, proxy, enter }
    }
    const incident = async (team: readonly Teammate[]): Promise<Incident> => {
      const manager = await house.account("Priya Nair", { trainings: ["incident_manager"], onCall: true })
      const accounts: Account[] = []
      for (const [name, role, ...more] of team) accounts.push(await house.account(name, { trainings: [...(role === "observer" ? [] : [role]), ...more] }))
      const command = await house.client(manager)
      const id = await declareWithTeam(command, team.map(([, role], index) => [accounts[index] as Account, role]))
      return { id, manager, command, team: accounts }
    }
    const meet = async (team: readonly Teammate[]): Promise<Meeting> => {
      const met = await incident(team)
      const seats: Seat[] = []
      for (const account of [met.manager, ...met.team]) seats.push(await sit(account))
      await Promise.all(seats.map((seat) => seat.enter(met.id)))
      return { ...met, seats }
    }
    await use({ house, faults, person: (name, account) => house.account(name, account), sit, incident, meet })
    for (const proxy of house.proxies) proxy.mend()
    await Promise.all(contexts.map((context) => context.close()))
    if (faults.length > 0) throw new Error(`The pages broke:\n${faults.join("\n")}`)
  },
})
