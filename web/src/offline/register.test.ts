// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { keepingStore } from "./keeping.ts"
import { takeNewer, watch } from "./register.ts"

type Sent = string[]

class FakeWorker extends EventTarget {
  readonly sent: Sent = []
  postMessage(words: string): void { this.sent.push(words) }
}

class FakeRegistration extends EventTarget {
  waiting: FakeWorker | null = null
  installing: FakeWorker | null = null
  readonly update = vi.fn(() => Promise.resolve())

  /** A newer worker comes and waits. */
  comes(): FakeWorker {
    const worker = new FakeWorker()
    this.installing = worker
    this.dispatchEvent(new Event("updatefound"))
    this.waiting = worker
    worker.dispatchEvent(new Event("statechange"))
    return worker
  }
}

class FakeContainer extends EventTarget {
  controller: FakeWorker | null = new FakeWorker()

  controls(worker: FakeWorker): void {
    this.controller = worker
    this.dispatchEvent(new Event("controllerchange"))
  }
}

function begin(controller: FakeWorker | null = new FakeWorker()): { readonly registration: FakeRegistration; readonly container: FakeContainer } {
  const [registration, container] = [new FakeRegistration(), new FakeContainer()]
  container.controller = controller
  watch(registration as unknown as ServiceWorkerRegistration, container as unknown as ServiceWorkerContainer)
  return { registration, container }
}

const reload = vi.fn()

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal("location", { reload })
  reload.mockClear()
})

afterEach(() => {
  keepingStore.set({ isNewer: false })
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe("a newer app", () => {
  it("is not what a first visit brings", () => {
    const { registration, container } = begin(null)
    container.controls(registration.comes())
    expect(keepingStore.now().isNewer).toBe(false)
    expect(reload).not.toHaveBeenCalled()
  })

  it("is said when another tab has taken it up, and this page is not opened again by itself", () => {
    const { registration, container } = begin()
    container.controls(registration.comes())
    expect(keepingStore.now().isNewer).toBe(true)
    expect(reload).not.toHaveBeenCalled()
  })

  it("is asked for again each hour", () => {
    const { registration } = begin()
    vi.advanceTimersByTime(60 * 60_000)
    expect(registration.update).toHaveBeenCalledTimes(1)
  })

  it("is used when somebody asks: it is told so, and the page is opened again once it is in force", () => {
    const { registration, container } = begin()
    const worker = registration.comes()
    expect(keepingStore.now().isNewer).toBe(true)
    takeNewer()
    expect(worker.sent).toEqual(["use"])
    expect(reload).not.toHaveBeenCalled()
    container.controls(worker)
    expect(reload).toHaveBeenCalledTimes(1)
  })
})
