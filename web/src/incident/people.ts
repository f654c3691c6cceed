/** Who is in the team, with which roles, and who is here. */
import type { Member, PersonId, Role, RoomDocument, RoomView } from "../replica/types.ts"
import { capabilityName, listed, roleNames, roles } from "./words.ts"

/** Roles held now, most senior first. */
export function rolesNow(member: Member | undefined): readonly Role[] {
  const held = new Set(member?.roles.filter((role) => role.until === undefined).map((role) => role.role))
  return roles.filter((role) => held.has(role))
}

/** The person's place in the team; absent for one who left or never was in it. */
export function memberNow(room: RoomDocument, person: PersonId): Member | undefined {
  const member = room.members[person]
  return member?.left_at === undefined ? member : undefined
}

export function rolesOf(room: RoomDocument, person: PersonId): readonly Role[] {
  return rolesNow(memberNow(room, person))
}

export function holds(room: RoomDocument, person: PersonId, role: Role): boolean {
  return rolesOf(room, person).includes(role)
}

/** In the team with a role other than observer. */
export function isWriter(room: RoomDocument, person: PersonId): boolean {
  return rolesOf(room, person).some((role) => role !== "observer")
}

/** Manager, deputy or secretariat. */
export function isCommand(room: RoomDocument, person: PersonId): boolean {
  return rolesOf(room, person).some((role) => role === "incident_manager" || role === "deputy" || role === "secretariat")
}

/** Who opened the incident may write down what came before command existed. */
export function isOpenerBeforeCommand(room: RoomDocument, person: PersonId): boolean {
  return room.incident.phase === "pre_incident" && room.incident.opened_by === person
}

export function nameOf(room: RoomDocument, person: PersonId): string {
  return room.members[person]?.name ?? "Somebody not in the team"
}

/** Everyone in the team now, command first, then by name. */
export function team(room: RoomDocument): readonly Member[] {
  const rank = (member: Member): number => {
    const [first] = rolesNow(member)
    return first === undefined ? roles.length : roles.indexOf(first)
  }
  return Object.values(room.members)
    .filter((member) => member.left_at === undefined)
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name, "en-GB"))
}

/** Holders of a role, in the team's order. */
export function holders(room: RoomDocument, role: Role): readonly Member[] {
  return team(room).filter((member) => rolesNow(member).includes(role))
}

export interface Named {
  readonly title: string
  readonly people: readonly { readonly person: PersonId; readonly name: string }[]
}

/** The three roles named on every call. Secretariat may be several people. */
export function namedRoles(room: RoomDocument): readonly Named[] {
  const one = (person: PersonId | undefined): Named["people"] =>
    person === undefined ? [] : [{ person, name: nameOf(room, person) }]
  return [
    { title: roleNames.incident_manager, people: one(room.command.manager) },
    { title: roleNames.deputy, people: one(room.command.deputy) },
    { title: roleNames.secretariat, people: holders(room, "secretariat").map(({ person, name }) => ({ person, name })) },
  ]
}

/** "Deputy and Secretariat. Data privacy. Case management system". */
export function describe(member: Member): string {
  const held = rolesNow(member)
  const words = [
    held.length === 0 ? "No role" : listed(held.map((role) => roleNames[role])),
    member.capability === undefined ? undefined : capabilityName(member.capability),
    member.domain,
  ]
  return words.filter((word) => word !== undefined && word !== "").join(". ")
}

/** Members who report to the manager; of whom the plan allows seven. */
export function directReports(room: RoomDocument): readonly Member[] {
  const { manager } = room.command
  if (manager === undefined) return []
  return team(room).filter((member) =>
    member.person !== manager && member.reports_to === manager && rolesNow(member).some((role) => role !== "observer"))
}

/** People here now by id, this person first; nobody while nobody can be vouched for. */
export function here(view: RoomView): readonly PersonId[] {
  if (view.connection.kind !== "live") return []
  return [...new Set([view.person, ...view.present.map((row) => row.person)])]
}

/** Who of the others is here, each once, and whether they write. */
export function othersHere({ person, present }: RoomView): readonly (readonly [person: PersonId, name: string, isWriting: boolean])[] {
  const others = new Map(present.filter((row) => row.person !== person).map((row) => [row.person, row.name]))
  return [...others].map(([id, name]) => [id, name, present.some((row) => row.person === id && row.typing)])
}

/** The names of those here, this person first, each once. */
export function namesHere(view: RoomView, ownName: string): readonly string[] {
  if (view.connection.kind !== "live") return []
  return [ownName, ...othersHere(view).map(([, name]) => name)]
}
