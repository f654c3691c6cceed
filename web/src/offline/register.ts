/**
 * Puts the service worker in place, after the page has what it needs itself, and notices a newer one. A page never
 * takes a newer app by itself: it says that there is one, and goes on with its own files until somebody asks.
 */
import { keepingStore } from "./keeping.ts"

interface TypedUrls {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(text: string): string }
}

const worker = "/worker.js"
/** A page that stays open asks this often whether there is a newer app; browsers ask when one is opened. */
const askEachMs = 60 * 60_000

let asked = false
let waiting: ServiceWorker | null = null

export function keepForOffline(): void {
  if (!import.meta.env.PROD) return
  if (!("serviceWorker" in navigator)) {
    keepingStore.set({ isAppRefused: true })
    return
  }
  const { trustedTypes } = window as unknown as { trustedTypes?: TypedUrls }
  const url = trustedTypes?.createPolicy("loggist-worker", { createScriptURL: () => worker }).createScriptURL(worker) ?? worker
  const register = (): void => {
    navigator.serviceWorker.register(url).then(
      // A browser that is told to take none may answer with nothing.
      (registration: ServiceWorkerRegistration | undefined) => {
        if (registration === undefined) keepingStore.set({ isAppRefused: true })
        else watch(registration, navigator.serviceWorker)
      },
      () => { keepingStore.set({ isAppRefused: true }) },
    )
  }
  if (document.readyState === "complete") register()
  else addEventListener("load", register, { once: true })
}

export function watch(registration: ServiceWorkerRegistration, container: ServiceWorkerContainer): void {
  let controller = container.controller
  const look = (): void => {
    waiting = registration.waiting
    // Without a worker before it, it is the app that this page came with.
    if (waiting !== null && controller !== null) keepingStore.set({ isNewer: true })
  }
  look()
  registration.addEventListener("updatefound", () => { registration.installing?.addEventListener("statechange", look) })
  container.addEventListener("controllerchange", () => {
    const isFirst = controller === null
    controller = container.controller
    waiting = null
    if (asked) location.reload()
    // Another tab took it up: this one goes on with its own files.
    else if (!isFirst) keepingStore.set({ isNewer: true })
  })
  const ask = (): void => { registration.update().catch(() => undefined) }
  setInterval(ask, askEachMs)
  addEventListener("online", ask)
}

/** Goes on with the newer app: the page is opened again once it is in force. */
export function takeNewer(): void {
  asked = true
  if (waiting === null) location.reload()
  else waiting.postMessage("use")
}
