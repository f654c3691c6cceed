/** What this browser does about keeping the app and its words, and whether a newer app is there: for the line that says so. */
export interface Keeping {
  /** A newer build is on the device, and this page runs an older one. */
  readonly isNewer: boolean
  /** The browser does not keep the app, so that it opens with a network only. */
  readonly isAppRefused: boolean
  /** The browser keeps nothing that is written. */
  readonly isDeviceRefused: boolean
}

let keeping: Keeping = { isNewer: false, isAppRefused: false, isDeviceRefused: false }
const listeners = new Set<() => void>()

export const keepingStore = {
  now: (): Keeping => keeping,
  set: (change: Partial<Keeping>): void => {
    keeping = { ...keeping, ...change }
    for (const listener of listeners) listener()
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

/** Whether the device takes a database at all; private windows of some browsers do not. */
export async function probeDevice(): Promise<void> {
  const name = "loggist-probe"
  try {
    await new Promise<void>((resolve, reject) => {
      const asking = indexedDB.open(name)
      asking.onsuccess = () => {
        asking.result.close()
        indexedDB.deleteDatabase(name)
        resolve()
      }
      asking.onerror = () => { reject(new Error("the device takes no database")) }
    })
  } catch {
    keepingStore.set({ isDeviceRefused: true })
  }
}
