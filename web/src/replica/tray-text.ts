/** What a person typed in refused changes, as text to copy. */
import * as A from "@automerge/automerge/slim"
import type { RawDocument } from "./raw.ts"
import { setWords } from "./set-words.ts"
import { parsed } from "./shapes.ts"

interface Operation {
  readonly action: string
  readonly obj: string
  readonly key?: string
  readonly elemId?: string
  readonly insert?: boolean
  readonly value?: string | number | boolean | null | undefined
  readonly pred: readonly string[]
}

/** Low-level reads, which the library types loosely. They see objects that were deleted, too. */
interface Reader {
  text(object: string): string
}

/**
 * `whole`: each text that the changes touched, as `shown` has it, for an object that is not there for
 * others (refused, sealed or gone). Else only what these changes put in.
 */
export function typedText(changes: readonly Uint8Array[], whole: boolean, shown: RawDocument): string {
  const decoded = changes.flatMap(readable)
  const operations = decoded.flatMap((change) => change.ops.map((operation, index) => (
    { id: `${change.startOp + index}@${change.actor}`, operation: operation }
  )))
  const found = whole ? wholeTexts(operations.map(({ operation }) => operation), shown) : []
  const said = operations.flatMap(({ operation }) => saidWhole(operation))
  const texts = [...said, ...(found.length > 0 ? found : fragments(operations))]
  if (texts.length > 0) return texts.join("\n\n")
  return operations.flatMap(({ operation }) => setText(operation, shown)).join("\n")
}

/** What was refused as malformed may not be readable here either. */
function readable(change: Uint8Array): readonly A.DecodedChange[] {
  try {
    return [A.decodeChange(change)]
  } catch {
    return []
  }
}

function wholeTexts(operations: readonly Operation[], shown: RawDocument): readonly string[] {
  const reader = A.getBackend(shown) as unknown as Reader
  const touched = new Set(operations.filter((operation) => operation.elemId !== undefined).map((operation) => operation.obj))
  try {
    return [...touched].map((object) => reader.text(object)).filter((text) => text.trim() !== "")
  } catch {
    // The object is of another volume.
    return []
  }
}

/** Runs of inserted characters in the order of the text, without those taken back again. */
function fragments(operations: readonly { readonly id: string; readonly operation: Operation }[]): readonly string[] {
  const runs: { id: string; value: string }[][] = []
  for (const { id, operation } of operations) {
    if (operation.insert === true) {
      const character = { id, value: String(operation.value) }
      const run = runs.find((one) => one.some((other) => other.id === operation.elemId))
      if (run === undefined) runs.push([character])
      else run.splice(run.findIndex((other) => other.id === operation.elemId) + 1, 0, character)
    } else if (operation.action === "del" && operation.elemId !== undefined) {
      for (const run of runs) for (const other of run) if (other.id === operation.elemId) other.value = ""
    }
  }
  return runs.map((run) => run.map(({ value }) => value).join("")).filter((text) => text.trim() !== "")
}

/** What was written in one piece: a title or a name; a report, a check or a reply. */
function saidWhole({ action, key, value }: Operation): readonly string[] {
  if (action !== "set" || typeof value !== "string") return []
  if (key === "title" || key === "name") return [value]
  const said = value.startsWith("{") ? parsed(value) : undefined
  if (said === undefined) return []
  const words = said["text"] ?? said["answer"] ?? said["verdict"]
  return typeof words === "string" ? [said["text"] === words ? words : words.replaceAll("_", " ")] : []
}

function setText({ action, key, value, obj }: Operation, shown: RawDocument): readonly string[] {
  return action === "set" && key !== undefined && value !== null && value !== undefined ? [setWords(obj, key, value, shown)] : []
}
