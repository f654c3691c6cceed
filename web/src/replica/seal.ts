/** The hash by which nobody seals words that they did not see. `document.md`, Sealing. */
import { toHex } from "./bytes.ts"
import { canonicalJson, type Canonical } from "./canonical.ts"

/** The fields that count, in no order: canonical JSON sorts them. */
export interface SealedFields {
  readonly kind: string
  readonly text: string
  readonly why: string
  readonly set_aside: string
  readonly said_by?: string | null
  readonly happened_at?: string | null
  readonly certainty?: string | null
  readonly corrects?: number | null
  readonly answers?: string | null
  readonly about?: string | null
}

export function sealText(draft: SealedFields): string {
  const { kind, text, why, set_aside } = draft
  return canonicalJson({ kind, text, why, set_aside, ...optional(draft) })
}

/** Lower-case hex. */
export async function sealHash(
  draft: SealedFields, digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>,
): Promise<string> {
  return toHex(await digest(new TextEncoder().encode(sealText(draft))))
}

/** Nobody agrees to words that they did not see, either. Lower-case hex. */
export async function recommendationHash(
  { deadline, text }: { readonly deadline?: string | null; readonly text: string }, digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>,
): Promise<string> {
  return toHex(await digest(new TextEncoder().encode(canonicalJson({ deadline: deadline ?? undefined, text }))))
}

/** The words of a message that are agreed to, or were sent. Lower-case hex. */
export async function messageHash(
  { audience, kind, text, to }: Readonly<Record<"audience" | "kind" | "text" | "to", string>>,
  digest: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>,
): Promise<string> {
  return toHex(await digest(new TextEncoder().encode(canonicalJson({ audience, kind, text, to }))))
}

function optional({ said_by, happened_at, certainty, corrects, answers, about }: SealedFields): Record<string, Canonical> {
  const given = Object.entries({ said_by, happened_at, certainty, corrects, answers, about })
  return Object.fromEntries(given.flatMap(([key, value]) => (value === undefined || value === null ? [] : [[key, value]])))
}
