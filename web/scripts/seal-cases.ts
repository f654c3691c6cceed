import type { SealedFields } from "../src/replica/seal.ts"

/** Drafts as they are read from a document; fields that do not count are there to be ignored. */
type Draft = SealedFields & { readonly by?: string; readonly begun_at?: string }

const blank = { why: "", set_aside: "" }

export const sealCases: Readonly<Record<string, Draft>> = {
  "plain-observation": { kind: "observation", text: "Court list server answers again.", ...blank },
  "all-fields": {
    kind: "decision", text: "Take the listing service offline.", why: "Credentials may be in the attacker's hands.",
    set_aside: "Blocking the address range: it moves.", said_by: "01936f5e-7c00-7000-8000-000000000001",
    happened_at: "2026-11-22T22:41:00.000Z", certainty: "know", corrects: 134, answers: "R-07", about: "listing service",
  },
  "null-is-absent": { kind: "observation", text: "Seen twice.", ...blank, said_by: null, certainty: null, corrects: null },
  "other-fields-do-not-count": {
    kind: "comms", text: "Told the duty judge.", ...blank,
    by: "01936f5e-7c00-7000-8000-000000000002", begun_at: "2026-11-22T22:12:00.000Z",
  },
  "escapes": { kind: "observation", text: "He said \"stop\"\n\tC:\\temp \u0001\u001f\u007f </script> / \b\f\r", ...blank },
  "emoji-and-accents": { kind: "observation", text: "Équipe 👩🏽‍💻 prête 😀", why: "e\u0301 is not \u00e9", set_aside: "\u2028\u2029\ufeff" },
}
