/** Logs that are long: many entries, given over HTTP as programs do. */
import type { Client } from "./client.ts"

/** Requests under way at once. */
const lanes = 8

/** Every seventh is long, so that no two screens are alike. */
export function words(at: number): string {
  const short = `Mailbox ${at} of the partners has answered.`
  return at % 7 === 0 ? `${short} ${"The others are rung again at a quarter past the hour, by whoever has the list. ".repeat(3)}` : short
}

/** Adds so many entries, and says which number the last one has. */
export async function fill(client: Client, incident: string, entries: number): Promise<number> {
  let left = entries
  let last = 0
  await Promise.all(Array.from({ length: lanes }, async () => {
    while (left > 0) {
      const at = entries - left + 1
      left -= 1
      const { number = 0 } = await client.command(incident, { name: "append_entry", kind: "observation", text: words(at) })
      last = Math.max(last, number)
    }
  }))
  return last
}
