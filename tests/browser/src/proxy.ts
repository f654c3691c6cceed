/**
 * The network between a browser and the server: a TCP proxy that can be cut and mended.
 *
 * - `reset`: every connection is reset, and so is each new one
 * - `stall`: nothing is forwarded either way, nothing is lost; on mending it all flows again
 * - `black_hole`: what is sent vanishes without a word, for old connections even after mending
 * - `hang`: connections are reset, new ones are accepted and never answered, even after mending
 */
import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net"

export const cuts = ["reset", "stall", "black_hole", "hang"] as const
export type Cut = (typeof cuts)[number]

interface Pair {
  readonly near: Socket
  /** The server's side; absent for a connection that never got through. */
  readonly far: Socket | undefined
  /** Nothing passes any more, and nobody is told. */
  isDead: boolean
}

export class Proxy {
  readonly #listener: Server
  readonly #pairs = new Set<Pair>()
  #target: number | undefined
  #cut: Cut | undefined

  private constructor(listener: Server) {
    this.#listener = listener
    listener.on("connection", (near) => { this.#accept(near) })
  }

  /** Listens on a free port of 127.0.0.1. */
  static async listen(): Promise<Proxy> {
    const listener = createServer({ allowHalfOpen: false })
    await new Promise<void>((resolve, reject) => {
      listener.once("error", reject)
      listener.listen(0, "127.0.0.1", resolve)
    })
    return new Proxy(listener)
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`
  }

  /** Connections now open, dead ones left out. */
  get open(): number {
    return [...this.#pairs].filter((pair) => !pair.isDead).length
  }

  /** The port of 127.0.0.1 to forward to. It may come to be known after the proxy has begun to listen. */
  forwardTo(port: number): void {
    this.#target = port
  }

  cut(way: Cut): void {
    this.#cut = way
    for (const pair of this.#pairs) {
      if (way === "reset" || way === "hang") reset(pair)
      else if (way === "stall") pause(pair)
      else pair.isDead = true
    }
  }

  mend(): void {
    const way = this.#cut
    this.#cut = undefined
    if (way === "stall") for (const pair of this.#pairs) resume(pair)
  }

  /** Ends everything. */
  async close(): Promise<void> {
    for (const pair of this.#pairs) reset(pair)
    await new Promise((resolve) => { this.#listener.close(resolve) })
  }

  #accept(near: Socket): void {
    near.setNoDelay(true)
    near.on("error", ignore)
    if (this.#cut === "reset" || this.#target === undefined) {
      near.resetAndDestroy()
    } else if (this.#cut === "hang" || this.#cut === "black_hole") {
      this.#hold({ near, far: undefined, isDead: true })
    } else {
      this.#join(near, connect({ port: this.#target, host: "127.0.0.1", noDelay: true }))
    }
  }

  /** A connection that leads nowhere. */
  #hold(pair: Pair): void {
    this.#pairs.add(pair)
    pair.near.resume()
    pair.near.once("close", () => { this.#pairs.delete(pair) })
  }

  #join(near: Socket, far: Socket): void {
    const pair: Pair = { near, far, isDead: false }
    this.#pairs.add(pair)
    far.on("error", ignore)
    this.#pass(pair, near, far)
    this.#pass(pair, far, near)
    if (this.#cut === "stall") pause(pair)
  }

  #pass(pair: Pair, from: Socket, to: Socket): void {
    from.on("data", (bytes: Buffer) => {
      if (pair.isDead || to.write(bytes)) return
      from.pause()
      to.once("drain", () => { if (this.#cut !== "stall") from.resume() })
    })
    from.once("end", () => { if (!pair.isDead) to.end() })
    from.once("close", (hadError) => {
      // A dead connection's other side is left believing, as a network would leave it.
      if (!pair.isDead) {
        if (hadError) to.resetAndDestroy()
        else to.end()
      }
      if (pair.near.destroyed && (pair.far?.destroyed ?? true)) this.#pairs.delete(pair)
    })
  }
}

function ignore(): void {
  // The close that follows says it.
}

function reset({ near, far }: Pair): void {
  near.resetAndDestroy()
  far?.resetAndDestroy()
}

function pause({ near, far }: Pair): void {
  near.pause()
  far?.pause()
}

function resume({ near, far, isDead }: Pair): void {
  if (isDead) return
  near.resume()
  far?.resume()
}
