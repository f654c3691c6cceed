/** A room with something of everything in it, for looking at. */
import { withAxe } from "./axe.ts"
import type { Seat, Stage } from "./test.ts"

export interface Night {
  readonly id: string
  /** Incident Manager. */
  readonly priya: Seat
  /** Secretariat. */
  readonly maeve: Seat
  /** Observer. */
  readonly jo: Seat
}

/** Six entries of every kind, one of them corrected; three people who may be seated and look. */
export async function fullRoom(stage: Stage): Promise<Night> {
  const { id, manager, command, team: [maeve, jo] } = await stage.incident([["Maeve Lindqvist", "secretariat"], ["Jo Whitmore", "observer"]])
  const seats = { priya: await stage.sit(manager), maeve: await stage.sit(maeve!), jo: await stage.sit(jo!) }
  for (const { context } of Object.values(seats)) await withAxe(context)
  const say = (entry: Readonly<Record<string, unknown>>): Promise<unknown> => command.command(id, { name: "append_entry", ...entry }, 1)
  await say({ kind: "observation", text: "41 mailboxes, all accepted between 21:46:12 and 21:46:40.", certainty: "know", said_by: "Ravi Menon" })
  await say({ kind: "decision", text: "Pull the export by gateway recall.", why: "Recall is reversible; waiting is not.", set_aside: "Phoning each chambers first." })
  await say({ kind: "action", text: "A-17 Run gateway recall. Owner Ravi Menon. Report back 02:40." })
  await say({ kind: "comms", text: "Call 5 held, 11 minutes. Next call 02:45." })
  const { number } = await seats.maeve.client.command(id, { name: "append_entry", kind: "observation", text: "The attachment was opened by all three." })
  await seats.maeve.client.command(id, { name: "append_entry", kind: "correction", text: "One of the three opened it.", corrects: number, why: "Preview fetches were counted as opens." })
  return { id, ...seats }
}
