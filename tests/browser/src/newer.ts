/** A newer release in front of the server: all is the server's, but for the service worker, which is another one. */
import { createServer, request, type Server } from "node:http"
import { connect, type AddressInfo } from "node:net"

export class Newer {
  readonly #listener: Server

  private constructor(listener: Server) {
    this.#listener = listener
  }

  static async listen(target: number): Promise<Newer> {
    const listener = createServer((asked, answer) => {
      // Plain, and never "not changed": the worker is to be read here.
      const headers = asked.url === "/worker.js" ? { ...asked.headers, "accept-encoding": "identity", "if-none-match": "" } : asked.headers
      const onward = request({ port: target, host: "127.0.0.1", method: asked.method, path: asked.url, headers }, (found) => {
        if (asked.url !== "/worker.js") {
          answer.writeHead(found.statusCode ?? 502, found.headers)
          found.pipe(answer)
          return
        }
        const parts: Buffer[] = []
        found.on("data", (part: Buffer) => parts.push(part))
        found.on("end", () => {
          const body = `${Buffer.concat(parts).toString()}\n// newer`
          answer.writeHead(200, { "content-type": "text/javascript", "cache-control": "no-cache" })
          answer.end(body)
        })
      })
      onward.on("error", () => { answer.destroy() })
      asked.pipe(onward)
    })
    listener.on("upgrade", (asked, near, head) => {
      const far = connect(target, "127.0.0.1", () => {
        const lines = asked.rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [`${name}: ${asked.rawHeaders[index + 1] ?? ""}`] : []))
        far.write(`${asked.method ?? "GET"} ${asked.url ?? "/"} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`)
        far.write(head)
        near.pipe(far).pipe(near)
      })
      for (const socket of [near, far]) socket.on("error", () => { near.destroy(); far.destroy() })
    })
    await new Promise<void>((resolve) => { listener.listen(0, "127.0.0.1", resolve) })
    return new Newer(listener)
  }

  get port(): number {
    return (this.#listener.address() as AddressInfo).port
  }

  close(): void {
    this.#listener.close()
    this.#listener.closeAllConnections()
  }
}
