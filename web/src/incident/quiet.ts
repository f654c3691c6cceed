/** Who has gone quiet: of the team, and not heard from for longer than the plan has it (IM-18). */
import type { Entry, Member, PersonId, RoomDocument } from "../replica/types.ts"
import { isWriter, team } from "./people.ts"
import { msOf } from "./times.ts"

/** Minutes without a word after which somebody is asked after: a call's interval, and four of them once it is warm. */
const quietAfterMinutes = { hot: 15, warm: 60 } as const

export interface Quiet {
  readonly member: Member
  /** Of their last word, or when they joined. */
  readonly sinceMs: number
}

const words = new WeakMap<readonly Entry[], ReadonlyMap<PersonId, number>>()

/** When each person last wrote, reported, acknowledged or gave a command: all of it is in the log. */
function lastWords(log: readonly Entry[]): ReadonlyMap<PersonId, number> {
  const held = words.get(log)
  if (held !== undefined) return held
  const made = new Map<PersonId, number>()
  for (const { by, received_at } of log) made.set(by.person, msOf(received_at))
  words.set(log, made)
  return made
}

/** Longest quiet first. Whoever has just joined is not asked after yet. */
export function quiet(room: RoomDocument, nowMs: number): readonly Quiet[] {
  const { phase } = room.incident
  if (phase !== "hot" && phase !== "warm") return []
  const heard = lastWords(room.log)
  return team(room).filter(({ person }) => isWriter(room, person))
    .map((member) => ({ member, sinceMs: Math.max(msOf(member.joined_at), heard.get(member.person) ?? 0) }))
    .filter(({ sinceMs }) => nowMs - sinceMs >= quietAfterMinutes[phase] * 60_000)
    .sort((one, other) => one.sinceMs - other.sinceMs)
}
