/** One server with its administrator, for the tests of one worker: each test brings its own people and incidents. */
import { cp, mkdtemp, rename, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client, now, uuid } from "./client.ts"
import { Proxy } from "./proxy.ts"
import { Server, type Serving } from "./server.ts"

export type Role = "incident_manager" | "deputy" | "secretariat" | "sme" | "comms_lead" | "liaison" | "observer"

export interface Account {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly password: string
}

export interface NewAccount {
  readonly trainings?: readonly Role[]
  readonly onCall?: boolean
}

/** The server takes pages from these addresses only, so they are fixed when it starts. */
const proxiesMax = 4

export const password = "four quiet herons wade"

let made = 0

/** Used by nobody else, in whatever database. */
function address(name: string): string {
  made += 1
  return `${name}.${Date.now()}.${process.pid}.${made}@example.org`
}

export class House {
  #server: Server
  readonly #serving: Serving
  readonly proxies: readonly Proxy[]
  readonly administrator: Client

  private constructor(server: Server, serving: Serving, proxies: readonly Proxy[]) {
    this.#server = server
    this.#serving = serving
    this.proxies = proxies
    this.administrator = new Client(server.origin)
  }

  static async open(serving: Serving = {}): Promise<House> {
    const proxies = await Promise.all(Array.from({ length: proxiesMax }, () => Proxy.listen()))
    const all = { ...serving, origins: proxies.map(({ origin }) => origin) }
    const server = await Server.start(all)
    for (const proxy of proxies) proxy.forwardTo(server.port)
    const house = new House(server, all, proxies)
    const email = address("ada.admin")
    await server.addAdministrator("Ada Admin", email, password)
    await house.administrator.signIn(email, password)
    return house
  }

  get server(): Server {
    return this.#server
  }

  /** Ends the server as a power cut would. */
  async powerCut(): Promise<void> {
    await this.#server.kill()
  }

  /** Starts it again at the same address, on what it left on the disk; with `clock`, at another time. */
  async powerOn(clock = this.#serving.clock): Promise<void> {
    this.#server = await Server.start({ ...this.#serving, port: this.#server.port, folder: this.#server.folder, ...(clock === undefined ? {} : { clock }) })
  }

  /** A copy of the disk, to be put back: the server is ended and started again for it. */
  async backUp(): Promise<string> {
    await this.powerCut()
    const copy = await mkdtemp(join(tmpdir(), "loggist-backup-"))
    await cp(this.#server.folder, copy, { recursive: true })
    await this.powerOn()
    return copy
  }

  /** What was recorded since is gone. */
  async putBack(copy: string): Promise<void> {
    await this.powerCut()
    await rm(this.#server.folder, { recursive: true })
    await rename(copy, this.#server.folder)
    await this.powerOn()
  }

  /** An account of its own for each call, so that no test meets another's. */
  async account(name: string, { trainings = [], onCall = false }: NewAccount = {}): Promise<Account> {
    const email = address(name.toLowerCase().replaceAll(/[^a-z]+/g, "."))
    const { id } = await this.administrator.must<{ id: string }>("POST", "/api/people", {
      name, email, password, organisation: "Ministry of Justice",
      trainings: trainings.map((role) => ({ role })),
      ...(onCall ? { on_call_until: new Date(Date.now() + 86_400_000).toISOString() } : {}),
    })
    return { id, name, email, password }
  }

  async client({ email, password }: Account): Promise<Client> {
    const client = new Client(this.server.origin)
    await client.signIn(email, password)
    return client
  }

  async close(): Promise<void> {
    await Promise.all(this.proxies.map((proxy) => proxy.close()))
    await this.server.stop()
  }
}

/** Opens and declares an incident, with a team. The manager is on call. */
export async function declareWithTeam(
  manager: Client, team: readonly (readonly [Account, Role])[], title = "Court lists sent to the wrong people",
): Promise<string> {
  const { id } = await manager.must<{ id: string }>("POST", "/api/incidents", {
    intent: uuid(), title, security: true, personal_data: true, written_at: now(),
  })
  await manager.command(id, { name: "declare", severity: 1, category: "data_disclosure" })
  for (const [account, role] of team) {
    await manager.command(id, { name: "add_member", person: account.id, roles: [role], reason: "Needed tonight." }, 1)
  }
  return id
}
