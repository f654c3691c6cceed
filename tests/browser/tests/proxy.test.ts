/** The proxy itself: a test that cuts the network must know that it was cut. */
import { expect, test } from "@playwright/test"
import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net"
import { Proxy, type Cut } from "../src/proxy.ts"

/** Answers each line in capitals. */
async function echo(): Promise<{ readonly port: number; readonly seen: string[]; readonly server: Server }> {
  const seen: string[] = []
  const server = createServer((socket) => {
    socket.on("error", () => undefined)
    socket.on("data", (bytes: Buffer) => {
      seen.push(bytes.toString())
      socket.write(bytes.toString().toUpperCase())
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, "127.0.0.1", resolve) })
  return { port: (server.address() as AddressInfo).port, seen, server }
}

class Caller {
  heard = ""
  ended: "no" | "closed" | "reset" = "no"
  isConnected = false
  readonly #socket: Socket

  constructor(port: number) {
    this.#socket = connect({ port, host: "127.0.0.1" })
    this.#socket.on("connect", () => { this.isConnected = true })
    this.#socket.on("data", (bytes: Buffer) => { this.heard += bytes.toString() })
    this.#socket.on("error", (error: NodeJS.ErrnoException) => { if (error.code === "ECONNRESET") this.ended = "reset" })
    this.#socket.on("close", () => { if (this.ended === "no") this.ended = "closed" })
  }

  say(text: string): void {
    this.#socket.write(text)
  }

  leave(): void {
    this.#socket.destroy()
  }
}

interface Line {
  readonly proxy: Proxy
  readonly far: Awaited<ReturnType<typeof echo>>
  readonly caller: Caller
}

/** A caller that was already answered once, then the cut. */
async function cutAfterOneWord(way: Cut): Promise<Line> {
  const far = await echo()
  const proxy = await Proxy.listen()
  proxy.forwardTo(far.port)
  const caller = new Caller(proxy.port)
  caller.say("before ")
  await expect.poll(() => caller.heard).toBe("BEFORE ")
  expect(proxy.open).toBe(1)
  proxy.cut(way)
  return { proxy, far, caller }
}

async function end({ proxy, far, caller }: Line): Promise<void> {
  caller.leave()
  await proxy.close()
  far.server.close()
}

/** Long enough for what would arrive over loopback to have arrived. */
async function settle(): Promise<void> {
  await new Promise((resolve) => { setTimeout(resolve, 150) })
}

/** Someone new gets through: the way is mended for them. */
async function reaches(proxy: Proxy): Promise<void> {
  const caller = new Caller(proxy.port)
  caller.say("new")
  await expect.poll(() => caller.heard).toBe("NEW")
  caller.leave()
}

test("reset ends connections with a reset, new ones too, until it is mended", async () => {
  const line = await cutAfterOneWord("reset")
  await expect.poll(() => line.caller.ended).toBe("reset")
  const late = new Caller(line.proxy.port)
  await expect.poll(() => late.ended).toBe("reset")
  line.proxy.mend()
  await reaches(line.proxy)
  await end(line)
})

test("stall keeps everything back and loses nothing", async () => {
  const line = await cutAfterOneWord("stall")
  line.caller.say("during ")
  const late = new Caller(line.proxy.port)
  late.say("late")
  await settle()
  expect(line.caller.heard).toBe("BEFORE ")
  expect(line.far.seen).toEqual(["before "])
  expect(late.isConnected).toBe(true)
  expect(late.heard).toBe("")
  line.proxy.mend()
  await expect.poll(() => line.caller.heard).toBe("BEFORE DURING ")
  await expect.poll(() => late.heard).toBe("LATE")
  expect([line.caller.ended, late.ended]).toEqual(["no", "no"])
  late.leave()
  await end(line)
})

test("a black hole swallows without a word, and what was in it stays dead", async () => {
  const line = await cutAfterOneWord("black_hole")
  line.caller.say("during ")
  const late = new Caller(line.proxy.port)
  late.say("late")
  await settle()
  line.proxy.mend()
  line.caller.say("after ")
  late.say("later")
  await settle()
  expect(line.caller.heard).toBe("BEFORE ")
  expect(line.far.seen).toEqual(["before "])
  expect(late.isConnected).toBe(true)
  expect(late.heard).toBe("")
  expect([line.caller.ended, late.ended]).toEqual(["no", "no"])
  await reaches(line.proxy)
  late.leave()
  await end(line)
})

test("the far side of a black hole is not told that the near side left", async () => {
  const far = await echo()
  let told = false
  far.server.on("connection", (socket) => socket.on("close", () => { told = true }))
  const proxy = await Proxy.listen()
  proxy.forwardTo(far.port)
  const caller = new Caller(proxy.port)
  caller.say("word")
  await expect.poll(() => caller.heard).toBe("WORD")
  proxy.cut("black_hole")
  caller.leave()
  proxy.mend()
  await settle()
  expect(told).toBe(false)
  await end({ proxy, far, caller })
})

test("a hanging handshake is accepted and never answered", async () => {
  const line = await cutAfterOneWord("hang")
  await expect.poll(() => line.caller.ended).toBe("reset")
  const late = new Caller(line.proxy.port)
  late.say("late")
  await settle()
  expect(late.isConnected).toBe(true)
  line.proxy.mend()
  await settle()
  expect(late.heard).toBe("")
  expect(late.ended).toBe("no")
  await reaches(line.proxy)
  late.leave()
  await end(line)
})
