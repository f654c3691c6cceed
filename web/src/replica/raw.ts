/** The document as Automerge hands it out: scalars are ImmutableString, a plain string is a Text. */
import type * as A from "@automerge/automerge/slim"

export type Scalar = A.ImmutableString | number | boolean | null

/** What is put into it once each and never changed: reports, replies. */
export type RawMap = Record<string, Scalar>

/** One of a collection: scalars, Texts, and maps. */
export type RawObject = Record<string, Scalar | string | RawMap | undefined>

export interface RawRoot extends Record<string, unknown> {
  incident?: A.ImmutableString
  command?: A.ImmutableString
  members?: Record<string, A.ImmutableString>
  log?: Record<string, A.ImmutableString>
  proposals?: Record<string, A.ImmutableString>
  invitations?: Record<string, A.ImmutableString>
  drafts?: Record<string, RawObject>
  facts?: Record<string, RawObject>
  actions?: Record<string, RawObject>
  recommendations?: Record<string, RawObject>
  contacts?: Record<string, RawObject>
  systems?: Record<string, RawObject>
  messages?: Record<string, RawObject>
  channels?: Record<string, RawObject>
  calls?: Record<string, RawObject>
  lessons?: Record<string, RawObject>
  checks?: Record<string, RawObject>
  documents?: Record<string, RawObject>
  attachments?: Record<string, RawObject>
}

export type RawDocument = A.Doc<RawRoot>
