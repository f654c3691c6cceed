/** Which roles, and the reason where somebody is not trained for one. */
import type { ReactNode } from "react"
import type { Person } from "../../api/types.ts"
import { msOf } from "../../incident/times.ts"
import { listed, roleNames, roles as allRoles } from "../../incident/words.ts"
import { nameOf } from "../../incident/people.ts"
import type { Role, RoomDocument } from "../../replica/types.ts"
import { Checks, Group } from "../../ui/Choice.tsx"
import { TextAreaField } from "../../ui/Field.tsx"

/** Command is handed over and accepted; it is not given as a role. */
export const givenRoles = allRoles.filter((role) => role !== "incident_manager")

const roleHints: Readonly<Partial<Record<Role, string>>> = {
  deputy: "Watches, chases, steps in as Incident Manager",
  secretariat: "Keeps the log. May also be Deputy",
  sme: "Recommends, then does as instructed",
  comms_lead: "Owns what is said to whom",
  liaison: "Brings others in, owes briefings",
  observer: "Reads, does not write",
}

export function isTrained(person: Person, role: Role, nowMs: number): boolean {
  return role === "observer"
    || person.trainings.some((training) => training.role === role && (training.until === undefined || msOf(training.until) > nowMs))
}

export function untrainedFor(person: Person | undefined, roles: readonly Role[], nowMs: number): readonly Role[] {
  return person === undefined ? [] : roles.filter((role) => !isTrained(person, role, nowMs))
}

interface RolesFieldsProps {
  readonly room: RoomDocument
  readonly person: Person | undefined
  readonly roles: readonly Role[]
  readonly reason: string
  /** Roles they hold already need no new reason. */
  readonly held: readonly Role[]
  readonly nowMs: number
  readonly errors: Readonly<Record<string, string>>
  readonly onRoles: (roles: readonly Role[]) => void
  readonly onReason: (reason: string) => void
}

export function RolesFields({ room, person, roles, reason, held, nowMs, errors, onRoles, onReason }: RolesFieldsProps): ReactNode {
  const { deputy } = room.command
  const taken = deputy !== undefined && deputy !== person?.id ? `${nameOf(room, deputy)} is Deputy. Give them another role first.` : undefined
  const untrained = untrainedFor(person, roles.filter((role) => !held.includes(role)), nowMs)
  return (
    <>
      <Group id="roles" legend="Roles in this incident" error={errors["roles"]}>
        <Checks<Role>
          id="roles" values={roles} onValues={onRoles}
          items={givenRoles.map((role) => ({
            value: role, title: roleNames[role],
            hint: person && !isTrained(person, role, nowMs) ? `${roleHints[role] ?? ""}. ${person.name} is not trained for it` : roleHints[role],
            ...(role === "deputy" ? { blocked: taken } : {}),
          }))}
        />
      </Group>
      {untrained.length === 0 || person === undefined ? null : (
        <TextAreaField
          id="reason" label={`Why ${person.name} all the same?`} rows={2} error={errors["reason"]} value={reason} onValue={onReason}
          hint={`Not trained as ${listed(untrained.map((role) => roleNames[role]))}. It is allowed; the reason goes in the log.`}
        />
      )}
    </>
  )
}
