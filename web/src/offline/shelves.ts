/**
 * The builds of the app that this device keeps, a shelf for each, and which page runs which: a page that was
 * opened with a build goes on with that build's files for as long as it is open.
 */
export const shelfOf = (version: string): string => `app ${version}`

/** Which page runs which build, by the id that the browser gives a page. */
const running = "pages"
const page = "/index.html"

type Shelf = Pick<Cache, "addAll" | "match" | "put" | "keys" | "delete">

/** As much of the browser's `caches` as is used here. */
export interface Store {
  open(name: string): Promise<Shelf>
  match(request: RequestInfo): Promise<Response | undefined>
  keys(): Promise<string[]>
  delete(name: string): Promise<boolean>
}

export interface Build {
  readonly version: string
  readonly files: readonly string[]
}

export class Shelves {
  readonly #store: Store
  readonly #shelf: string
  readonly #build: Build

  constructor(store: Store, build: Build) {
    this.#store = store
    this.#build = build
    this.#shelf = shelfOf(build.version)
  }

  /** Takes in every file of this build. */
  async stock(): Promise<void> {
    const shelf = await this.#store.open(this.#shelf)
    await shelf.addAll([page, ...this.#build.files])
  }

  /** This build's page, which is the same for every address of the app. */
  async page(): Promise<Response | undefined> {
    return (await this.#store.open(this.#shelf)).match(page)
  }

  /** Any build's file: names of files change when the files do. */
  file(request: RequestInfo): Promise<Response | undefined> {
    return this.#store.match(request)
  }

  /** That a page has been opened with this build. */
  async opened(client: string): Promise<void> {
    const shelf = await this.#store.open(running)
    await shelf.put(keyOf(client), new Response(this.#shelf))
  }

  /** Lets go of what no page that is open needs. */
  async tidy(clients: readonly string[]): Promise<void> {
    const pages = await this.#store.open(running)
    const needed = new Set([this.#shelf, running])
    for (const request of await pages.keys()) {
      const isOpen = clients.some((client) => new URL(request.url).pathname === keyOf(client))
      const shelf = isOpen ? await (await pages.match(request))?.text() : undefined
      if (shelf === undefined) await pages.delete(request)
      else needed.add(shelf)
    }
    // A page from before anybody kept count came with the build that is here now.
    for (const client of clients) if (await pages.match(keyOf(client)) === undefined) await this.opened(client)
    for (const name of await this.#store.keys()) if (!needed.has(name)) await this.#store.delete(name)
  }
}

function keyOf(client: string): string {
  return `/${running}/${client}`
}
