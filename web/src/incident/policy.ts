/** The sentences with which the server's policy refuses an edit or a command, from the policy itself. */
import policy from "../generated/policy.json"

type Act = "create" | "splice" | "set" | "delete"

export function refusedBy(collection: "drafts" | "facts", act: Act): string {
  const row = policy.rows.find((row) => row.collection === collection && row.act === act)
  return row?.refused ?? "No rule allows this edit."
}

export function refusedByCommand(name: "invite"): string {
  return policy.commands.find((row) => row.name === name)?.refused ?? "No rule allows this command."
}
