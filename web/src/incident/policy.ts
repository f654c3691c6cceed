/** The sentences with which the server's policy refuses an edit. */
type Act = "create" | "splice" | "set" | "delete"

const readsOnly = "Observers read the log; they do not write in it. Ask the Incident Manager for a role."
const factsReadOnly = "Observers read the situation; they do not write in it. Ask the Incident Manager for a role."

const sentences: Readonly<Record<string, string>> = {
  "drafts create": readsOnly,
  "drafts splice": readsOnly,
  "drafts set": "Only the person who began this draft, or the Secretariat, changes its details.",
  "drafts delete": "Only the person who began this draft removes it; the Secretariat may once nobody has touched it for ten minutes.",
  "facts create": factsReadOnly,
  "facts splice": factsReadOnly,
  "facts set": factsReadOnly,
}

export function refusedBy(collection: "drafts" | "facts", act: Act): string {
  return sentences[`${collection} ${act}`] ?? "You may not do this."
}
