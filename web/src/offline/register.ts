/** Puts the service worker in place, after the page has what it needs itself. */
interface TypedUrls {
  createPolicy(name: string, rules: { createScriptURL: () => string }): { createScriptURL(text: string): string }
}

const worker = "/worker.js"

export function keepForOffline(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return
  const { trustedTypes } = window as unknown as { trustedTypes?: TypedUrls }
  const url = trustedTypes?.createPolicy("loggist-worker", { createScriptURL: () => worker }).createScriptURL(worker) ?? worker
  const register = (): void => {
    // Without it the app works, and opens with a network only.
    navigator.serviceWorker.register(url).catch(() => undefined)
  }
  if (document.readyState === "complete") register()
  else addEventListener("load", register, { once: true })
}
