/**
 * The service worker: keeps the app itself on the device, so that a room opens without a network. It
 * keeps files of the build only; nothing of an incident ever passes through it.
 */
interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface Fetching extends Extendable {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

interface WorkerScope {
  readonly location: Location
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void> }
  addEventListener(type: "install" | "activate", listener: (event: Extendable) => void): void
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void
}

const scope = self as unknown as WorkerScope
const shelf = "app"
const page = "/index.html"
/** The build's own list of its files, which Vite writes. */
const list = "/files.json"
/** A server that does not answer a page for this long is away: the kept page is shown. */
const pageWithinMs = 1_500

interface Built {
  readonly file: string
  readonly css?: readonly string[]
  readonly assets?: readonly string[]
}

/** Brings the shelf to what the server has now: the page, every file of the build, nothing else. */
async function stock(): Promise<void> {
  const [kept, answer] = await Promise.all([caches.open(shelf), fetch(list, { cache: "no-cache" })])
  if (!answer.ok) return
  const built = Object.values((await answer.json()) as Readonly<Record<string, Built>>)
  const files = built.flatMap(({ file, css = [], assets = [] }) => [file, ...css, ...assets]).map((file) => `/${file}`)
  const wanted = new Set([page, "/favicon.svg", ...files])
  const held = new Set((await kept.keys()).map((request) => new URL(request.url).pathname))
  // Names of files change when the files do; the page's does not.
  await kept.addAll([...wanted].filter((file) => file === page || !held.has(file)))
  await Promise.all([...held].filter((file) => !wanted.has(file)).map((file) => kept.delete(file)))
}

/** The server's page, which is the same for every address of the app, or the kept one where there is no server. */
async function openPage(): Promise<Response> {
  try {
    const answer = await fetch(page, { cache: "no-cache", signal: AbortSignal.timeout(pageWithinMs) })
    if (answer.status < 500) return answer
  } catch {
    // The kept page it is.
  }
  return (await caches.match(page)) ?? Response.error()
}

async function openFile(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request)
}

scope.addEventListener("install", (event) => {
  event.waitUntil(stock().then(() => scope.skipWaiting()))
})

scope.addEventListener("activate", (event) => {
  event.waitUntil(scope.clients.claim())
})

scope.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== "GET" || origin !== scope.location.origin || pathname.startsWith("/api/")) return
  if (event.request.mode === "navigate") {
    event.respondWith(openPage())
    event.waitUntil(stock().catch(() => undefined))
  } else if (pathname.startsWith("/assets/") || pathname === "/favicon.svg") {
    event.respondWith(openFile(event.request))
  }
})
