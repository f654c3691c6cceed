/** The browser, for files on their way; one sender a replica. */
import { keepContent } from "../api/attachments.ts"
import { newId } from "../replica/ids.ts"
import { toHex } from "../replica/bytes.ts"
import type { Replica } from "../replica/types.ts"
import { Sendings } from "./sendings.ts"
import { openFiles } from "./store.ts"

const all = new WeakMap<Replica, Sendings>()

export function sendingsOf(replica: Replica): Sendings {
  const known = all.get(replica)
  if (known !== undefined) return known
  const { person, incident } = replica.view()
  const name = `loggist/${person}/${incident}/files`
  const made = new Sendings(replica, {
    open: () => openFiles(name),
    keep: (content, signal) => keepContent(incident, content, signal),
    alone: (act) => alone(name, act),
    after: (ms, act) => {
      const timer = setTimeout(act, ms)
      return () => { clearTimeout(timer) }
    },
    newId: () => newId(Date.now(), (length) => crypto.getRandomValues(new Uint8Array(length))),
  })
  all.set(replica, made)
  return made
}

/** Without locks (an insecure context) two tabs may send one file twice, which the server keeps once. */
async function alone(name: string, act: () => Promise<void>): Promise<void> {
  const { locks } = navigator as { readonly locks?: LockManager | null }
  await (locks ? locks.request(name, act) : act())
}

export async function sha256Of(content: Uint8Array<ArrayBuffer>): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", content)))
}
