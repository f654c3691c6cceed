/** The browser, as the replica's surroundings. */
import { DeviceStore } from "./device-store.ts"
import { subprotocol } from "./frames.ts"
import type { Locks, Socket, SocketHandlers, Surroundings } from "./surroundings.ts"

export const browser: Surroundings = {
  now: () => Date.now(),
  random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  chance: () => Math.random(),
  after,
  together: after,
  drawn,
  connect,
  fetch: (url, init) => fetch(url, init),
  openStore: (name) => DeviceStore.open(name),
  // The type says it is always there; an insecure context has none.
  locks: (navigator as { readonly locks?: LockManager }).locks === undefined ? undefined : webLocks(navigator.locks),
  online: () => navigator.onLine,
  listen,
  digest: async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)),
}

function after(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms)
  return () => { clearTimeout(timer) }
}

/** What a person does beside writing on. */
const acts = ["keydown", "pointerdown", "click", "focusout"] as const

function drawn(callback: () => void): () => void {
  let cancelAfter: (() => void) | undefined
  const frame = requestAnimationFrame(() => { cancelAfter = after(0, done) })
  const acted = (event: Event): void => { if (!(event instanceof KeyboardEvent && isWriting(event))) done() }
  for (const act of acts) addEventListener(act, acted, true)
  function cancel(): void {
    cancelAnimationFrame(frame)
    cancelAfter?.()
    for (const act of acts) removeEventListener(act, acted, true)
  }
  function done(): void {
    cancel()
    callback()
  }
  return cancel
}

function isWriting({ key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey
}

function connect(url: string, handlers: SocketHandlers): Socket {
  const socket = new WebSocket(url, subprotocol)
  let isClosed = false
  socket.binaryType = "arraybuffer"
  socket.onopen = () => { if (!isClosed) handlers.opened() }
  socket.onmessage = (event: MessageEvent<unknown>) => {
    if (!isClosed && event.data instanceof ArrayBuffer) handlers.received(new Uint8Array(event.data))
  }
  socket.onclose = (event) => {
    if (isClosed) return
    isClosed = true
    handlers.closed(event.code)
  }
  return {
    send: (bytes) => { socket.send(bytes) },
    close: () => {
      isClosed = true
      socket.close()
    },
  }
}

function listen(signal: "awake" | "leaving", callback: () => void): () => void {
  const seen = (): void => { if (document.visibilityState === (signal === "awake" ? "visible" : "hidden")) callback() }
  const event = signal === "awake" ? "online" : "pagehide"
  addEventListener(event, callback)
  document.addEventListener("visibilitychange", seen)
  return () => {
    removeEventListener(event, callback)
    document.removeEventListener("visibilitychange", seen)
  }
}

/** A lock is held as long as its callback's promise is open. */
function webLocks(locks: LockManager): Locks {
  const take = (name: string, options: LockOptions): Promise<(() => void) | undefined> => new Promise((resolve, reject) => {
    locks.request(name, options, (lock) => {
      if (lock === null) {
        resolve(undefined)
        return undefined
      }
      return new Promise<void>((release) => { resolve(release) })
    }).catch(reject)
  })
  return {
    hold: async (name) => (await take(name, {})) ?? (() => undefined),
    tryHold: (name) => take(name, { ifAvailable: true }),
  }
}
