import { describe, expect, it } from "vitest"
import { Shelves, shelfOf, type Store } from "./shelves.ts"

const origin = "https://room.example"

/** The browser's caches, with a server behind them. */
class FakeStore implements Store {
  readonly shelves = new Map<string, Map<string, Response>>()

  open(name: string): ReturnType<Store["open"]> {
    const shelf = this.shelves.get(name) ?? new Map<string, Response>()
    this.shelves.set(name, shelf)
    const key = (request: RequestInfo | URL): string => new URL(request instanceof Request ? request.url : request, origin).pathname
    return Promise.resolve({
      addAll: (files: Iterable<RequestInfo>) => {
        for (const file of files) shelf.set(key(file), new Response(`${name}: ${key(file)}`))
        return Promise.resolve()
      },
      match: (request: RequestInfo | URL) => Promise.resolve(shelf.get(key(request))?.clone()),
      put: (request: RequestInfo | URL, response: Response) => {
        shelf.set(key(request), response)
        return Promise.resolve()
      },
      keys: () => Promise.resolve([...shelf.keys()].map((path) => new Request(origin + path))),
      delete: (request: RequestInfo | URL) => Promise.resolve(shelf.delete(key(request))),
    })
  }

  async match(request: RequestInfo): Promise<Response | undefined> {
    for (const name of this.shelves.keys()) {
      const found = await (await this.open(name)).match(request)
      if (found) return found
    }
    return undefined
  }

  keys(): Promise<string[]> {
    return Promise.resolve([...this.shelves.keys()])
  }

  delete(name: string): Promise<boolean> {
    return Promise.resolve(this.shelves.delete(name))
  }
}

const first = { version: "1", files: ["/assets/app-1.js", "/assets/late-1.js"] }
const second = { version: "2", files: ["/assets/app-2.js"] }

async function updated(): Promise<{ readonly store: FakeStore; readonly now: Shelves }> {
  const store = new FakeStore()
  const before = new Shelves(store, first)
  await before.stock()
  await before.opened("a")
  const now = new Shelves(store, second)
  await now.stock()
  return { store, now }
}

describe("builds on the device", () => {
  it("each open with the page they came with", async () => {
    const { store, now } = await updated()
    expect(await (await now.page())?.text()).toBe("app 2: /index.html")
    expect(await (await new Shelves(store, first).page())?.text()).toBe("app 1: /index.html")
  })

  it("stay for as long as a page that runs them is open", async () => {
    const { now } = await updated()
    await now.opened("b")
    await now.tidy(["a", "b"])
    expect(await now.file("/assets/late-1.js")).toBeDefined()
    // The tab of the older build is closed.
    await now.tidy(["b"])
    expect(await now.file("/assets/late-1.js")).toBeUndefined()
    expect(await now.file("/assets/app-2.js")).toBeDefined()
  })

  it("count a page that came without a worker with the build that is there", async () => {
    const { store, now } = await updated()
    await now.tidy(["a", "new"])
    const third = new Shelves(store, { version: "3", files: [] })
    await third.stock()
    await third.tidy(["new"])
    expect(await store.keys()).toEqual(expect.arrayContaining([shelfOf("2"), shelfOf("3")]))
    expect(await store.keys()).not.toContain(shelfOf("1"))
  })
})
