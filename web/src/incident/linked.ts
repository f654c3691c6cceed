/** Rooms beside this one: what each is, and who may make, link and unlink them. */
import type { LinkKind, RoomDocument, RoomLink } from "../replica/types.ts"
import { all, asManager, asManagerOrSpoken, inProgress, no, when, type May } from "./may-base.ts"
import { holds } from "./people.ts"
import { phaseNames } from "./words.ts"

export const linkNames: Readonly<Record<LinkKind, string>> = {
  aside: "Incident Manager and Deputy, apart",
  team: "Team that was split off",
  parent: "The room that this one belongs to",
  silver: "Silver command over this incident",
  incident: "Incident under this silver command",
  related: "May be related",
}

/** The links in force, what this room belongs to first. */
export function linksOf(room: RoomDocument): readonly RoomLink[] {
  const rank = ({ kind }: RoomLink): number => (kind === "parent" || kind === "silver" ? 0 : 1)
  return room.incident.links.filter((link) => link.ended_at === undefined).toSorted((one, other) => rank(one) - rank(other))
}

/** The room that an aside or a team belongs to. */
export function parentOf(room: RoomDocument): RoomLink | undefined {
  return linksOf(room).find((link) => link.kind === "parent")
}

/** The team's room that an action went to. */
export function teamOf(room: RoomDocument, moved_to: string | undefined): RoomLink | undefined {
  return room.incident.links.find((link) => link.room === moved_to)
}

/** "Hot. Ravi Menon commands there." What was never confirmed from there says so. */
export function standingOf({ phase, lead_name, kind }: RoomLink): string {
  if (phase === undefined) {
    return kind === "related" || kind === "silver" || kind === "incident"
      ? "Not confirmed there: whoever links them takes part in both." : "The room is being made."
  }
  return `${phaseNames[phase]}. ${lead_name ?? "Nobody"} commands there.`
}

function hasRoomsBeside({ incident: { kind } }: RoomDocument): May {
  return when(kind !== "aside", "This room follows its incident. Do this there.")
}

export function mayOpenAside(room: RoomDocument, person: string, live: boolean): May {
  const { manager, deputy } = room.command
  const who = manager === person || holds(room, person, "deputy")
  const open = linksOf(room).some((link) => link.kind === "aside")
  return all(
    hasRoomsBeside(room), when(!open, "It is open already."), when(who, "The Incident Manager or the Deputy opens it."),
    when(manager !== undefined && deputy !== undefined, "There is no Deputy to talk with."),
    manager === undefined ? no("Nobody is in command.") : asManager(room, manager, live),
  )
}

export function maySplitTeam(room: RoomDocument, person: string, live: boolean): May {
  return all(hasRoomsBeside(room), asManagerOrSpoken(room, person, live, "splits off a team"), inProgress(room))
}

export function mayOpenSilver(room: RoomDocument, person: string, live: boolean): May {
  const { kind, level } = room.incident
  const under = linksOf(room).find((link) => link.kind === "silver")
  return all(
    when(kind === "incident", "A silver command is opened from an incident."),
    asManager(room, person, live, "opens silver command. It is never given as spoken"),
    when(level === "silver" || level === "gold", "Set the command level to Silver first."),
    when(under === undefined, `This incident is under ${under?.reference ?? ""} already.`),
  )
}

export function mayLink(room: RoomDocument, person: string, live: boolean): May {
  return all(hasRoomsBeside(room), asManager(room, person, live, "links incidents. It is never given as spoken"))
}

export function mayUnlink(room: RoomDocument, person: string, link: RoomLink, live: boolean): May {
  const made = link.kind === "aside" || link.kind === "team" || link.kind === "parent"
  return all(when(!made, "A room stays with the one that it was split off from."), mayLink(room, person, live))
}

/** What an incident can be to this one. */
export function linkKinds(room: RoomDocument): readonly (readonly [LinkKind, string])[] {
  const silver = room.incident.kind === "silver"
  return [
    ["related", "May be related; the logs stay apart"],
    silver ? ["incident", "Comes under this silver command"] : ["silver", "A silver command that this incident comes under"],
  ]
}
