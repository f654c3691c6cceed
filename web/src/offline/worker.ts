/**
 * The service worker: keeps the app itself on the device, so that a room opens without a network. It keeps files of
 * the build only; nothing of an incident ever passes through it. Each build has a worker of its own, which waits
 * until somebody asks for it or no page of an older one is open.
 */
import { Shelves, type Build } from "./shelves.ts"

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void
}

interface Fetching extends Extendable {
  readonly request: Request
  readonly resultingClientId: string
  respondWith(answer: Promise<Response>): void
}

interface WorkerScope {
  readonly location: Location
  skipWaiting(): Promise<void>
  readonly clients: { claim(): Promise<void>; matchAll(which: { type: "window"; includeUncontrolled: true }): Promise<readonly { readonly id: string }[]> }
  addEventListener(type: "install" | "activate", listener: (event: Extendable) => void): void
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void
  addEventListener(type: "message", listener: (event: MessageEvent) => void): void
}

/** Written here when the app is built. */
declare const __BUILD__: Build

const scope = self as unknown as WorkerScope
const shelves = new Shelves(caches, __BUILD__)

async function openPage(event: Fetching): Promise<Response> {
  const kept = await shelves.page()
  if (kept === undefined) return fetch(event.request)
  event.waitUntil(shelves.opened(event.resultingClientId))
  return kept
}

async function openFile(request: Request): Promise<Response> {
  return (await shelves.file(request)) ?? fetch(request)
}

async function tidy(): Promise<void> {
  const open = await scope.clients.matchAll({ type: "window", includeUncontrolled: true })
  await shelves.tidy(open.map(({ id }) => id))
}

scope.addEventListener("install", (event) => {
  event.waitUntil(shelves.stock())
})

scope.addEventListener("activate", (event) => {
  event.waitUntil(tidy().then(() => scope.clients.claim()))
})

/** Somebody has chosen to go on with this build. */
scope.addEventListener("message", (event) => {
  if (event.data === "use") void scope.skipWaiting()
})

scope.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url)
  if (event.request.method !== "GET" || origin !== scope.location.origin || pathname.startsWith("/api/")) return
  if (event.request.mode === "navigate") event.respondWith(openPage(event))
  else if (pathname.startsWith("/assets/") || pathname === "/favicon.svg") event.respondWith(openFile(event.request))
})
