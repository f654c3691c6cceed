/**
 * The view as one component sees it: what is read of it is noted, and it is another one only when something that was
 * read has changed. So what a component reads is what it is drawn again for, and nothing has to be said twice.
 */
import type { RoomDocument, RoomView } from "../../replica/types.ts"

/** An object whose members keep their identity while they say the same. */
class Watched<T extends object> {
  readonly #read = new Set<keyof T>()
  #source: { now: T } | undefined
  #shown: T | undefined

  /** The one that was shown before, and what it reads from is up to date, unless a member that was read has changed. */
  of(now: T): T {
    const source = this.#source
    if (this.#shown !== undefined && source !== undefined && [...this.#read].every((key) => source.now[key] === now[key])) {
      source.now = now
      return this.#shown
    }
    this.#read.clear()
    this.#source = { now }
    this.#shown = this.#show(this.#source)
    return this.#shown
  }

  #show(source: { readonly now: T }): T {
    return new Proxy(source.now, {
      get: (_, key) => {
        if (source === this.#source) this.#read.add(key as keyof T)
        return source.now[key as keyof T]
      },
    })
  }
}

/** The view, and the room in it by its members too. */
export class WatchedView {
  readonly #view = new Watched<RoomView>()
  readonly #room = new Watched<RoomDocument>()

  of(view: RoomView): RoomView {
    return this.#view.of({ ...view, room: view.room === undefined ? undefined : this.#room.of(view.room) })
  }
}

/** Keeps a value while the next one is the same, or a list of the same ones, or of such lists. */
export class Slice<T> {
  #last: T | undefined

  of(next: T): T {
    this.#last = isSame(this.#last, next) ? this.#last : next
    return this.#last
  }
}

function isSame<T>(last: T | undefined, next: T): last is T {
  if (!Array.isArray(last) || !Array.isArray(next)) return last === next
  return last.length === next.length && last.every((one, at) => isSame<unknown>(one, next[at]))
}
