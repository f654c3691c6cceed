/** People who write at once, without a browser: each types into a draft of their own over the real wire. */
import * as A from "@automerge/automerge"
import { uuid, now } from "./client.ts"
import type { RoomDocument } from "./forgery.ts"
import type { House, Account } from "./house.ts"
import { Wire, type Frame } from "./wire.ts"

/** Sixty words a minute. */
const keyMs = 200
const words = "The partners have answered, and whoever has not is rung again at a quarter past. "
/** Then the draft is begun anew, as one that was sealed would be. */
const charactersMax = 400
/** As the page asks: they are as many pages. */
const paceMs = 40

interface Draft { text: string }

type Root = { drafts: Record<string, Draft> } & Record<string, unknown>

export interface Writers {
  /** Changes that were recorded so far. */
  readonly recorded: () => number
  readonly stop: () => void
}

export async function writersIn(house: House, incident: string, people: readonly Account[]): Promise<Writers> {
  const wires: Wire[] = []
  let recorded = 0
  let document: RoomDocument | undefined
  const timers: NodeJS.Timeout[] = []
  for (const [place, account] of people.entries()) {
    const { cookie } = await house.client(account)
    const wire = await Wire.open({ origin: house.server.origin, incident, cookie, pace: paceMs })
    wires.push(wire)
    document ??= await wire.document()
    if (place > 0) await wire.greet(wire.position ?? wires[0]?.position)
    wire.listen((frame) => {
      if (frame.t === "ping") wire.send({ t: "pong", n: frame["n"], device_time: now() })
      if (frame.t === "receipt" && frame["outcome"] === "recorded") recorded += 1
      if (frame.t === "receipt" && frame["outcome"] !== "recorded") throw new Error(`a writer was refused: ${JSON.stringify(frame)}`)
    })
    const type = typist(account, A.clone(document) as unknown as A.Doc<Root>, (frame) => { wire.send(frame) })
    // Not in step with each other.
    timers.push(setTimeout(() => { timers.push(setInterval(type, keyMs)) }, (place * keyMs) / people.length))
  }
  return {
    recorded: () => recorded,
    stop: () => {
      for (const timer of timers) clearInterval(timer)
      for (const wire of wires) wire.close()
    },
  }
}

/** Each call is one key. */
function typist({ id }: Account, begun: A.Doc<Root>, send: (frame: Frame) => void): () => void {
  let document = begun
  let draft: string | undefined
  let keys = 0
  const submit = (name: string, edit: (root: Root) => void): void => {
    document = A.change(document, { time: 0 }, edit)
    const change = A.getLastLocalChange(document)
    send({ t: "submit", intent: uuid(), kind: "edit", name, change, written_at: now() })
  }
  return () => {
    const key = words[keys % words.length] ?? " "
    const at = keys % charactersMax
    keys += 1
    if (draft !== undefined && at > 0) {
      const path = ["drafts", draft, "text"]
      submit("edit_draft", (root) => { A.splice(root, path, at, 0, key) })
      send({ t: "presence", viewing: "room", draft, typing: true, cursor: new TextEncoder().encode(`text:${A.getCursor(document, path, at)}`) })
      return
    }
    const old = draft
    if (old !== undefined) submit("discard_draft", (root) => { Reflect.deleteProperty(root.drafts, old) })
    const next = uuid()
    draft = next
    const scalar = (value: string): A.ImmutableString => new A.ImmutableString(value)
    const object = { by: scalar(id), begun_at: scalar(now()), kind: scalar("observation"), text: key, why: "", set_aside: "" }
    submit("create_draft", (root) => { root.drafts[next] = object as unknown as Draft })
  }
}
