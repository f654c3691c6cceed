/** Changes that no page makes: what someone with a program of their own might send. */
import * as A from "@automerge/automerge"

/** The incident's document, as far as forging needs it. */
export interface Root {
  log: Record<string, unknown>
  members: Record<string, unknown>
  command: unknown
  incident: unknown
  [key: string]: unknown
}

export type RoomDocument = A.Doc<Root>

export interface Forgery {
  /** What it tries. */
  readonly title: string
  readonly code: string
  readonly change: (document: RoomDocument) => Uint8Array
}

/** The bytes of one change, made by an actor never used before. */
function forged(document: RoomDocument, edit: (root: Root) => void): Uint8Array {
  const own = A.clone(document)
  const bytes = A.getLastLocalChange(A.change(own, { time: 0 }, edit))
  if (bytes === undefined) throw new Error("the forgery changes nothing")
  return bytes
}

function lastKey(root: Root): string {
  const key = Object.keys(root.log).sort().at(-1)
  if (key === undefined) throw new Error("the log is empty")
  return key
}

const text = new A.ImmutableString("{\"text\":\"not what was sealed\"}")

export const forgeries: readonly Forgery[] = [
  { title: "writing over a sealed entry", code: "sealed", change: (document) => forged(document, (root) => { root.log[lastKey(root)] = text }) },
  { title: "removing a sealed entry", code: "sealed", change: (document) => forged(document, (root) => { delete root.log[lastKey(root)] }) },
  { title: "adding an entry past the server", code: "sealed", change: (document) => forged(document, (root) => { root.log["999999"] = text }) },
  { title: "putting another log in the place of this one", code: "sealed", change: (document) => forged(document, (root) => { root.log = {} }) },
  { title: "taking command by writing it", code: "server_owned", change: (document) => forged(document, (root) => { root.command = text }) },
  {
    title: "making oneself a member by writing it", code: "server_owned",
    change: (document) => forged(document, (root) => { root.members["00000000-0000-7000-8000-000000000000"] = text }),
  },
]
