/**
 * What a newcomer has to know, put together from the log and the objects beside it (SEC-03). Nothing is written anew: every
 * sentence is somebody's own words or a value of the room, with the entries that it comes from.
 */
import type { Action, Entry, RoomDocument } from "../replica/types.ts"
import { actionGroups, actionTitle, ownerName } from "./actions.ts"
import { messagesOf, messageState } from "./communications.ts"
import { factDetails, factsOf } from "./facts.ts"
import { correctionsOf, isWrittenByPeople, momentOf, type LogFilter } from "./log.ts"
import { describe, namedRoles, rolesNow, team } from "./people.ts"
import { timeBoard } from "./time-board.ts"
import { msOf, shortMoment } from "./times.ts"
import { clip, count, levelNames, listed, phaseNames } from "./words.ts"

export interface Sentence {
  readonly key: string
  readonly text: string
  readonly grave?: boolean
  /** Numbers of the entries that it comes from, oldest first. */
  readonly entries: readonly number[]
}

export interface BriefPart {
  readonly title: string
  readonly sentences: readonly Sentence[]
  /** How many there are beyond those, and the filter of the log that shows them. */
  readonly more: number
  readonly filter?: LogFilter
}

export interface Brief {
  /** The last entry that it is drawn from. */
  readonly upTo: Entry | undefined
  readonly lede: readonly Sentence[]
  /** Parts with nothing in them are left out. */
  readonly parts: readonly BriefPart[]
}

/** So many of each kind, in so many characters each, fit two sheets of paper however long the log is. */
const mostInPart = 8
const longest = 220

/** `lookedAt`: the last entry when this person read it last; absent for a newcomer. */
export function briefOf(room: RoomDocument, nowMs: number, lookedAt?: number): Brief {
  const sources = sourcesOf(room.log)
  const parts = [
    changed(room, nowMs, lookedAt),
    known(room), suspected(room, nowMs), unknown(room, nowMs),
    command(room, sources, nowMs), decided(room, nowMs), doing(room, sources, nowMs), next(room, sources, nowMs), lines(room, sources),
  ]
  return { upTo: room.log.at(-1), lede: lede(room, sources, nowMs), parts: parts.filter(({ sentences }) => sentences.length > 0) }
}

interface Sources {
  /** The first and the last entry that speak of an object. */
  readonly of: (id: string) => readonly number[]
  /** What the server sealed at this moment, beside a command. */
  readonly at: (time: string | undefined) => readonly number[]
}

function sourcesOf(log: readonly Entry[]): Sources {
  const objects = new Map<string, readonly [number, number]>()
  const moments = new Map<number, number>()
  for (const entry of log) {
    if (!isWrittenByPeople(entry)) moments.set(momentOf(entry), entry.number)
    for (const id of Object.values(entry.refs ?? {})) {
      if (typeof id === "string") objects.set(id, [objects.get(id)?.[0] ?? entry.number, entry.number])
    }
  }
  const at = (time: string | undefined): readonly number[] => {
    const number = time === undefined ? undefined : moments.get(msOf(time))
    return number === undefined ? [] : [number]
  }
  return { of: (id) => [...new Set(objects.get(id) ?? [])], at }
}

function part(title: string, all: readonly Sentence[], filter?: LogFilter): BriefPart {
  const sentences = all.slice(0, mostInPart).map((one) => ({ ...one, text: clip(one.text, longest) }))
  return { title, sentences, more: all.length - sentences.length, ...(filter === undefined ? {} : { filter }) }
}

function lede({ incident, log }: RoomDocument, sources: Sources, nowMs: number): readonly Sentence[] {
  const grave = incident.severity === undefined ? "no severity yet" : `severity ${incident.severity}${incident.severity_provisional ? ", provisional" : ""}`
  const level = incident.level === undefined ? "" : `, ${levelNames[incident.level]}`
  const since = incident.declared_at === undefined ? `opened ${shortMoment(msOf(incident.opened_at), nowMs)}` : `declared ${shortMoment(msOf(incident.declared_at), nowMs)}`
  const standing = { key: "standing", text: `${phaseNames[incident.phase]}${level}, ${grave}, ${since}.`, entries: sources.at(incident.declared_at) }
  const first = log.find(({ kind }) => kind === "observation")
  if (incident.summary !== undefined && incident.summary !== "") {
    return [{ key: "summary", text: clip(incident.summary, 2 * longest), entries: sources.at(incident.opened_at) }, standing]
  }
  return first === undefined ? [standing] : [{ key: "first", text: clip(first.text, 2 * longest), entries: [first.number] }, standing]
}

/** Newest first, what people wrote: what the server adds is told by the parts below. */
function changed({ log }: RoomDocument, nowMs: number, lookedAt: number | undefined): BriefPart {
  const news = lookedAt === undefined ? [] : log.filter((entry) => entry.number > lookedAt && isWrittenByPeople(entry)).reverse()
  return part("Since you last read this", news.map((entry) => said(entry, nowMs)), "all")
}

function said(entry: Entry, nowMs: number, more: readonly number[] = []): Sentence {
  return { key: `e${entry.number}`, text: `${shortMoment(momentOf(entry), nowMs)} ${entry.text}`, entries: [entry.number, ...more] }
}

function known(room: RoomDocument): BriefPart {
  return part("Known", factsOf(room, "known").map(({ id, statement, source }) => ({ key: id, text: statement, entries: source === undefined ? [] : [source] })))
}

function suspected(room: RoomDocument, nowMs: number): BriefPart {
  return part("Suspected", open(room, "suspected", nowMs))
}

function unknown(room: RoomDocument, nowMs: number): BriefPart {
  return part("Not known", open(room, "unknown", nowMs))
}

function open(room: RoomDocument, standing: "suspected" | "unknown", nowMs: number): readonly Sentence[] {
  return factsOf(room, standing).map((fact) => {
    const details = factDetails(room, fact, nowMs)
    const more = details.length === 0 ? "Nobody is checking it" : details.join(", ")
    return { key: fact.id, text: `${fact.statement}. ${more}.`, entries: fact.source === undefined ? [] : [fact.source] }
  })
}

function command(room: RoomDocument, sources: Sources, nowMs: number): BriefPart {
  const early = room.incident.phase === "pre_incident"
  const named = namedRoles(room).map(({ title, people }, index): Sentence => {
    const since = index === 0 ? room.command.manager_since : undefined
    const until = since === undefined ? "" : `, since ${shortMoment(msOf(since), nowMs)}`
    return people.length === 0
      ? { key: title, text: `There is no ${title}.`, grave: index === 0 && !early, entries: [] }
      : { key: title, text: `${title}: ${listed(people.map(({ name }) => name))}${until}.`, entries: sources.at(since ?? room.members[people[0]?.person ?? ""]?.joined_at) }
  })
  const leads = new Set(["incident_manager", "deputy", "secretariat"])
  const others = team(room)
    .filter((member) => { const [first] = rolesNow(member); return first !== undefined && first !== "observer" && !leads.has(first) })
    .map((member) => ({ key: member.person, text: `${member.name}: ${describe(member)}.`, entries: sources.at(member.joined_at) }))
  return part("Who commands, and the team", [...named, ...others])
}

function decided({ log }: RoomDocument, nowMs: number): BriefPart {
  const corrected = correctionsOf(log)
  const decisions = log.filter(({ kind }) => kind === "decision").reverse().map((entry) => {
    const corrections = corrected.get(entry.number) ?? []
    const { text, ...one } = said(entry, nowMs, corrections)
    const why = entry.why === undefined || entry.why === "" ? "" : ` Because: ${entry.why}`
    return { ...one, text: `${corrections.length > 0 ? `${text} (corrected)` : text}${why}` }
  })
  return part("Decided, newest first", decisions, "decision")
}

function doing(room: RoomDocument, sources: Sources, nowMs: number): BriefPart {
  const { to_reassign, overdue, soon, later } = actionGroups(room, nowMs)
  const sentence = (state: "lost" | "overdue" | "running") => (action: Action): Sentence => {
    const due = action.report_by === undefined ? "" : shortMoment(msOf(action.report_by), nowMs)
    const who = state === "lost" ? "needs a new owner" : `${ownerName(room, action.owner)}, ${state === "overdue" ? "overdue since" : "reports by"} ${due}`
    const entries = sources.of(action.id)
    return {
      key: action.id, text: `${actionTitle(action)} ${action.title}: ${who}.`, grave: state !== "running",
      entries: entries.length > 0 ? entries : sources.at(action.opened_at),
    }
  }
  const all = [...to_reassign.map(sentence("lost")), ...overdue.map(sentence("overdue")), ...[...soon, ...later].map(sentence("running"))]
  return part(all.length === 0 ? "Being done" : `Being done: ${count(all.length, "action")}`, all, "action")
}

/** Reports are among what is being done. */
function next(room: RoomDocument, sources: Sources, nowMs: number): BriefPart {
  const rows = timeBoard(room, nowMs).filter(({ thing }) => thing.is !== "action")
  return part("Next", rows.map(({ key, what, who, due, overdue, thing }) => ({
    key, grave: overdue,
    text: `${shortMoment(due, nowMs)} ${what}${who === undefined ? "" : `, ${who}`}${overdue ? ", overdue" : ""}.`,
    entries: "recommendation" in thing ? sources.of(thing.recommendation) : "message" in thing ? sources.of(thing.message) : "call" in thing ? sources.of(thing.call) : "lesson" in thing ? sources.of(thing.lesson) : [],
  })))
}

/** Holding lines that are agreed, newest first. */
function lines(room: RoomDocument, sources: Sources): BriefPart {
  const agreed = messagesOf(room, "holding_line").filter((message) => ["agreed", "sent"].includes(messageState(message)))
  return part("Say this if you are asked", agreed.map(({ id, text }) => ({ key: id, text: `“${text}”`, entries: sources.of(id) })))
}
