/** The real server: `loggist serve` on a database of its own in a folder that goes with it. */
import { execFile, spawn, type ChildProcess } from "node:child_process"
import { existsSync } from "node:fs"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer, type AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { clockFrom } from "./clock.ts"

const run = promisify(execFile)

const built = fileURLToPath(new URL("../../../target/release/loggist", import.meta.url))
const binary = process.env["LOGGIST_BINARY"] ?? built

/** The demonstration plays a whole night first. */
const startMsMax = 30_000
const stopMsMax = 10_000

export interface Serving {
  /** Other addresses that pages come from: the proxies'. */
  readonly origins?: readonly string[]
  readonly demo?: boolean
  /** Instead of a SQLite file in the folder. */
  readonly database?: string
  /** Begins again on the port it had. */
  readonly port?: number
  /** Where an earlier one ended. */
  readonly folder?: string
  /** What its clock shows when it starts, if not the time. */
  readonly clock?: Date
}

export class Server {
  readonly port: number
  readonly folder: string
  readonly #database: string
  readonly #process: ChildProcess
  #said = ""

  private constructor(port: number, folder: string, serving: Serving) {
    this.port = port
    this.folder = folder
    this.#database = serving.database ?? `sqlite:${join(folder, "loggist.db")}`
    const origins = [this.origin, ...(serving.origins ?? [])].flatMap((origin) => ["--origin", origin])
    const args = ["serve", "--listen", `127.0.0.1:${port}`, "--database", this.#database, ...origins, ...(serving.demo ? ["--demo"] : [])]
    const env = { ...process.env, ...(serving.clock === undefined ? {} : clockFrom(serving.clock)) }
    this.#process = spawn(binary, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] })
    const hear = (bytes: Buffer): void => { this.#said += bytes.toString() }
    this.#process.stdout?.on("data", hear)
    this.#process.stderr?.on("data", hear)
  }

  /** Ready to answer. */
  static async start(serving: Serving = {}): Promise<Server> {
    if (!existsSync(binary)) throw new Error(`There is no server at ${binary}. Build it: cargo build --release --package loggist-cli`)
    const folder = serving.folder ?? await mkdtemp(join(tmpdir(), "loggist-browser-"))
    const server = new Server(serving.port ?? await freePort(), folder, serving)
    try {
      await server.#ready()
    } catch (error) {
      await server.stop()
      throw error
    }
    return server
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** What it has printed so far. */
  get said(): string {
    return this.#said
  }

  /** An operator's command at the same database. */
  async operate(...args: readonly string[]): Promise<void> {
    await this.#operate(args)
  }

  /** An administrator, as an operator adds one. */
  async addAdministrator(name: string, email: string, password: string): Promise<void> {
    await this.#operate(["person", "add", "--administrator", "--name", name, "--email", email, "--password-stdin"], password)
  }

  async #operate(args: readonly string[], input = ""): Promise<void> {
    const ran = run(binary, [...args], { cwd: this.folder, env: { ...process.env, LOGGIST_DATABASE: this.#database } })
    ran.child.stdin?.end(`${input}\n`)
    await ran
  }

  /** Ends it as an operator would, and by force when it does not listen. */
  async stop(): Promise<void> {
    await this.#end("SIGTERM")
    await rm(this.folder, { recursive: true, force: true })
  }

  /** Ends it as a power cut would. The folder stays, for the next one. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL")
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    const ended = new Promise((resolve) => child.once("exit", resolve))
    child.kill(signal)
    const timer = setTimeout(() => child.kill("SIGKILL"), stopMsMax)
    await ended
    clearTimeout(timer)
  }

  async #ready(): Promise<void> {
    const until = Date.now() + startMsMax
    while (Date.now() < until) {
      if (this.#process.exitCode !== null) throw new Error(`The server ended by itself:\n${this.#said}`)
      // It says where it is when everything else is done.
      if (this.#said.includes(`Loggist is at ${this.origin}`)) return
      await new Promise((resolve) => { setTimeout(resolve, 50) })
    }
    throw new Error(`The server was not ready within ${startMsMax} ms:\n${this.#said}`)
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => { probe.listen(0, "127.0.0.1", resolve) })
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => { probe.close(resolve) })
  return port
}
