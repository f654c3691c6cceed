/** The kind of an entry by what its first word is: fast entry without leaving the box (SEC-04). */
import type { WrittenKind } from "../replica/types.ts"

/** By the first letter, or any longer part of its name. */
const names: readonly (readonly [name: string, kind: WrittenKind])[] = [
  ["observation", "observation"], ["decision", "decision"], ["action", "action"], ["communications", "comms"],
]

/** "/d Stop the export" is a decision, "Stop the export". A stroke and anything else is text. */
export function kindByPrefix(text: string): { readonly kind: WrittenKind; readonly rest: string } | undefined {
  const [whole, word] = /^\/([a-z]+) /i.exec(text) ?? []
  if (whole === undefined || word === undefined) return undefined
  const found = names.find(([name]) => name.startsWith(word.toLowerCase()))
  return found && { kind: found[1], rest: text.slice(whole.length) }
}
