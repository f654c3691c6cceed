/** The document as Automerge hands it out: scalars are ImmutableString, a plain string is a Text. */
import type * as A from "@automerge/automerge/slim"

export type Scalar = A.ImmutableString | number | boolean | null

/** A `drafts/*` or `facts/*`: scalars, and Texts. */
export type RawObject = Record<string, Scalar | string | undefined>

export interface RawRoot extends Record<string, unknown> {
  incident?: A.ImmutableString
  command?: A.ImmutableString
  members?: Record<string, A.ImmutableString>
  log?: Record<string, A.ImmutableString>
  drafts?: Record<string, RawObject>
  facts?: Record<string, RawObject>
}

export type RawDocument = A.Doc<RawRoot>
