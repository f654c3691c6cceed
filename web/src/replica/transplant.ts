/**
 * The rebase of `wire.md`: pending changes are rewritten as if the refused ones had never been made,
 * under one fresh actor, and keep their intents. Pure; the Rust client has the same one, and both pass
 * `tests/cases/transplant`, whose README states the rules in numbers. They are repeated here where kept.
 */
import * as A from "@automerge/automerge/slim"

export interface PendingChange {
  readonly intent: string
  readonly change: Uint8Array
}

export interface Transplanted {
  /** To be submitted, in order, under the same intents. */
  readonly submitted: readonly PendingChange[]
  /** Refused, or inside an object that a refused change created. In order. */
  readonly tray: readonly string[]
  /** Nothing was left of them: they only took back what was refused. */
  readonly vanished: readonly string[]
}

/** An operation as Automerge decodes it; the library's own type lacks two of the fields. */
interface Operation {
  readonly action: string
  readonly obj: string
  readonly key?: string
  readonly elemId?: string
  readonly insert?: boolean
  readonly pred: readonly string[]
}

type Decoded = A.DecodedChange & { readonly ops: readonly Operation[] }

/** Any document of Automerge; the schema does not matter here. */
export type AnyDocument = A.Doc<Record<string, unknown>>

/** Low-level reads at given heads; the library types them loosely. */
interface Reader {
  getAll(object: string, key: string, heads: A.Heads): readonly (readonly unknown[])[]
}

/**
 * `recorded` holds every record known and none of `pending`; it is not changed.
 * `refused` are intents of `pending`; `actor` was never used in this incident.
 */
export function transplant(
  recorded: AnyDocument, pending: readonly PendingChange[], refused: ReadonlySet<string>, actor: string,
): Transplanted {
  const work = new Transplanting(recorded, actor)
  const submitted: PendingChange[] = []
  const tray: string[] = []
  const vanished: string[] = []
  for (const { intent, change } of pending) {
    const decoded = A.decodeChange(change) as Decoded
    if (refused.has(intent) || work.isInsideRefused(decoded)) {
      work.leaveOut(decoded)
      tray.push(intent)
      continue
    }
    const moved = work.move(decoded)
    if (moved === undefined) vanished.push(intent)
    else submitted.push({ intent, change: moved })
  }
  return { submitted, tray, vanished }
}

class Transplanting {
  readonly #actor: string
  #document: AnyDocument
  #seq = 0
  #nextOp: number
  #last: string | undefined
  /** Old hash of a pending change -> what stands for it: its new hash, or its own dependencies. */
  readonly #hashes = new Map<string, readonly string[]>()
  /** Old id of a kept operation -> its new id. */
  readonly #moved = new Map<string, string>()
  /** Old id of a left-out insert -> its left neighbour (new, or `_head`). */
  readonly #neighbours = new Map<string, string>()
  /** Old ids of all left-out operations. */
  readonly #leftOut = new Set<string>()

  constructor(recorded: AnyDocument, actor: string) {
    this.#actor = actor
    this.#document = A.clone(recorded, { actor })
    this.#nextOp = nextOperation(this.#document)
  }

  isInsideRefused(change: Decoded): boolean {
    return change.ops.some((operation) => this.#leftOut.has(operation.obj))
  }

  leaveOut(change: Decoded): void {
    change.ops.forEach((operation, index) => { this.#drop(operation, idOf(change, index)) })
    this.#hashes.set(change.hash, this.#dependencies(change))
  }

  /** The change under its new ids; undefined when no operation of it is left. */
  move(change: Decoded): Uint8Array | undefined {
    const dependencies = this.#dependencies(change)
    const operations: Operation[] = []
    change.ops.forEach((operation, index) => {
      const old = idOf(change, index)
      const kept = this.#operation(operation, dependencies, operations)
      if (kept === undefined) {
        this.#drop(operation, old)
        return
      }
      this.#moved.set(old, `${this.#nextOp + operations.length}@${this.#actor}`)
      operations.push(kept)
    })
    if (operations.length === 0) {
      this.#hashes.set(change.hash, dependencies)
      return undefined
    }
    return this.#encode(change, dependencies, operations)
  }

  #encode(change: Decoded, dependencies: readonly string[], operations: readonly Operation[]): Uint8Array {
    // One actor's changes follow each other, even where two tabs' outboxes were made side by side.
    const deps = this.#last === undefined ? dependencies : [...new Set([...dependencies, this.#last])].sort()
    const bytes = A.encodeChange({
      actor: this.#actor, author: null, seq: (this.#seq += 1), startOp: this.#nextOp, time: 0, message: null,
      deps: [...deps], ops: operations as unknown as A.DecodedChange["ops"],
    })
    const hash = A.decodeChange(bytes).hash
    ;[this.#document] = A.applyChanges(this.#document, [bytes])
    this.#hashes.set(change.hash, [hash])
    this.#last = hash
    this.#nextOp += operations.length
    return bytes
  }

  #dependencies(change: Decoded): readonly string[] {
    const found = change.deps.flatMap((hash) => this.#hashes.get(hash) ?? [hash])
    return [...new Set(found)].sort()
  }

  #operation(operation: Operation, dependencies: readonly string[], earlier: readonly Operation[]): Operation | undefined {
    const obj = this.#id(operation.obj)
    if (operation.elemId !== undefined) return this.#elementOperation(operation, operation.elemId, obj)
    const pred = operation.pred.some((id) => this.#leftOut.has(id))
      ? this.#visible(obj, operation.key ?? "", dependencies, earlier)
      : operation.pred.map((id) => this.#id(id))
    if (operation.action === "del" && pred.length === 0) return undefined
    return { ...operation, obj, pred }
  }

  #elementOperation(operation: Operation, element: string, obj: string): Operation | undefined {
    if (operation.insert === true) return { ...operation, obj, elemId: this.#neighbour(element) }
    const pred = operation.pred.filter((id) => !this.#leftOut.has(id)).map((id) => this.#id(id))
    // The character was refused: so is what became of it.
    if (this.#leftOut.has(element) || pred.length === 0) return undefined
    return { ...operation, obj, elemId: this.#id(element), pred }
  }

  /** What a key shows at the dependencies and after this change's earlier operations. */
  #visible(obj: string, key: string, dependencies: readonly string[], earlier: readonly Operation[]): readonly string[] {
    const own = earlier.findLastIndex((operation) => operation.obj === obj && operation.key === key)
    if (own >= 0) return earlier[own]?.action === "del" ? [] : [`${this.#nextOp + own}@${this.#actor}`]
    const reader = A.getBackend(this.#document) as unknown as Reader
    return reader.getAll(obj, key, [...dependencies]).map((value) => String(value.at(-1)))
  }

  #drop(operation: Operation, old: string): void {
    this.#leftOut.add(old)
    if (operation.insert === true && operation.elemId !== undefined) {
      this.#neighbours.set(old, this.#neighbour(operation.elemId))
    }
  }

  #neighbour(element: string): string {
    return this.#neighbours.get(element) ?? this.#id(element)
  }

  #id(old: string): string {
    return this.#moved.get(old) ?? old
  }
}

function idOf(change: Decoded, index: number): string {
  return `${change.startOp + index}@${change.actor}`
}

/** One above the highest operation of the document: what an empty change of a copy would start at. */
function nextOperation(document: AnyDocument): number {
  const probe = A.emptyChange(A.clone(document), { time: 0 })
  const change = A.getLastLocalChange(probe)
  if (change === undefined) throw new Error("an empty change is a change")
  return A.decodeChange(change).startOp
}
